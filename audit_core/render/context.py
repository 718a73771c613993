"""What a template is given: plain frozen values, and a few functions and filters in the words of the field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from audit_core.model.rules import FINDING_WORDS
from audit_core.model.scale import GRADES
from audit_core.quantifier import amount, quantifier, rule
from audit_core.render.sections import by_section, for_agencies
from audit_core.tabulate.people import STATE_WORDS
from audit_core.words import mark, say, say_count, say_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from audit_core.model.compiled import Compiled
    from audit_core.model.results import CaseGrades, Finding, Recommendation
    from audit_core.model.returns import Expected, LedgerLine

IN_SUMMARY = 5
"""The most strengths, and the most areas for improvement, that a summary names."""
PLURALS = mark(
    {
        "priority": "Priority actions",
        "differ": "Records that differ",
        "improvement": "Areas for improvement",
        "gap": "Gaps in what we know",
        "strength": "Strengths",
    }
)
_DECIDED = mark({"proposed": "proposed", "accepted": "accepted", "edited": "edited", "rejected": "rejected", "noted": "noted"})
_BECAME = mark(
    {
        "accepted": "accepted",
        "accepted_with_notes": "accepted with notes",
        "refused": "refused",
        "duplicate": "duplicate",
        "superseded": "superseded",
        "conflict": "conflict",
        "skipped": "skipped",
    }
)


def values_of(compiled: Compiled) -> dict[str, Any]:
    """What every report template can use (docs/templates.md)."""
    shown = tuple(finding for finding in compiled.findings if finding.status != "noted")
    put_forward = tuple(item for item in compiled.recommendations if item.status not in {"noted", "rejected"})
    return {
        "round": compiled.round,
        "theme": compiled.theme,
        "as_at": compiled.as_at,
        "draft": compiled.draft,
        "findings": shown,
        "groups": groups(shown),
        "noted": tuple(finding for finding in compiled.findings if finding.status == "noted"),
        "strengths": headline(not_also_poor(shown), ("strength",)),
        "areas": headline(shown, ("improvement", "differ")),
        "priorities": headline(shown, ("priority",)),
        "gaps": tuple(finding for finding in shown if finding.kind == "gap"),
        "recommendations": put_forward,
        "rejected": tuple(item for item in compiled.recommendations if item.status == "rejected"),
        "noted_recommendations": tuple(item for item in compiled.recommendations if item.status == "noted"),
        "actions": compiled.plan.actions,
        "plan": compiled.plan,
        "orphans": tuple(item for item in put_forward if item.key in compiled.plan.orphan_recommendations),
        "grades": compiled.scores.grades,
        "overall": compiled.scores.overall,
        "expected": tuple(item for item in compiled.casebook.expected if item.form),
        "cases": tuple(subject for subject in compiled.round.subjects if subject.kind == "case" and not subject.withdrawn),
        "meetings": tuple(subject for subject in compiled.round.subjects if subject.kind == "meeting" and not subject.withdrawn),
        "quotations": compiled.quotable,
        "lived": compiled.lived,
        "lives_shown": compiled.shown,
        "by_section": by_section(compiled, shown),
        "for_partnership": tuple(item for item in put_forward if item.is_partnerships),
        "for_agencies": for_agencies(compiled, put_forward),
        "tables": compiled.tables,
        "figures": compiled.figures,
        "q": compiled.scores.question,
        "table": compiled.table,
        "figure": compiled.figure,
        "name": compiled.round.name_of,
        "from_findings": _from_findings(compiled),
        "agreed": _agreed(compiled.scores.grades),
        "rule_of_words": rule(),
    }


def groups(findings: tuple[Finding, ...]) -> tuple[tuple[str, tuple[Finding, ...]], ...]:
    """Findings under the headings of their kinds, in the order they are read; kinds without any are left out."""
    found = ((say(PLURALS[kind]), tuple(finding for finding in findings if finding.kind == kind)) for kind, _ in FINDING_WORDS)
    return tuple((heading, items) for heading, items in found if items)


def not_also_poor(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Without the strengths on a standard that is a priority action as well: both are true of some records, and a summary that says both says nothing."""
    poor = {finding.ref for finding in findings if finding.kind == "priority" and finding.ref}
    return tuple(finding for finding in findings if finding.kind != "strength" or finding.ref not in poor)


def headline(findings: tuple[Finding, ...], kinds: tuple[str, ...]) -> tuple[Finding, ...]:
    """The weightiest few of some kinds: high ones first, then those with most answers behind them, then in reading order."""
    mine = [finding for finding in findings if finding.kind in kinds]
    return tuple(sorted(mine, key=lambda finding: (not finding.high, -finding.n, -finding.m))[:IN_SUMMARY])


def counts(count: int, base: int) -> str:
    """ "5 of 10": a count never stands without its base."""
    return say("{n} of {total}", n=count, total=base)


def day(value: date | None) -> str:
    """A date in words: 14 March 2026; a dash for none."""
    return say_day(value) if value else "–"


def grade(code: str) -> str:
    """A grade in words; a dash for none."""
    answer = GRADES.get(code)
    return say(answer.label) if answer else "–"


def share(count: int, base: int) -> str:
    """How many in one word, by the rule of `quantifier`; counts where the base is too small for a word; "no answers" for no base."""
    return (quantifier(count, base) or counts(count, base)) if base else say("no answers")


def many(count: int, one: str, more: str = "") -> str:
    """A count with its noun: "1 case", "6 cases"."""
    return f"{count} {say(one if count == 1 else more or one + 's')}"


def kind(finding: Finding) -> str:
    """What a finding is, in words."""
    return say(dict(FINDING_WORDS)[finding.kind])


def phrase(text: str, /, **parts: object) -> str:
    """A fixed text of a template; parts that are markup stay so."""
    return Markup(say(text)).format(**parts) if any(isinstance(part, Markup) for part in parts.values()) else say(text, **parts)  # noqa: S704 - our own words


def numbered(count: int, one: str, more: str, **parts: object) -> str:
    """A text about a number of things, with {count} and other parts in it."""
    return say_count(one, more, count, **parts)


def became(line: LedgerLine) -> str:
    """What became of a file."""
    return say(_BECAME[line.status])


def state_of(item: Expected) -> str:
    """What became of a form that was expected."""
    return say(STATE_WORDS[item.state][0])


def sentence(text: str) -> str:
    """A text that ends with one full stop, or with the mark it has: people type it with or without."""
    bare = text.rstrip().rstrip(".")
    return bare if not bare or bare.endswith(("!", "?")) else f"{bare}."


def decided(item: Finding | Recommendation) -> str:
    """What the panel made of something, within a sentence."""
    return say(_DECIDED[item.status])


FILTERS: dict[str, Callable[..., str]] = {
    "counts": counts,
    "amount": amount,
    "day": day,
    "grade": grade,
    "share": share,
    "many": many,
    "kind": kind,
    "say": phrase,
    "say_count": numbered,
    "decided": decided,
    "sentence": sentence,
    "became": became,
}


def _from_findings(compiled: Compiled) -> Callable[[Recommendation], str]:
    """A function that lists the printed ids of the findings behind a recommendation."""
    ids = {finding.key: finding.id for finding in compiled.findings}
    return lambda item: ", ".join(ids[key] for key in item.findings if key in ids)


def _agreed(grades: tuple[CaseGrades, ...]) -> tuple[tuple[str, int], ...]:
    """The panel's grades in words with how many cases have each."""
    given = [case.agreed for case in grades if case.agreed]
    return tuple((say(answer.label), given.count(answer.code)) for answer in GRADES.answers if answer.code in given)
