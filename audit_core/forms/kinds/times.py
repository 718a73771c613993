"""Questions answered by dates, which are compared with a time limit.

The end of a time takes a date or, where there is none, a choice from the scale `ends`: that nothing
was done is no missing date. Below the dates stands the reason if it was late. A round that was
issued before there were these choices has neither, and is asked and read as it was then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from audit_core.forms.formulas import (
    area_below,
    cell_below,
    is_explained,
    is_unexplained,
    shown,
    shown_as,
)
from audit_core.forms.kinds.filled_cell import AnswerValue, FilledCell, read_choice
from audit_core.forms.kinds.question_kind import AnswerRow, Mistake, QuestionKind
from audit_core.i18n import _, localised
from audit_core.parsing.choices import Option, match_choice
from audit_core.parsing.folding import fold
from audit_core.problems.problem import problem
from audit_core.rounds.time_limits import LimitInForce, limit_on_form
from audit_core.themes.scales import (
    DECLINED,
    NO_RECORD,
    NOT_DONE,
    NOTHING_ON_RECORD,
    UNDATED,
    Answer,
)
from audit_core.themes.theme import Times

LATE_REASON = "late_reason"
"""The point of the row that asks why it was late."""
_NO_RECORD = frozenset(
    {
        "no record",
        "no record of it",
        "not recorded",
        "not on record",
        "no evidence",
        "no evidence on file",
    }
)
"""What people type instead of a time if their record has none. It is an answer, not a mistyped
date.
"""
_NEVER = frozenset({"not received", "never received", "not sent", "never sent"})
"""What was read in the same way before a form could say that something was not done."""


class TimesKind(QuestionKind[Times]):
    """A row for each point in time, below the question, and one for why it was late."""

    @property
    def has_heading(self) -> bool:
        """The question stands above its points."""
        return True

    @property
    def ends(self) -> tuple[Answer, ...]:
        """What the end takes in place of a date; nothing in a round from before it took any."""
        scale = self.theme.house_now.scale("ends")
        return scale.answers if scale else ()

    def rows(self) -> Iterator[AnswerRow]:
        """Yield a row for each point, and one for why it was late."""
        reasons = self.theme.house_now.scale("late_reasons") if self.ends else None
        refs = self.lettered((*self.answer.points, *((LATE_REASON,) if reasons else ())))
        for ref, point in refs:
            if reasons and point == LATE_REASON:
                options = _options(reasons.answers)
                choices = "; ".join(option.label for option in options)
                end = point_label(self.answer.span[1])
                label = _("If '{end}' was late: {choices}", end=end, choices=choices)
                yield AnswerRow(ref, "choice", label, point, options)
            else:
                options = _options(self._instead_of_a_date(point))
                yield AnswerRow(ref, self.answer.precision, point_label(point), point, options)

    def _instead_of_a_date(self, point: str) -> tuple[Answer, ...]:
        """Return what may be chosen at a point where there is no date: anything that can be said of
        an end, and of a start that nothing is on record.
        """
        start, end = self.answer.span
        if point == end:
            return self.ends
        return tuple(
            each for each in self.ends if point == start and each.code == NOTHING_ON_RECORD
        )

    def how_to_answer(self) -> str:
        """Return that dates are asked for, and the time limit that applies in this round."""
        limit = self.theme.time_limit(self.answer.limit)
        asks = (
            _(
                "Type each date. No date for '{end}'? Choose from its list.",
                end=point_label(self.answer.span[1]),
            )
            if self.ends
            else _("A date in each row. Leave a row blank if your record has no date for it.")
        )
        if limit is None:
            return asks
        given = LimitInForce(limit.amount, limit.unit)
        return f"{asks} {self.limits.get(limit.name) or limit_on_form(given)}"

    def mistakes(self) -> Iterator[Mistake]:
        """Yield a limit that does not exist, and a start or end that is no point."""
        answer = self.answer
        unknown = self.theme.time_limit(answer.limit) is None
        yield unknown, "theme.unknown_limit", {"limit": answer.limit}
        yield (
            len(answer.points) < 2
            or set(answer.span) - set(answer.points)
            or LATE_REASON in answer.points,
            "theme.times_span",
        )

    def read(self, filled: FilledCell) -> AnswerValue:
        """Return a date, what was chosen in its place, or why it was late."""
        options, words = filled.field.options, fold(filled.raw)
        if filled.field.kind == "choice":
            return read_choice(filled)
        if not self.ends and words in _NO_RECORD | _NEVER:
            return _nothing_recorded(filled, NO_RECORD, _("No evidence on file"))
        nothing = next((each for each in options if each.code == NOTHING_ON_RECORD), None)
        if nothing and words in _NO_RECORD:
            return _nothing_recorded(filled, nothing.code, nothing.label)
        if match_choice(options, filled.raw) is not None:
            return read_choice(filled)
        value = super().read(filled)
        if options and any(each.code in {"answer.date", "answer.time"} for each in value.problems):
            labels = ", ".join(option.label for option in options)
            return filled.refused("answer.date_or_choice", options=labels)
        return value

    def check(self, todo: str) -> str:
        """Return a check for real dates, and for an explanation beside any of them if one is
        missing or a later point comes before an earlier one.
        """
        points = self.below[: len(self.answer.points)]
        area, first, last = area_below("C", points), points[0], points[-1]
        pairs = [*pairwise(points), *([(first, last)] if len(points) > 2 else [])]
        back = ",".join(_is_back(cell_below("C", one), cell_below("C", two)) for one, two in pairs)
        done, explained = shown("Done"), is_explained(self.below)
        missing = f"IF(COUNTA({area})<{len(points)},{shown('Date missing: why?')},{done})"
        dated = f"IF({explained},{done},IF(OR({back}),{shown('Out of order: say why')},{missing}))"
        if self.ends:
            blank = f'IF({explained},{shown("Date or choice?")},"{todo}")'
            return f"=IF(COUNTA({area})=0,{blank},{self._check_of_end(dated)})"
        blank = f'IF({explained},{done},"{todo}")'
        dates = f"IF(COUNT({area})<COUNTA({area}),{shown('Type a date')},{dated})"
        return f"=IF(COUNTA({area})=0,{blank},{dates})"

    def _check_of_end(self, dated: str) -> str:
        """Return a check for an end that is a date or a choice, for the words that some choices
        need, and for a start. Where the end is a date, `dated` checks the rest.
        """
        below = {row.point: place for place, row in enumerate(self.rows(), start=1)}
        first, last = (below[point] for point in self.answer.span)
        others = ",".join(cell_below("C", below[point]) for point in self._points_but_the_end())
        start, end = (cell_below("C", place) for place in (first, last))
        labels = {answer.code: shown_as(answer.label) for answer in self.ends}
        is_code = {code: f"COUNTIF({end},{label})" for code, label in labels.items()}
        done, why = shown("Done"), shown("Say why")
        started = f"OR(COUNTA({start}),{is_explained(self.below)})"
        chosen = f"IF({started},{done},{shown('Date missing: why?')})"
        is_chosen = f"OR({is_code[NOT_DONE]},{is_code[UNDATED]})"
        check = f"IF({is_chosen},{chosen},{shown('Date or choice?')})"
        check = f"IF({is_code[NOTHING_ON_RECORD]},{done},{check})"
        check = f"IF({is_code[DECLINED]},IF({is_explained([last])},{done},{why}),{check})"
        check = f"IF(COUNT({end}),{dated},{check})"
        if reason := below.get(LATE_REASON):
            given = f"COUNTA({cell_below('C', reason)})"
            check = f"IF(AND({given},{is_unexplained(reason)}),{why},{check})"
        no_start = f"COUNTIF({start},{labels[NOTHING_ON_RECORD]})"
        is_typed = f"COUNT({others})+{no_start}<COUNTA({others})"
        return f"IF({is_typed},{shown('Type a date')},{check})"

    def _points_but_the_end(self) -> list[str]:
        return [point for point in self.answer.points if point != self.answer.span[1]]


def _nothing_recorded(filled: FilledCell, code: str, label: str) -> AnswerValue:
    read_as = problem("answer.read_as", filled.where, label=label)
    return AnswerValue(code, label, filled.raw, (read_as,))


def _options(answers: Sequence[Answer]) -> tuple[Option, ...]:
    return tuple(Option(answer.code, answer.label) for answer in answers)


def _is_back(one: str, two: str) -> str:
    """Return a formula that tests whether the second of two dates comes before the first."""
    return f"AND(COUNT({one},{two})=2,{two}<{one})"


def point_label(point: str) -> str:
    """Return a point in time as printed: "sent" -> "Sent"."""
    return localised(point.replace("_", " ").capitalize())
