"""The form of an observed meeting says which meeting it is about, or asks."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest
from openpyxl import load_workbook

from audit_core.commands.compile import compile_round
from audit_core.commands.generate import generate
from audit_core.commands.new import new_round
from audit_core.commands.open_round import open_round
from audit_core.forms.build import forms_for, rebuild_form
from audit_core.forms.form import Form
from audit_core.forms.workbook.batch import FormPrinter
from audit_core.forms.workbook.fill import fill_form
from audit_core.forms.workbook.form_workbook import build_form_workbook
from audit_core.serialization import fingerprint
from tests.conftest import AS_AT, answers_of
from tests.forms.test_batch import parts_of

if TYPE_CHECKING:
    from audit_core.plugin_system.manager import Plugins
    from audit_core.rounds.round import Round
    from tests.forms.conftest import Printed

ASKED = ["S-M1", "S-M2"]
DAY, KIND = ("meeting_date", "2026-03-10"), ("meeting_kind", "Core group")


@pytest.fixture
def meeting(library: dict[str, tuple[Printed, ...]]) -> Printed:
    """The form of a meeting of which the round knows neither date nor kind."""
    return next(each for each in library["early_help"] if each.form.id.instrument == "meeting")


def knowing(meeting: Printed, *facts: tuple[str, str]) -> tuple[Form, Round]:
    """The form, and its round, if the round knows these facts of the meeting."""
    subjects = tuple(
        attrs.evolve(each, facts=facts) if each.kind == "meeting" else each
        for each in meeting.round.subjects
    )
    audit_round = attrs.evolve(meeting.round, subjects=subjects)
    (form,) = (
        form
        for form in forms_for(meeting.theme, audit_round, fingerprint(meeting.theme))
        if form.id.instrument == "meeting"
    )
    return form, audit_round


def asked(form: Form) -> list[str]:
    """What the form asks about the meeting, by ref."""
    return [field.ref for field in form.fields if field.ref in ASKED]


@pytest.mark.parametrize(
    ("facts", "refs"),
    [((), ASKED), ((DAY,), ["S-M2"]), ((KIND,), ["S-M1"]), ((DAY, KIND), [])],
)
def test_a_form_asks_what_the_round_does_not_know_about_the_meeting(
    meeting: Printed, facts: tuple[tuple[str, str], ...], refs: list[str]
) -> None:
    """Its date, its kind, both, or neither."""
    assert asked(knowing(meeting, *facts)[0]) == refs


def test_what_the_round_knows_about_the_meeting_is_on_every_sheet(meeting: Printed) -> None:
    """Three forms of three meetings can be told apart wherever they are opened."""
    form, audit_round = knowing(meeting, DAY, KIND)
    book = load_workbook(io.BytesIO(build_form_workbook(form, meeting.theme, audit_round)))
    for name in ("Questions", "Judgement", "Sign-off"):
        assert "Core group, 10 Mar 2026" in book[name]["A1"].value
    assert "(Core group, 10 Mar 2026)" in str(book["Start here"]["B5"].value)


def test_meetings_known_and_unknown_are_printed_from_masters_of_their_own(
    meeting: Printed,
) -> None:
    """A form from a master equals its full build, whichever was printed before it."""
    both = [knowing(meeting), knowing(meeting, DAY, KIND)]
    printer = FormPrinter(meeting.theme, both[1][1])
    for form, _ in (*both, *both):
        whole = build_form_workbook(form, meeting.theme, both[1][1])
        assert parts_of(printer.form(form)) == parts_of(whole)
    assert printer.masters == 2


def test_a_form_issued_by_an_earlier_version_is_read_without_the_new_rows(
    tmp_path: Path, plugins: Plugins
) -> None:
    """It never asked for date and kind, so nothing is missing from it."""
    form, issued, theme = meeting_of(tmp_path / "round", plugins)
    assert asked(form) == ASKED
    assert asked(rebuild_form(theme, attrs.evolve(issued, asks=()))) == []


def test_date_and_kind_reach_the_answers(tmp_path: Path, plugins: Plugins) -> None:
    """Once typed, they are in answers.csv like everything else on the first sheet; left blank, they
    are asked for.
    """
    folder = tmp_path / "round"
    form, issued, _ = meeting_of(folder, plugins)
    typed = {"S-M1": (date(2026, 3, 10), ""), "S-1": ("No", ""), "S-9": ("Observer", "")}
    (folder / "returns").mkdir(exist_ok=True)
    (folder / "returns/meeting.xlsx").write_bytes(
        fill_form((folder / issued.file).read_bytes(), form, typed)
    )
    done = compile_round(folder, plugins, AS_AT)
    found = {line["question"]: line["raw"] for line in answers_of(done)}
    assert found["S-M1"] == "10 Mar 2026"
    (blank,) = (
        each
        for each in done.compiled.casebook.problems
        if each.code == "answer.blank_required" and each.where.ref == "S-M2"
    )
    assert blank.where.sheet == "Start here"


def test_meetings_without_date_or_kind_are_asked_about_before_forms_go_out(
    tmp_path: Path, plugins: Plugins
) -> None:
    """As blank facts of cases are: `audit generate` names the meetings."""
    folder = tmp_path / "round"
    new_round(folder, plugins.themes["early_help"], ("police",), 1, 2, date(2026, 3, 2))
    (found,) = (
        each for each in generate(folder, plugins).problems if each.code == "round.no_meeting"
    )
    assert found.what.count("EH26") == 2


def meeting_of(folder: Path, plugins: Plugins):
    """A meeting's form, its entry in issued.json, and its theme, of a new round."""
    theme = plugins.themes["early_help"]
    new_round(folder, theme, ("police",), 1, 1, date(2026, 3, 2))
    generate(folder, plugins)
    opened = open_round(folder, plugins)
    (issued,) = (each for each in opened.issued.forms if "/meeting/" in each.id)
    theme = opened.themes[opened.issued.themes[-1][0]]
    return rebuild_form(theme, issued), issued, theme
