"""The overview of the chair's page: a few facts with counts, each with a link to the details."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator

import attrs

from audit_core.findings.finding import Finding
from audit_core.i18n import _, ngettext
from audit_core.reports.template_context import groups
from audit_core.returns.model import BACK
from audit_core.scoring.scorecard import DUE
from audit_core.tabulation.compiled import Compiled
from audit_core.tabulation.counts import ALWAYS, OUTCOMES
from audit_core.themes.scales import GRADES


@attrs.frozen
class OverviewFact:
    """A heading, and its facts, each with the anchor it links to ("" for none)."""

    about: str
    says: tuple[tuple[str, str], ...]


@attrs.frozen
class Group:
    """The findings of one kind, under their heading."""

    kind: str
    heading: str
    findings: tuple[Finding, ...]


def overview(compiled: Compiled, placed: Container[str]) -> tuple[OverviewFact, ...]:
    """Return the facts: returns, findings, answers met, times, grades and the child's life.
    `placed` are the keys of the tables and figures on the page.
    """
    facts = (
        OverviewFact(_("Forms returned"), ((_came_back(compiled), "matrix"),)),
        OverviewFact(_("Findings"), tuple(_found(compiled))),
        OverviewFact(_("Answers met"), ((_met(compiled), _at(compiled, "overall", placed)),)),
        OverviewFact(_("In time"), ((_in_time(compiled), _at(compiled, "times", placed)),)),
        OverviewFact(
            _("Grades"),
            tuple((words, _at(compiled, "grades", placed)) for words in _grades(compiled)),
        ),
        OverviewFact(_("What it is like to be this child"), ((_described(compiled), "cases"),)),
    )
    return tuple(fact for fact in facts if any(words for words, _ in fact.says))


def finding_groups(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """Return the findings by kind in reading order. Empty kinds are left out."""
    return tuple(Group(items[0].kind, heading, items) for heading, items in groups(tuple(findings)))


def _at(compiled: Compiled, key: str, placed: Container[str]) -> str:
    item = compiled.figure(key) or compiled.table(key)
    return item.id if item is not None and key in placed else ""


def _came_back(compiled: Compiled) -> str:
    states = Counter(item.state for item in compiled.casebook.expected if item.form)
    if not states:
        return ""
    words = [
        _(
            "{n} of {total} forms",
            n=sum(states[state] for state in BACK),
            total=sum(states.values()),
        )
    ]
    late, missing, differ = (
        states["returned_late"],
        states["missing"] + states["missing_accepted"],
        states["conflict"],
    )
    words += [ngettext("{count} of them late", "{count} of them late", late)] if late else []
    words += [ngettext("{count} missing", "{count} missing", missing)] if missing else []
    words += (
        [ngettext("{count} in two different versions", "{count} in two different versions", differ)]
        if differ
        else []
    )
    return ", ".join(words)


def _found(compiled: Compiled) -> Iterator[tuple[str, str]]:
    for group in finding_groups(compiled.findings):
        yield (
            _("{heading}: {count}", heading=group.heading, count=len(group.findings)),
            f"kind-{group.kind}",
        )


def _met(compiled: Compiled) -> str:
    pooled = compiled.scores.overall.pooled
    return (
        _("{n} of {total} answers, all agencies together", n=pooled.met, total=pooled.base)
        if pooled.base
        else ""
    )


def _in_time(compiled: Compiled) -> str:
    """Return how many times were kept of those that were due, and what became of the rest that
    have no two dates.
    """
    count = Counter(result.outcome for result in compiled.scores.times)
    total = sum(count[outcome] for outcome in DUE)
    others = [outcome for outcome in OUTCOMES if count[outcome] and outcome not in ALWAYS]
    if not total:
        return ""
    if not others:
        return _("{n} of {total} times that could be assessed", n=count["in_time"], total=total)
    return "; ".join(
        (
            _("{n} of {total} times that were due", n=count["in_time"], total=total),
            *(f"{_(OUTCOMES[each]).lower()}: {count[each]}" for each in others),
        )
    )


def _grades(compiled: Compiled) -> Iterator[str]:
    cases = compiled.scores.grades
    if not cases:
        return
    agreed = [case.agreed for case in cases if case.agreed]
    yield _("Agreed by the panel: {n} of {total} cases", n=len(agreed), total=len(cases)) + (
        f" ({_counted(agreed)})" if agreed else ""
    )
    own = [grade for case in cases for _, grade, _ in case.own]
    if own:
        yield _("Agencies on their own practice: {grades}", grades=_counted(own))


def _counted(grades: list[str]) -> str:
    return ", ".join(
        _("{grade} {count}", grade=_(answer.label), count=grades.count(answer.code))
        for answer in GRADES.answers
        if answer.code in grades
    )


def _described(compiled: Compiled) -> str:
    total = len(compiled.round.cases)
    return (
        _(
            "Written by the panel for {n} of {total} cases",
            n=total - compiled.draft.cases_without_child,
            total=total,
        )
        if total
        else ""
    )
