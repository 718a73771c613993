"""A kind of question is one class: what belongs to it lies in no other place."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import get_args

import attrs
import pytest
from openpyxl import load_workbook

from audit_core.forms.build import forms_for
from audit_core.forms.formulas import shown
from audit_core.forms.kinds import registry
from audit_core.forms.kinds.filled_cell import AnswerValue, FilledCell
from audit_core.forms.kinds.question_kind import (
    AnswerRow,
    Mistake,
    QuestionKind,
    check_of_words,
)
from audit_core.forms.workbook.fill import fill_form
from audit_core.forms.workbook.form_workbook import build_form_workbook
from audit_core.plugin_system.theme_checks import check_theme
from audit_core.records import record
from audit_core.returns.context import ReadingContext
from audit_core.returns.reader import read_return
from audit_core.rounds.issued import IssuedForm
from audit_core.testing import question, round_of, small_theme
from audit_core.themes.theme import AnswerKind
from audit_core.workbook_style.files import FoundFile


@record
class Length:
    """Invented: answered by a length of time, such as 1 h 30."""

    most: int = 24


class LengthKind(QuestionKind[Length]):  # type: ignore[type-var]
    """One cell for hours and minutes, which count as minutes."""

    def rows(self) -> Iterator[AnswerRow]:
        """Yield its one row."""
        yield AnswerRow(self.question.ref, "text", self.question.text)

    def how_to_answer(self) -> str:
        """Say what it takes."""
        return "Hours and minutes, such as 1 h 30."

    def mistakes(self) -> Iterator[Mistake]:
        """No length at all could be typed."""
        yield self.answer.most < 1, "theme.least_above_most"

    def read(self, filled: FilledCell) -> AnswerValue:
        """Read minutes."""
        hours, h, minutes = filled.raw.partition(" h ")
        if h and hours.isdecimal() and minutes.isdecimal():
            return AnswerValue(str(60 * int(hours) + int(minutes)), raw=filled.raw)
        return filled.refused("answer.number", least=0, most=self.answer.most)

    def check(self, todo: str) -> str:
        """Ask for an h."""
        return check_of_words(todo, f'IF(ISNUMBER(SEARCH(" h ",$C4)),{shown("Done")},"How long?")')


@pytest.fixture
def lengths(monkeypatch: pytest.MonkeyPatch):
    """A theme that asks two lengths of time."""
    monkeypatch.setitem(registry.KINDS, Length, LengthKind)
    with attrs.validators.disabled():  # in place of a line in AnswerKind
        return small_theme(
            *(question(ref, answer=Length()) for ref in ("XX-1.1", "XX-1.2")), name="lengths"
        )


def test_every_kind_an_author_can_write_has_its_class() -> None:
    """No record of the theme's author is without a class, and no class without a record."""
    assert set(registry.KINDS) == set(get_args(AnswerKind))


def test_an_invented_kind_is_asked_and_read_by_its_class_alone(lengths) -> None:
    """Its row, guidance, Check formula and reading all come from the class."""
    audit_round = round_of(lengths, cases=1)
    form = forms_for(lengths, audit_round, "abc123")[0]
    data = build_form_workbook(form, lengths, audit_round)
    sheet = load_workbook(io.BytesIO(data), rich_text=True)["Questions"]
    row = next(row for row in sheet.iter_rows() if row[0].value == "XX-1.1")
    assert str(row[1].value).endswith("Hours and minutes, such as 1 h 30.")
    assert "How long?" in row[4].value

    typed = fill_form(data, form, {"XX-1.1": ("1 h 30", ""), "XX-1.2": ("long", "")})
    kept = IssuedForm(str(form.id), form.kind, "x.xlsx", form.due, audit_round.issued, form.asked)
    context = ReadingContext(
        audit_round, {kept.id: kept}, {"abc123": lengths}, lambda _theme, _issued: form
    )
    reading = read_return(FoundFile("x.xlsx", typed, hashlib.sha256(typed).hexdigest()), context)
    assert reading.form is not None
    entries = {entry.ref: entry for entry in reading.form.entries}
    assert (entries["XX-1.1"].code, entries["XX-1.2"].code) == ("90", "not_understood")
    assert [p.where.ref for p in reading.problems if p.code == "answer.number"] == ["XX-1.2"]


def test_an_authors_mistake_with_an_invented_kind_is_found_by_its_class(lengths) -> None:
    """The checks of a theme ask the class."""
    with attrs.validators.disabled():
        wrong = small_theme(question("XX-1.1", answer=Length(most=0)))
    assert "theme.least_above_most" in {problem.code for problem in check_theme(wrong)}
    assert "theme.least_above_most" not in {problem.code for problem in check_theme(lengths)}
