"""Match the reports of both agencies to one escalation, by rules. An uncertain pair is asked about,
and counted as two meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import product

import attrs

from audit_core.escalations.log import (
    REMOVED_STAGE,
    EscalationReport,
    IssuedLogs,
    OptionalDate,
    Span,
)
from audit_core.escalations.stage_order import day_of, days_out_of_order
from audit_core.grouping import grouped
from audit_core.i18n import date_in_words
from audit_core.problems.problem import Problem, Problems, problem

DAYS_APART = 10
"""Two agencies' dates for one escalation may differ by this many days: one may give the day it was
sent, the other the day it was read.
"""
_PLAIN = ("case", "topic", "resolved", "safe", "outcome")


@attrs.frozen
class MatchedReports:
    """One escalation: the account that counts, the other agency's, and where they differ as
    (column's key, raiser's, receiver's).

    `slips` are pairs of columns' keys whose days are in order in each account, but not in the two
    joined.
    """

    account: EscalationReport
    also: EscalationReport | None = None
    differences: tuple[tuple[str, str, str], ...] = ()
    slips: tuple[tuple[str, str], ...] = ()

    @property
    def theirs(self) -> EscalationReport:
        """The escalation by the receiver's account, or by the only account."""
        return _filled(self.also, self.account)[0] if self.also else self.account


def match_reports(
    reports: Sequence[EscalationReport], issued: IssuedLogs
) -> tuple[tuple[MatchedReports, ...], Problems]:
    """Return every escalation once, in order of the day it was raised, and problems: pairs that may
    be one but were counted as two, and days out of order.

    Two rows match if one names the other's ref; or if they are about the same case and at most ten
    days apart; or, if a case is not given, of the same day and topic. A rule applies only if no
    other row could match as well.
    """
    between = grouped(sorted(reports, key=_order), lambda item: (item.raiser, item.receiver))
    found: list[MatchedReports] = []
    unsure: list[Problem] = []
    for items in between.values():
        both, left, right = _matched(
            [item for item in items if item.by == item.raiser],
            [item for item in items if item.by != item.raiser],
        )
        merged = [_merged(one, two) for one, two in both]
        found += [*merged, *(MatchedReports(item) for item in (*left, *right))]
        for paired in merged:
            unsure += _disordered(paired, issued)
        unsure += [
            _are_they_one(one, two, issued)
            for one, two in product(left, right)
            if _perhaps(one, two)
        ]
    return tuple(sorted(found, key=lambda paired: _order(paired.account))), tuple(unsure)


def _disordered(paired: MatchedReports, issued: IssuedLogs) -> Iterator[Problem]:
    """Yield a problem for each day of the joined account that is before a day it must follow. Which
    agency is right cannot be known.
    """
    one, two, headings = paired.account, paired.also, dict(issued.columns)
    for first, second in paired.slips:
        copied = two.copied if two and not one.copied else one.copied
        early, late = (
            date_in_words(day)
            for key in (first, second)
            if (day := day_of(key, one.raised, one.spans, copied))
        )
        yield problem(
            "escalation.joined_order",
            one.where,
            one=issued.name_of(one.raiser),
            two=issued.name_of(one.receiver),
            first=headings[first],
            second=headings[second],
            early=early,
            late=late,
        )


def _are_they_one(one: EscalationReport, two: EscalationReport, issued: IssuedLogs) -> Problem:
    """Return the question whether two accounts are one escalation. Only one of our refs can be
    typed into the other log.
    """
    who = issued.name_of(one.by)
    if one.ref:
        return problem("escalation.maybe_same", two.where, who=who, ref=one.ref)
    return problem("escalation.maybe_same_no_ref", two.where, who=who, cell=one.where.cell)


def _matched(
    left: list[EscalationReport], right: list[EscalationReport]
) -> tuple[
    list[tuple[EscalationReport, EscalationReport]], list[EscalationReport], list[EscalationReport]
]:
    """Match what two agencies report about escalations from one to the other: return the pairs, and
    what is left on each side.
    """
    both: list[tuple[EscalationReport, EscalationReport]] = []
    for rule in (_linked, _same_day, _same_case):
        for one, two in _sure(left, right, rule):
            both.append((one, two))
            left = [item for item in left if item is not one]
            right = [item for item in right if item is not two]
    return both, left, right


def _order(report: EscalationReport) -> tuple[date, str, str, str, str, str]:
    return (
        report.raised,
        report.raiser,
        report.receiver,
        report.mark("case"),
        report.by,
        report.mark("ref"),
    )


def _sure(
    left: Sequence[EscalationReport],
    right: Sequence[EscalationReport],
    rule: Callable[[EscalationReport, EscalationReport], bool],
) -> Iterator[tuple[EscalationReport, EscalationReport]]:
    """Yield the pairs of a rule in which neither report matches another as well."""
    hits = [(one, two) for one, two in product(left, right) if rule(one, two)]
    for one, two in hits:
        if sum(first is one for first, _ in hits) == sum(second is two for _, second in hits) == 1:
            yield one, two


def _linked(one: EscalationReport, two: EscalationReport) -> bool:
    return any(
        _key(naming, "their_ref") == _key(named, "ref") != ""
        for naming, named in ((one, two), (two, one))
    )


def _same_day(one: EscalationReport, two: EscalationReport) -> bool:
    if one.raised != two.raised:
        return False
    mine, theirs = one.mark("case"), two.mark("case")
    return mine == theirs if mine and theirs else bool(one.topic) and one.topic == two.topic


def _same_case(one: EscalationReport, two: EscalationReport) -> bool:
    return bool(one.mark("case")) and one.mark("case") == two.mark("case") and _are_near(one, two)


def _perhaps(one: EscalationReport, two: EscalationReport) -> bool:
    # withheld numbers are not compared: each agency has its own for the same child
    others = one.case and two.case and one.case != two.case
    return not others and _are_near(one, two)


def _are_near(one: EscalationReport, two: EscalationReport) -> bool:
    return abs((one.raised - two.raised).days) <= DAYS_APART


def _key(report: EscalationReport, name: str) -> str:
    return "".join(report.mark(name).split()).casefold()


def _merged(one: EscalationReport, two: EscalationReport) -> MatchedReports:
    values = [(name, getattr(one, name), getattr(two, name)) for name in _PLAIN]
    differences = [
        (name, str(mine), str(theirs))
        for name, mine, theirs in values
        if mine and theirs and mine != theirs and REMOVED_STAGE not in {mine, theirs}
    ]
    days = [("raised", one.raised, two.raised)]
    for number, ((begun, answered), (also_begun, also_answered)) in enumerate(
        zip(one.spans, two.spans, strict=True), start=1
    ):
        if not (number == 1 and begun == one.raised and also_begun == two.raised):
            days += [(f"begun{number}", begun, also_begun)] if begun and also_begun else []
        days += (
            [(f"answered{number}", answered, also_answered)] if answered and also_answered else []
        )
    differences += [
        (key, date_in_words(mine, "short"), date_in_words(theirs, "short"))
        for key, mine, theirs in days
        if mine != theirs
    ]
    joined, new = _filled(one, two)
    return MatchedReports(joined, two, tuple(differences), new)


def _filled(
    one: EscalationReport, two: EscalationReport
) -> tuple[EscalationReport, tuple[tuple[str, str], ...]]:
    """Return an account with its gaps filled from the other, and the pairs of days that this puts
    out of order (see `slips`).

    A day that cannot be right is a gap; if nothing fills it, the stage was still reached, on an
    unknown day.
    """
    spans: list[Span] = []
    faulty = set(one.faulty)
    for number, (mine, theirs) in enumerate(zip(one.spans, two.spans, strict=True), start=1):
        keys = (f"begun{number}", f"answered{number}")
        span = [
            _day(key, day, other, one, two, faulty)
            for key, day, other in zip(keys, mine, theirs, strict=True)
        ]
        if span[0] is None and (span[1] is not None or keys[1] in faulty):
            faulty.add(keys[0])
        spans.append((span[0], span[1]))
    gaps = {name: getattr(one, name) or getattr(two, name) for name in (*_PLAIN, "copied")}
    new = days_out_of_order(one.raised, spans, gaps["copied"], faulty)
    late = {second for _, second in new}
    gaps["copied"] = None if "copied" in late else gaps["copied"]
    return attrs.evolve(
        one, spans=tuple(spans), faulty=frozenset(faulty | late - {"copied"}), **gaps
    ), new


def _day(
    key: str,
    mine: OptionalDate,
    theirs: OptionalDate,
    one: EscalationReport,
    two: EscalationReport,
    faulty: set[str],
) -> OptionalDate:
    """Return a day of the joined account, and update `faulty` with whether it can be right."""
    if mine is not None and key not in one.faulty:
        return mine
    if key not in two.faulty and theirs is not None:
        faulty.discard(key)
        return theirs
    faulty |= {key} & two.faulty
    return mine
