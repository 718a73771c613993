"""Questions answered by a date."""

from __future__ import annotations

from collections.abc import Iterator

from audit_core.forms.formulas import shown
from audit_core.forms.kinds.question_kind import AnswerRow, QuestionKind, check_of_numbers
from audit_core.themes.theme import Day


class DayKind(QuestionKind[Day]):
    """One cell, for a date."""

    def rows(self) -> Iterator[AnswerRow]:
        """Yield its one row."""
        yield AnswerRow(self.question.ref, "date", self.question.text)

    def check(self, todo: str) -> str:
        """Return a check for a date, or for an explanation of why there is none."""
        return check_of_numbers(todo, shown("Type a date"))
