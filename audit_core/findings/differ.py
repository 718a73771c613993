"""Findings of rules of type Differ: agencies' records of one shared fact differ."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from audit_core.findings.agreement import Comparison, compare_accounts
from audit_core.findings.finding import Finding, finding_key
from audit_core.findings.share import cases_in_words
from audit_core.forms.fields import point_label
from audit_core.i18n import _, date_in_words, join_words
from audit_core.returns.model import CaseBook, Entry
from audit_core.rounds.round import Round
from audit_core.themes.rules import Differ
from audit_core.themes.theme import Theme


def differ_findings(
    rule: Differ, casebook: CaseBook, theme: Theme, audit_round: Round
) -> Iterator[Finding]:
    """Yield a finding for each question and subject on which records differ and it matters."""
    for item in compare_accounts(casebook, theme, audit_round):
        if item.question.ref in rule.refs and item.matters:
            yield _finding(rule, theme, audit_round, item)


def _finding(rule: Differ, theme: Theme, audit_round: Round, item: Comparison) -> Finding:
    agencies, question = item.witnesses, item.question
    return Finding(
        key=finding_key(theme.name, rule.id, item.instrument, question.ref, "", item.subject),
        kind="differ",
        rule=rule.id,
        says=_says(rule, audit_round, item),
        theme=theme.name,
        instrument=item.instrument,
        section=item.section.number,
        ref=question.ref,
        subject=item.subject,
        n=len(agencies),
        m=len(agencies),
        topic=question.topic,
        high=rule.high,
        recommend=rule.recommend,
        source="theme",
        evidence=tuple(dict.fromkeys(entry.at for _, entry in (*item.said, *item.silent))),
        recipients=tuple(sorted(agencies)),
        note=who_said_what(item, audit_round),
    )


def _says(rule: Differ, audit_round: Round, item: Comparison) -> str:
    """Return the rule's sentence if records contradict each other, or, if only some agencies hold
    a record, who does and who does not.
    """
    what = item.question.label or item.question.text
    if item.kind != "one_sided":
        names = join_words(audit_round.name_of(code) for code in item.witnesses)
        return rule.says.format(
            n=len(item.witnesses),
            m=len(item.witnesses),
            recipient=names,
            question=what,
            cases=cases_in_words(1),
        )
    holds = join_words(audit_round.name_of(code) for code, _ in item.said)
    silent = join_words(audit_round.name_of(code) for code, _ in item.silent)
    return _(
        "Recorded by {holds} and not by {silent}: {question}.",
        question=what,
        holds=holds,
        silent=silent,
    )


def who_said_what(item: Comparison, audit_round: Round) -> str:
    """Return who gave which answer: "Yes: Riverside Academy. No: Police and Social Care." It holds
    no words of evidence.
    """
    groups: dict[str, list[str]] = {}
    for code, entry in item.said:
        groups.setdefault(f"{point_label(entry.point)} {_answer(entry)}".strip(), []).append(
            audit_round.name_of(code)
        )
    for code, entry in item.silent:
        groups.setdefault(f"{point_label(entry.point)} {_('Not on record')}".strip(), []).append(
            audit_round.name_of(code)
        )
    return " ".join(
        _("{answer}: {names}.", answer=answer, names=join_words(names))
        for answer, names in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    )


def _answer(entry: Entry) -> str:
    return entry.label or _day(entry.code)


def _day(code: str) -> str:
    """Return a date, or date and time, in words; any other answer unchanged."""
    try:
        moment = datetime.fromisoformat(code) if len(code) >= len("2025-01-01") else None
    except ValueError:
        moment = None
    if moment is None:
        return code
    day = date_in_words(moment, "short")
    return _("{day} {time}", day=day, time=f"{moment:%H:%M}") if "T" in code else day
