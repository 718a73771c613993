"""Questions answered by a whole number."""

from __future__ import annotations

from collections.abc import Iterator

from audit_core.forms.formulas import shown
from audit_core.forms.kinds.filled_cell import AnswerValue, FilledCell, read_number
from audit_core.forms.kinds.question_kind import (
    AnswerRow,
    Mistake,
    QuestionKind,
    check_of_numbers,
)
from audit_core.themes.theme import Number


class NumberKind(QuestionKind[Number]):
    """One cell, for a number within its bounds."""

    def rows(self) -> Iterator[AnswerRow]:
        """Yield its one row."""
        yield AnswerRow(self.question.ref, "number", self.question.text)

    def mistakes(self) -> Iterator[Mistake]:
        """Yield bounds that leave no number."""
        yield self.answer.least > self.answer.most, "theme.least_above_most"

    def read(self, filled: FilledCell) -> AnswerValue:
        """Return a number within the bounds of the question."""
        return read_number(filled, (self.answer.least, self.answer.most))

    def check(self, todo: str) -> str:
        """Return a check for a number, or for an explanation of why there is none."""
        return check_of_numbers(todo, shown("Type a number"))
