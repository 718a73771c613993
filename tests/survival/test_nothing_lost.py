"""Nothing that was typed or drawn on a form is lost: it is read, or told with its place."""

from __future__ import annotations

import hashlib
import io
from datetime import date
from typing import TYPE_CHECKING

import attrs
import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from audit_core.commands.new import blank_round, default_kinds
from audit_core.forms.build import forms_for, issued_form, rebuild_form
from audit_core.forms.workbook.form_workbook import build_form_workbook
from audit_core.returns.context import ReadingContext, reading_context
from audit_core.returns.reader import read_return
from audit_core.rounds.issued import Issued
from audit_core.serialization import fingerprint
from audit_core.workbook_style.files import FoundFile
from tests.anywhere import draw_anywhere, type_anywhere

if TYPE_CHECKING:
    from collections.abc import Collection

    from audit_core.plugin_system.manager import Plugins
    from audit_core.problems.problem import Problem
    from audit_core.returns.model import Reading
    from tests.anywhere import Read
    from tests.survival.filled import Filled


OTHERS = ("partnership", "meeting", "families")
"""The instruments of early help beside the case file."""


def _read(data: bytes, desk: ReadingContext) -> Reading:
    return read_return(FoundFile("return.xlsx", data, hashlib.sha256(data).hexdigest()), desk)


def _reader(desk: ReadingContext) -> Read:
    def read(data: bytes) -> tuple[str | None, Collection[Problem]]:
        reading = _read(data, desk)
        form = reading.form
        return repr((form.entries, form.events)) if form else None, reading.problems

    return read


@pytest.mark.parametrize("blank", ["in its folder", "gone"])
def test_no_sentence_typed_anywhere_on_a_form_is_lost(
    both: tuple[Filled, Filled], blank: str
) -> None:
    """On a filled form, with the blank form at hand and without."""
    filled = both[0]
    printed = filled.printed.data if blank == "in its folder" else None
    desk = attrs.evolve(filled.desk, shapes={}, file_of=lambda _name: printed)
    assert _read(filled.data, desk).concerns == _read(filled.data, filled.desk).concerns
    assert type_anywhere(filled.data, f"form, {blank}", _reader(desk)).lost == {}


@pytest.mark.parametrize("blank", ["in its folder", "gone"])
def test_nothing_drawn_on_a_form_is_lost(both: tuple[Filled, Filled], blank: str) -> None:
    """What may say that somebody is at risk is a concern."""
    filled = both[0]
    printed = filled.printed.data if blank == "in its folder" else None
    desk = attrs.evolve(filled.desk, shapes={}, file_of=lambda _name: printed)
    read = _reader(desk)
    assert draw_anywhere(filled.data, f"form, {blank}", read)[0] == []
    lost, told = draw_anywhere(filled.data, f"form, {blank}, at risk", read, "He hits the baby")
    assert not lost
    assert "form.beside_risk" in {each.code for each in told}


@pytest.fixture(scope="module")
def others(plugins: Plugins) -> dict[str, tuple[bytes, Read]]:
    """The other forms of early help by instrument, as they were issued, and how each is read."""
    theme = plugins.theme("early_help")
    assert theme is not None
    audit_round = blank_round(theme, "EH26A", default_kinds(theme), 1, 1, date(2026, 3, 2))
    found = {}
    for form in forms_for(theme, audit_round, fingerprint(theme)):
        if form.id.instrument in OTHERS and form.id.instrument not in found:
            data = build_form_workbook(form, theme, audit_round)
            desk = reading_context(
                audit_round,
                Issued(1, audit_round.code, (issued_form(form, "x.xlsx", audit_round),)),
                {form.id.fingerprint: theme},
                rebuild_form,
                lambda _name, data=data: data,
            )
            found[form.id.instrument] = data, _reader(desk)
    return found


@pytest.mark.parametrize("instrument", OTHERS)
def test_no_sentence_typed_anywhere_on_another_form_is_lost(
    others: dict[str, tuple[bytes, Read]], instrument: str
) -> None:
    """On the partnership's own form, an observed meeting's, and the families' survey, which is one
    for the whole round.
    """
    data, read = others[instrument]
    assert type_anywhere(data, instrument, read).lost == {}


@pytest.mark.parametrize("instrument", OTHERS)
def test_nothing_drawn_on_another_form_is_lost(
    others: dict[str, tuple[bytes, Read]], instrument: str
) -> None:
    """Comments, text boxes, shapes, pictures and the footer."""
    data, read = others[instrument]
    assert draw_anywhere(data, instrument, read)[0] == []


def test_words_about_a_risk_come_first_wherever_they_stand(both: tuple[Filled, Filled]) -> None:
    """A comment, and words above the table, that say a child is hit are concerns of the first
    order, with the words.
    """
    book = load_workbook(io.BytesIO(both[0].data), rich_text=True)
    book["Chronology"]["J2"] = "He hits the baby"
    book["Judgement"]["C2"].comment = Comment("She is not safe at home", "auditor")
    out = io.BytesIO()
    book.save(out)
    reading = _read(out.getvalue(), both[0].desk)
    found = {(one.at.sheet, one.at.cell): one.kind for one in reading.concerns}
    assert found["Chronology", "J2"] == "He hits the baby"
    assert found["Judgement", "C2"] == "She is not safe at home"
    assert [each.code for each in reading.problems].count("form.beside_risk") == 2


def test_a_second_case_with_a_known_layout_is_searched_too(both: tuple[Filled, Filled]) -> None:
    """What is typed over a title is told although the form is printed like one read before."""
    one, two = both
    ids = (one.printed.form, two.printed.form)
    issued = Issued(1, "NG26A", tuple(issued_form(form, "x", one.printed.round) for form in ids))
    desk = reading_context(one.printed.round, issued, one.desk.themes, rebuild_form)
    _read(one.data, desk)
    assert _read(two.data, desk).problems == _read(two.data, two.desk).problems
    book = load_workbook(io.BytesIO(two.data), rich_text=True)
    book["Chronology"]["A1"] = "The lodger said that nobody had asked"
    out = io.BytesIO()
    book.save(out)
    told = _read(out.getvalue(), desk).problems
    assert ("form.beside", "A1") in [(each.code, each.where.cell) for each in told]
