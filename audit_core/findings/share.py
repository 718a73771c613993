"""Findings of rules of type Share: enough answers of one class, to one question, from one
recipient, or to several questions pooled.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_core.findings.finding import Finding, rule_finding
from audit_core.grouping import grouped
from audit_core.i18n import N_, _, ngettext
from audit_core.rounds.round import Round
from audit_core.scoring.scorecard import Answered, Scorecard
from audit_core.themes.rules import Share
from audit_core.themes.theme import Question, Section, Theme

_TIMED = {"late", "in_time"}
_LATE = {"late", "late_explained", "not_done"}
"""The outcomes that a rule counts as late."""
Chosen = dict[str, tuple[str, "Section", "Question"]]
"""Questions by ref, each after the name of its instrument and its section."""


def share_findings(
    rule: Share, scorecard: Scorecard, theme: Theme, audit_round: Round
) -> Iterator[Finding]:
    """Yield the findings of one rule: for each question, each question and recipient, or all
    questions pooled, where enough answers are hits.

    Instruments are never added up: files and meetings are seen by different people.
    """
    chosen = chosen_by(rule, theme)
    lines = [line for line in scorecard.answered if line.ref in chosen and _in_base(rule, line)]
    groups = grouped(
        lines,
        lambda line: (
            line.instrument,
            "" if rule.per == "pooled" else line.ref,
            line.recipient if rule.per == "recipient" else "",
        ),
    )
    for (_unused, ref, recipient), group in groups.items():
        hits = [line for line in group if _is_hit(rule, line)]
        if len(hits) >= rule.at_least and len(hits) >= rule.share * len(group):
            yield _finding(rule, theme, audit_round, chosen, ref, recipient, group, hits)


def chosen_by(rule: Share, theme: Theme) -> Chosen:
    """Return the questions whose answers a rule counts. A section means a section of the case file
    form.
    """
    return {
        question.ref: (instrument.name, section, question)
        for instrument, section, question in theme.questions()
        if question.ref in rule.refs
        or (rule.flag and rule.flag in question.flags)
        or (rule.section == section.number and instrument.about == "case")
    }


def _in_base(rule: Share, line: Answered) -> bool:
    """Return whether an answer is in the base: for times, one that could be assessed; otherwise
    every answer that counts.
    """
    if set(rule.counts) & _TIMED:
        return line.outcome in _LATE | {"in_time"}
    return line.is_counted


def _is_hit(rule: Share, line: Answered) -> bool:
    outcome = "late" if line.outcome in _LATE else line.outcome
    return outcome in rule.counts or line.counts in rule.counts


def _finding(
    rule: Share,
    theme: Theme,
    audit_round: Round,
    chosen: Chosen,
    ref: str,
    recipient: str,
    group: list[Answered],
    hits: list[Answered],
) -> Finding:
    first = ref or next(
        known for known in chosen if chosen[known][0] == group[0].instrument
    )  # for a pooled rule, the first question in printed order
    instrument, section, question = chosen[first]
    subjects = tuple(dict.fromkeys(line.subject for line in hits))
    says = rule.says.format(
        n=len(hits),
        m=len(group),
        recipient=audit_round.name_of(recipient) if recipient else _("agencies"),
        question=question.name,
        cases=cases_in_words(len(subjects)),
    )
    return rule_finding(
        rule,
        theme,
        rule.kind,
        instrument,
        section.number if ref else rule.section,
        question,
        ref=ref,
        recipient=recipient,
        says=says,
        n=len(hits),
        m=len(group),
        evidence=tuple(line.at for line in hits),
        others=tuple(line.at for line in group if not _is_hit(rule, line)),
        recipients={line.recipient for line in hits},
    )


_FEW = N_(
    (
        "no cases",
        "one case",
        "two cases",
        "three cases",
        "four cases",
        "five cases",
        "six cases",
        "seven cases",
        "eight cases",
        "nine cases",
    )
)


def cases_in_words(number: int) -> str:
    """Return a number of cases in words: "one case", "three cases", "12 cases"."""
    return (
        _(_FEW[number]) if number < len(_FEW) else ngettext("{count} case", "{count} cases", number)
    )
