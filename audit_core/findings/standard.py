"""Findings of rules of type Standard: for how many children a standard was met, and for how many
not, in part or not on record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import attrs

from audit_core.findings.finding import Finding, continued_keys, rule_finding
from audit_core.findings.standard_counts import CountedStandard, count_standard
from audit_core.findings.standard_words import says_of, strength_of_question
from audit_core.grouping import grouped
from audit_core.scoring.answered import PANEL
from audit_core.scoring.scorecard import Answered, Scorecard
from audit_core.themes.rules import MET_FOR, MET_SHARE, FindingKind, Standard
from audit_core.themes.theme import Instrument, Question, Section, Theme

FLOOR = 2
"""From how many children on a shortfall is a finding; one is enough at a critical standard, and
of the partnership's own arrangements.
"""


class _Place(NamedTuple):
    """A question, and where it is asked."""

    instrument: Instrument
    section: Section
    question: Question


def standard_findings(
    rule: Standard, scorecard: Scorecard, theme: Theme, held: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """Yield the finding of one rule, if any, for each instrument that asks its questions.

    The panel's own answers stand beside the agencies', and are counted only where no agency is
    asked. A `held` case is not counted, since one of its forms may be about another child.
    """
    places = {
        place.question.ref: place
        for place in map(_Place._make, theme.questions())
        if place.question.ref in rule.refs
    }
    lines = [
        line
        for line in scorecard.answered
        if line.ref in places and line.is_counted and line.subject not in held
    ]
    declined = [
        line
        for line in scorecard.answered
        if line.outcome == "declined" and line.subject not in held
    ]
    for name, answers in grouped(lines, lambda line: line.instrument).items():
        chosen = [place for place in places.values() if place.instrument.name == name]
        agencies = [line for line in answers if line.recipient != PANEL]
        counted = _count(agencies or answers, chosen)
        if agencies and _kind(rule, chosen, counted) != "strength":
            strong = _met_throughout(chosen, counted)
            for place in chosen:
                if alone := strong.get(place.question.ref):
                    yield _strength(rule, theme, place, alone)
            chosen = [place for place in chosen if place.question.ref not in strong]
            if not chosen:
                continue
            counted = _count(counted.lines, chosen)
        kind = _kind(rule, chosen, counted)
        if kind:
            panel = [line for line in answers if agencies and line.recipient == PANEL]
            questions = [place.question for place in chosen]
            refs = {question.ref for question in questions}
            says = says_of(
                rule,
                questions,
                chosen[0].instrument.about,
                kind,
                counted,
                _count(panel, chosen),
                len({line.subject for line in declined if line.ref in refs}),
            )
            yield _finding(rule, theme, chosen, counted, kind, says)


def _met_throughout(
    chosen: Sequence[_Place], counted: CountedStandard
) -> dict[str, CountedStandard]:
    """Return, by ref, those of several questions that were met for all children, if they are enough
    for a strength: each has a finding of its own, and its answers are in no other.
    """
    if len(chosen) == 1 or chosen[0].instrument.about == "round":
        return {}
    alone = {place.question.ref: _count(counted.lines, [place]) for place in chosen}
    return {ref: each for ref, each in alone.items() if len(each.met) >= MET_FOR and not each.short}


def _strength(rule: Standard, theme: Theme, place: _Place, alone: CountedStandard) -> Finding:
    """Return the strength of one of several questions."""
    says = strength_of_question(place.question, place.instrument.about, alone)
    return _finding(rule, theme, [place], alone, "strength", says, place.question.ref)


def _count(lines: Iterable[Answered], chosen: Sequence[_Place]) -> CountedStandard:
    """Count the answers to the chosen questions."""
    questions = [place.question for place in chosen]
    return count_standard(lines, questions, by_question=chosen[0].instrument.about == "round")


def _kind(rule: Standard, chosen: Sequence[_Place], counted: CountedStandard) -> FindingKind | None:
    """Return the kind of finding that the counts make, or None."""
    short, met, base = len(counted.short), len(counted.met), len(counted.classes)
    critical = _critical(chosen)
    if critical & counted.short_by_question.keys():
        return "gap" if counted.is_all_silence else rule.kind
    arrangements = chosen[0].instrument.about == "round"
    if met >= MET_FOR and met >= MET_SHARE * base and not (arrangements and short):
        return "strength"
    if not short:
        return None
    if not arrangements and (short < FLOOR or short < rule.share * base):
        return "once"
    if counted.is_all_silence:
        return "gap"
    return "improvement" if critical else rule.kind


def _critical(chosen: Sequence[_Place]) -> set[str]:
    """Return the refs of the critical standards among the questions of a rule."""
    return {place.question.ref for place in chosen if "critical" in place.question.flags}


def _finding(
    rule: Standard,
    theme: Theme,
    chosen: Sequence[_Place],
    counted: CountedStandard,
    kind: FindingKind,
    says: str,
    ref: str = "",
) -> Finding:
    """Return a finding about the chosen questions; `ref` is that of one of several."""
    instrument, section, question = chosen[0]
    behind = counted.lines_met if kind == "strength" else counted.lines_short
    found = rule_finding(
        rule,
        theme,
        kind,
        instrument.name,
        section.number,
        question,
        ref=rule.refs[0] if len(rule.refs) == 1 else ref,
        says=says,
        n=len(counted.met if kind == "strength" else counted.short),
        m=len(counted.classes),
        evidence=tuple(line.at for line in behind),
        others=tuple(line.at for line in counted.lines if line not in behind),
        recipients={line.recipient for line in behind},
        short=counted.short,
        records=(len(behind), len(counted.lines)),
        continues=continued_keys(rule, theme, instrument.name),
        refs=tuple(
            place.question.ref
            for place in chosen
            if any(line.ref == place.question.ref for line in behind)
        ),
    )
    if kind in {"strength", "once"}:
        return attrs.evolve(
            found, high=False, recommend="" if kind == "strength" else found.recommend
        )
    high = rule.kind == "priority" or bool(_critical(chosen) & counted.short_by_question.keys())
    return attrs.evolve(found, high=found.high or high)
