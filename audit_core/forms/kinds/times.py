"""Questions answered by dates, which are compared with a time limit."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from audit_core.forms.formulas import area_below, cell_below, is_explained, shown
from audit_core.forms.kinds.filled_cell import AnswerValue, FilledCell
from audit_core.forms.kinds.question_kind import AnswerRow, Mistake, QuestionKind
from audit_core.i18n import _, amount_of_time, localised
from audit_core.parsing.folding import fold
from audit_core.problems.problem import problem
from audit_core.themes.scales import NO_RECORD
from audit_core.themes.theme import Times

_NO_RECORD = frozenset(
    {
        "no record",
        "no record of it",
        "not recorded",
        "not on record",
        "no evidence",
        "no evidence on file",
        "not received",
        "never received",
        "not sent",
        "never sent",
    }
)
"""What people type instead of a time if their record has none. It is an answer, not a mistyped
date.
"""


class TimesKind(QuestionKind[Times]):
    """A row for each point in time, below the question."""

    @property
    def has_heading(self) -> bool:
        """The question stands above its points."""
        return True

    def rows(self) -> Iterator[AnswerRow]:
        """Yield a row for each point."""
        for ref, point in self.lettered(self.answer.points):
            yield AnswerRow(ref, self.answer.precision, point_label(point), point)

    def how_to_answer(self) -> str:
        """Return that dates are asked for, and the time limit that applies in this round."""
        limit = self.theme.time_limit(self.answer.limit)
        asks = _("A date in each row. Leave a row blank if your record has no date for it.")
        if limit is None:
            return asks
        amount = amount_of_time(limit.unit, self.limits.get(limit.name, limit.amount))
        return f"{asks} {_('Time limit in this audit: {amount}.', amount=amount)}"

    def mistakes(self) -> Iterator[Mistake]:
        """Yield a limit that does not exist, and a start or end that is no point."""
        answer = self.answer
        unknown = self.theme.time_limit(answer.limit) is None
        yield unknown, "theme.unknown_limit", {"limit": answer.limit}
        yield len(answer.points) < 2 or set(answer.span) - set(answer.points), "theme.times_span"

    def read(self, filled: FilledCell) -> AnswerValue:
        """Return a date, or that the record has none."""
        if fold(filled.raw) in _NO_RECORD:
            label = _("No evidence on file")
            read_as = problem("answer.read_as", filled.where, label=label)
            return AnswerValue(NO_RECORD, label, filled.raw, (read_as,))
        return super().read(filled)

    def check(self, todo: str) -> str:
        """Return a check for real dates, and for an explanation beside any of them if one is
        missing or a later point comes before an earlier one.
        """
        rows = self.below
        area, first, last = area_below("C", rows), rows[0], rows[-1]
        pairs = [*pairwise(rows), *([(first, last)] if len(rows) > 2 else [])]
        back = ",".join(_is_back(cell_below("C", one), cell_below("C", two)) for one, two in pairs)
        done, explained = shown("Done"), is_explained(rows)
        lacking = f"IF(COUNTA({area})<{len(rows)},{shown('Date missing: why?')},{done})"
        lacking = f"IF(OR({back}),{shown('Out of order: say why')},{lacking})"
        dates = f"IF(COUNT({area})<COUNTA({area}),{shown('Type a date')},IF({explained},{done},"
        blank = f'IF({explained},{done},"{todo}")'
        return f"=IF(COUNTA({area})=0,{blank},{dates}{lacking})))"


def _is_back(one: str, two: str) -> str:
    """Return a formula that tests whether the second of two dates comes before the first."""
    return f"AND(COUNT({one},{two})=2,{two}<{one})"


def point_label(point: str) -> str:
    """Return a point in time as printed: "sent" -> "Sent"."""
    return localised(point.replace("_", " ").capitalize())
