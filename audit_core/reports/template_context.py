"""The values and functions that report templates can use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from audit_core.findings.finding import Finding, Recommendation
from audit_core.i18n import N_, _, ngettext
from audit_core.quantifiers import rule_in_words
from audit_core.returns.model import Expected
from audit_core.rounds.written_for import written_for
from audit_core.scoring.scorecard import CaseGrades, QuestionScore
from audit_core.tabulation.compiled import Compiled
from audit_core.tabulation.people import STATE_WORDS
from audit_core.themes.rules import FINDING_WORDS
from audit_core.themes.scales import GRADES

IN_SUMMARY = 5
"""The most findings of each kind in a summary."""
PLURALS = N_(
    {
        "priority": "Priority actions",
        "differ": "Records that differ",
        "improvement": "Areas for improvement",
        "gap": "Gaps in what we know",
        "strength": "Strengths",
        "once": "Seen once",
    }
)


def values_of(compiled: Compiled) -> dict[str, Any]:
    """Return everything a report template can use, by name (docs/templates.md)."""
    shown = tuple(
        finding
        for finding in compiled.findings
        if finding.status != "noted" and finding.kind != "once"
    )
    put_forward = tuple(
        item for item in compiled.recommendations if item.status not in {"noted", "rejected"}
    )
    return {
        "round": compiled.round,
        "theme": compiled.theme,
        "as_at": compiled.as_at,
        "draft": compiled.draft,
        "findings": shown,
        "groups": groups(shown),
        "seen_once": tuple(finding for finding in compiled.findings if finding.kind == "once"),
        "noted": tuple(finding for finding in compiled.findings if finding.status == "noted"),
        "strengths": headline_findings(not_also_poor(shown), ("strength",)),
        "areas": headline_findings(shown, ("improvement", "differ")),
        "priorities": headline_findings(shown, ("priority",)),
        "gaps": tuple(finding for finding in shown if finding.kind == "gap"),
        "recommendations": put_forward,
        "rejected": tuple(item for item in compiled.recommendations if item.status == "rejected"),
        "noted_recommendations": tuple(
            item for item in compiled.recommendations if item.status == "noted"
        ),
        "actions": compiled.plan.actions,
        "plan": compiled.plan,
        "orphans": tuple(
            item for item in put_forward if item.key in compiled.plan.orphan_recommendations
        ),
        "grades": compiled.scores.grades,
        "overall": compiled.scores.overall,
        "expected": tuple(item for item in compiled.casebook.expected if item.form),
        "cases": compiled.round.cases,
        "meetings": tuple(
            subject
            for subject in compiled.round.subjects
            if subject.kind == "meeting" and not subject.withdrawn
        ),
        "quotations": compiled.quotable,
        "lived": compiled.lived,
        "lives_shown": compiled.shown,
        "by_section": by_section(compiled, shown),
        "for_partnership": tuple(item for item in put_forward if item.is_partnerships),
        "for_agencies": for_agencies(compiled, put_forward),
        "tables": compiled.tables,
        "figures": compiled.figures,
        "q": compiled.scores.question,
        "for_children_of": children_in_words,
        "table": compiled.table,
        "figure": compiled.figure,
        "name": compiled.round.name_of,
        "from_findings": _from_findings(compiled),
        "agreed": _agreed(compiled.scores.grades),
        "rule_of_words": rule_in_words(),
        "written_for": written_for(compiled.theme, compiled.round),
    }


def children_in_words(score: QuestionScore) -> str:
    """Return for how many children a standard was met, and in how many records: "for 4 of 6
    children (9 of 14 records)".
    """
    (met, of), (met_in, records) = score.children, score.records
    return _(
        "for {children} ({records})",
        children=ngettext("{n} of {count} child", "{n} of {count} children", of, n=met),
        records=ngettext("{n} of {count} record", "{n} of {count} records", records, n=met_in),
    )


def groups(findings: tuple[Finding, ...]) -> tuple[tuple[str, tuple[Finding, ...]], ...]:
    """Return (heading, findings) for each kind of finding, in reading order. Empty kinds are left
    out.
    """
    found = (
        (_(PLURALS[kind]), tuple(finding for finding in findings if finding.kind == kind))
        for kind, _code in FINDING_WORDS
    )
    return tuple((heading, items) for heading, items in found if items)


def not_also_poor(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Leave out strengths on a standard that is also a priority action, so that a summary does not
    report both.
    """
    poor = {finding.ref for finding in findings if finding.kind == "priority" and finding.ref}
    return tuple(
        finding for finding in findings if finding.kind != "strength" or finding.ref not in poor
    )


