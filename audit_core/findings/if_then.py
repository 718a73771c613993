"""Findings of rules of type IfThen: one answer calls for another that is missing, for example
agencies disagreed and nobody escalated.
"""

from __future__ import annotations

from collections.abc import Iterator

from audit_core.findings.finding import Finding, rule_finding
from audit_core.findings.share import cases_in_words
from audit_core.grouping import grouped
from audit_core.i18n import join_words
from audit_core.rounds.round import Round
from audit_core.scoring.scorecard import Scorecard
from audit_core.themes.rules import IfThen
from audit_core.themes.theme import Theme


def if_then_findings(
    rule: IfThen, scorecard: Scorecard, theme: Theme, audit_round: Round
) -> Iterator[Finding]:
    """Yield a finding for each subject where an agency gave one of the rule's answers to `fact`,
    and no agency gave a good answer to `then`.

    If no answer to `then` counts there is no finding: a blank or "not applicable" is not poor
    practice.
    """
    places = {
        question.ref: (instrument.name, section.number, question)
        for instrument, section, question in theme.questions()
    }
    instrument, section, question = places[rule.then]
    for subject, lines in grouped(scorecard.answered, lambda line: line.subject).items():
        so = [line for line in lines if line.ref == rule.fact and line.code in rule.when]
        then = [line for line in lines if line.ref == rule.then and line.is_counted]
        if not so or not then or any(line.code in rule.unless for line in then):
            continue
        agencies = tuple(dict.fromkeys(line.recipient for line in (*so, *then)))
        says = rule.says.format(
            n=len(so),
            m=len(agencies),
            recipient=join_words(audit_round.name_of(line.recipient) for line in so),
            question=question.name,
            cases=cases_in_words(1),
        )
        yield rule_finding(
            rule,
            theme,
            rule.kind,
            instrument,
            section,
            question,
            ref=rule.then,
            subject=subject,
            says=says,
            n=len(so),
            m=len(agencies),
            evidence=tuple(line.at for line in (*so, *then)),
            recipients=agencies,
        )
