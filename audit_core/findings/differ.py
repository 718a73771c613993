"""Findings of rules of type Differ: agencies' records of one shared fact differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from audit_core.evidence import EvidenceRef
from audit_core.findings.agreement import Comparison, compare_accounts
from audit_core.findings.finding import Finding, continued_keys, rule_finding
from audit_core.findings.share import cases_in_words
from audit_core.forms.kinds.times import point_label
from audit_core.grouping import grouped
from audit_core.i18n import _, date_in_words, join_words, ngettext, plural
from audit_core.returns.model import CaseBook
from audit_core.rounds.round import Round
from audit_core.themes.rules import Differ
from audit_core.themes.theme import Theme


def differ_findings(
    rule: Differ, casebook: CaseBook, theme: Theme, audit_round: Round
) -> Iterator[Finding]:
    """Yield a finding for each subject and question on which records differ and it matters, or one
    for all.
    """
    items = (
        item
        for item in compare_accounts(casebook, theme, audit_round)
        if item.question.ref in rule.refs
    )
    if rule.per == "subject":
        yield from (_finding(rule, theme, audit_round, item) for item in items if item.matters)
    else:
        known = (item for item in items if item.subject not in casebook.held)
        for compared in grouped(known, lambda item: item.instrument).values():
            if any(item.matters for item in compared):
                yield _finding_of_all(rule, theme, audit_round, compared)


def _finding(rule: Differ, theme: Theme, audit_round: Round, item: Comparison) -> Finding:
    agencies, question = item.witnesses, item.question
    return rule_finding(
        rule,
        theme,
        "differ",
        item.instrument,
        item.section.number,
        question,
        ref=question.ref,
        subject=item.subject,
        says=_says(rule, audit_round, item),
        n=len(agencies),
        m=len(agencies),
        evidence=tuple(dict.fromkeys(entry.at for _, entry in item.accounts)),
        recipients=agencies,
        note=who_said_what(item, audit_round),
    )


def _finding_of_all(
    rule: Differ, theme: Theme, audit_round: Round, compared: Sequence[Comparison]
) -> Finding:
    """Return one finding about all children whose records can be compared; the note says who gave
    which answer, child by child.
    """
    differ = [item for item in compared if item.matters]
    question = differ[0].question
    children, base = (
        tuple(dict.fromkeys(item.subject for item in each)) for each in (differ, compared)
    )
    facts = grouped(differ, lambda item: item.question.name)
    return rule_finding(
        rule,
        theme,
        "differ",
        differ[0].instrument,
        differ[0].section.number,
        question,
        ref=question.ref if len(rule.refs) == 1 else "",
        says=_(
            "{what}: {of} ({facts}).",
            what=rule.says,
            of=ngettext(*_OF, len(base), n=len(children)),
            facts=", ".join(
                _("{fact} for {n}", fact=fact, n=len(items)) for fact, items in facts.items()
            ),
        ),
        n=len(children),
        m=len(base),
        evidence=_cells(differ),
        others=_cells([item for item in compared if not item.matters]),
        recipients={code for item in differ for code in item.witnesses},
        note=" ".join(
            _("{child} – {answers}", child=item.subject, answers=who_said_what(item, audit_round))
            for item in differ
        ),
        short=children,
        continues=continued_keys(rule, theme, differ[0].instrument),
    )


def _cells(items: Sequence[Comparison]) -> tuple[EvidenceRef, ...]:
    return tuple(dict.fromkeys(entry.at for item in items for _, entry in item.accounts))


_OF = plural(
    "for {n} of {count} child about whom two agencies answered",
    "for {n} of {count} children about whom two or more agencies answered",
)


def _says(rule: Differ, audit_round: Round, item: Comparison) -> str:
    """Return the rule's sentence if records contradict each other, or, if only some agencies hold
    a record, who does and who does not.
    """
    what = item.question.name
    if item.kind != "one_sided":
        names = join_words(audit_round.name_of(code) for code in item.witnesses)
        return rule.says.format(
            n=len(item.witnesses),
            m=len(item.witnesses),
            recipient=names,
            question=what,
            cases=cases_in_words(1),
        )
    holds = join_words(audit_round.name_of(code) for code, _ in item.answers)
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
    for code, entry, answer in (
        *((code, entry, entry.label or _day(entry.code)) for code, entry in item.answers),
        *((code, entry, _("Not on record")) for code, entry in item.silent),
    ):
        groups.setdefault(f"{point_label(entry.point)} {answer}".strip(), []).append(
            audit_round.name_of(code)
        )
    return " ".join(
        _("{answer}: {names}.", answer=answer, names=join_words(names))
        for answer, names in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    )


def _day(code: str) -> str:
    """Return a date, or date and time, in words; any other answer unchanged."""
    try:
        moment = datetime.fromisoformat(code if len(code) >= len("2025-01-01") else "")
    except ValueError:
        return code
    day = date_in_words(moment, "short")
    return _("{day} {time}", day=day, time=f"{moment:%H:%M}") if "T" in code else day