def headline_findings(findings: tuple[Finding, ...], kinds: tuple[str, ...]) -> tuple[Finding, ...]:
    """Return the most important findings of some kinds: high ones first, then those with most
    answers, then in reading order.
    """
    mine = [finding for finding in findings if finding.kind in kinds]
    return tuple(
        sorted(mine, key=lambda finding: (not finding.high, -finding.n, -finding.m))[:IN_SUMMARY]
    )


def state_of(item: Expected) -> str:
    """Return the state of an expected form in words."""
    return _(STATE_WORDS[item.state][0])


def _from_findings(compiled: Compiled) -> Callable[[Recommendation], str]:
    """Return a function that lists the printed ids of the findings behind a recommendation."""
    ids = {finding.key: finding.id for finding in compiled.findings}
    return lambda item: ", ".join(ids[key] for key in item.findings if key in ids)


def _agreed(grades: tuple[CaseGrades, ...]) -> tuple[tuple[str, int], ...]:
    """Return (grade in words, number of cases) for each grade the panel agreed."""
    given = [case.agreed for case in grades if case.agreed]
    return tuple(
        (_(answer.label), given.count(answer.code))
        for answer in GRADES.answers
        if answer.code in given
    )


@attrs.frozen
class Part:
    """A part of the report: its heading ("" for findings that belong to no section), its strengths
    and its other findings.
    """

    title: str
    strengths: tuple[Finding, ...]
    others: tuple[Finding, ...]


def by_section(compiled: Compiled, findings: tuple[Finding, ...]) -> tuple[Part, ...]:
    """Return the findings by section in printed order, most important first, and last those without
    a section.

    From the second instrument on, headings begin with the instrument's title.
    """
    parts = []
    for place, instrument in enumerate(compiled.theme.instruments):
        for section in instrument.sections:
            mine = tuple(
                finding
                for finding in findings
                if (finding.instrument, finding.section) == (instrument.name, section.number)
            )
            parts.append(
                _part(f"{instrument.title}: {section.title}" if place else section.title, mine)
            )
    placed = {finding.key for part in parts for finding in (*part.strengths, *part.others)}
    parts.append(_part("", tuple(finding for finding in findings if finding.key not in placed)))
    return tuple(part for part in parts if part.strengths or part.others)


def _part(title: str, findings: tuple[Finding, ...]) -> Part:
    others = sorted(
        (finding for finding in findings if finding.kind != "strength"),
        key=lambda finding: (finding.kind != "priority", not finding.high),
    )
    return Part(
        title, tuple(finding for finding in findings if finding.kind == "strength"), tuple(others)
    )


def for_agencies(
    compiled: Compiled, recommendations: tuple[Recommendation, ...]
) -> tuple[tuple[str, tuple[Recommendation, ...]], ...]:
    """Return the recommendations for agencies by the name of the action's owner; those without an
    owner come last, under "".
    """
    owners: dict[str, set[str]] = {}
    for action in compiled.plan.actions:
        owners.setdefault(action.arises_from, set()).add(action.owner)
    mine = tuple(item for item in recommendations if not item.is_partnerships)
    codes = [*(recipient.code for recipient in compiled.round.recipients), "partnership"]
    groups = [
        (
            compiled.round.name_of(code),
            tuple(item for item in mine if code in owners.get(item.key, ())),
        )
        for code in codes
    ]
    without_owner = tuple(item for item in mine if not owners.get(item.key))
    return tuple((name, items) for name, items in (*groups, ("", without_owner)) if items)
