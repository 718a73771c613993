"""Questions answered by counts of people."""

from __future__ import annotations

from collections.abc import Iterator

from audit_core.forms.formulas import area_below, cell_below, shown
from audit_core.forms.kinds.question_kind import AnswerRow, Mistake, QuestionKind
from audit_core.i18n import _, localised
from audit_core.themes.theme import Poll

POLL_BASE = "answered"
"""The point of a poll's first row: how many people answered."""


class PollKind(QuestionKind[Poll]):
    """A row for how many answered, then one for each option, below the question."""

    @property
    def has_heading(self) -> bool:
        """The question stands above its counts."""
        return True

    def rows(self) -> Iterator[AnswerRow]:
        """Yield the row for how many answered, and one for each option."""
        ((ref, base),) = self.lettered((POLL_BASE,))
        yield AnswerRow(ref, "number", _("How many people answered this"), base)
        for ref, option in self.lettered(self.answer.options, start=1):
            yield AnswerRow(ref, "number", localised(option), option)

    def how_to_answer(self) -> str:
        """Return that each row takes a count."""
        return _(
            "A number in each row; write 0 for none. Each row below counts some of the people in "
            "the first row."
        )

    def mistakes(self) -> Iterator[Mistake]:
        """Yield a poll without a choice or without a good option, and one that is not asked once a
        round.
        """
        answer = self.answer
        yield (
            len(answer.options) < 2 or not answer.good or set(answer.good) - set(answer.options),
            "theme.poll_options",
        )
        yield self.question.scope != "partnership", "theme.poll_scope"

    def check(self, todo: str) -> str:
        """Return a check for a number in every row, and parts that add up to no more than the
        whole.
        """
        rows = self.below
        area, whole = area_below("C", rows), cell_below("C", rows[0])
        more, done = shown("More than answered"), shown("Done")
        parts = f"IF(SUM({area_below('C', rows[1:])})>{whole},{more},{done})"
        numbers = f"IF(COUNT({area})<{len(rows)},{shown('Type a number')},{parts})"
        return f'=IF(COUNTA({area})=0,"{todo}",{numbers})'
