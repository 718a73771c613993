"""A theme says for which nation it was written, and claims no review that did not take place."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import attrs
import pytest
from openpyxl import load_workbook

from audit_core.cli import main
from audit_core.forms.build import forms_for
from audit_core.forms.workbook.form_workbook import build_form_workbook
from audit_core.plugin_system.manager import load_plugins
from audit_core.rounds.written_for import nation_and_reviews, written_for
from audit_core.serialization import from_json, to_json
from audit_core.testing.builders import question, round_of, small_theme
from audit_core.themes.nations import NATIONS
from audit_core.themes.theme import Review, Theme

THEMES = load_plugins().themes
THEME = small_theme(question("XX-1.1"), nation="England")
REVIEWED = attrs.evolve(
    THEME, reviews=(Review("Wales", "a named nurse of a health board", date(2026, 5, 4)),)
)
SAID = "Reviewed for Wales by a named nurse of a health board, 4 May 2026."


@pytest.mark.parametrize("name", sorted(THEMES))
def test_our_themes_were_written_for_england_and_not_reviewed(name: str) -> None:
    """Neither is anything else claimed of them."""
    assert nation_and_reviews(THEMES[name]) == (
        "Written for England. Not yet reviewed by a practitioner."
    )


@pytest.mark.parametrize("nation", NATIONS)
def test_a_round_elsewhere_is_told_for_which_nation_it_was_written(nation: str) -> None:
    """In the theme's own nation there is nothing to say, nor of a theme that declares none."""
    there = round_of(THEME, nation=nation)
    assert written_for(THEME, there) == ("" if nation == "England" else "Written for England.")
    assert written_for(attrs.evolve(THEME, nation=""), there) == ""


@pytest.mark.parametrize("nation", NATIONS)
def test_a_review_is_claimed_only_where_it_took_place(nation: str) -> None:
    """By role and day; a review in Wales says nothing about Scotland."""
    assert (SAID in written_for(REVIEWED, round_of(THEME, nation=nation))) == (nation == "Wales")
    assert nation_and_reviews(REVIEWED) == f"Written for England. {SAID}"


def test_nation_and_reviews_are_kept_with_the_forms() -> None:
    """A theme without them is stored as before."""
    assert from_json(Theme, to_json(REVIEWED), "issued.json") == REVIEWED
    assert '"nation"' not in to_json(small_theme(question("XX-1.1")))


def on_the_form(nation: str) -> dict[str, list[str]]:
    """The texts about the nation in a form, by sheet."""
    audit_round = round_of(THEME, nation=nation)
    form = forms_for(THEME, audit_round, "x")[0]
    book = load_workbook(BytesIO(build_form_workbook(form, THEME, audit_round)))
    texts = {
        sheet.title: [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
        for sheet in book.worksheets
    }
    return {
        name: said
        for name, found in texts.items()
        if (said := [text for text in found if "Written for" in text])
    }


def test_a_form_elsewhere_says_it_once_on_start_here() -> None:
    """An auditor in Scotland knows why it speaks of section 47."""
    assert on_the_form("Scotland") == {"Start here": ["Questions: Written for England."]}
    assert on_the_form("England") == {}


def test_the_papers_elsewhere_say_it_once_where_they_say_how_the_audit_was_done(made: Any) -> None:
    """The board reads for which nation the questions were written."""
    path = made.folder / "round.xlsx"
    book = load_workbook(path)
    line = next(row for row in book["Round"].iter_rows(min_row=4) if row[0].value == "Nation")
    made.fill(1, "school", {"DA-1.4": "Met"})
    paper = made.compile().folder / "chair/report.html"
    assert "Written for" not in paper.read_text(encoding="utf-8")
    line[1].value = "Scotland"
    book.save(path)
    text = (made.compile().folder / "chair/report.html").read_text(encoding="utf-8")
    assert text.count("Written for England.") == 1
    assert text.index("How the audit was done") < text.index("Written for England.")


def test_themes_show_says_it(capsys: pytest.CaptureFixture[str]) -> None:
    """With where each time limit comes from, nation by nation."""
    with pytest.raises(SystemExit):
        main(["themes", "show", "domestic_abuse"])
    shown = capsys.readouterr().out
    assert "Written for England. Not yet reviewed by a practitioner." in shown
    assert "England: 1 working day (Working Together to Safeguard Children" in shown
    assert "Wales, Scotland and Northern Ireland: no national limit; set your own." in shown
