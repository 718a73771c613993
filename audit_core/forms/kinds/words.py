"""Questions answered in words."""

from __future__ import annotations

from collections.abc import Iterator

from audit_core.forms.kinds.question_kind import AnswerRow, QuestionKind
from audit_core.themes.theme import Words


class WordsKind(QuestionKind[Words]):
    """One cell, for words. Anything in it is an answer."""

    def rows(self) -> Iterator[AnswerRow]:
        """Yield its one row."""
        yield AnswerRow(self.question.ref, "text", self.question.text)
