"""Findings that any audit may have, whatever its theme: forms that nothing can be counted of,
questions that mostly did not apply, and critical standards on which records are silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from audit_core.findings.finding import Finding, finding_key
from audit_core.findings.share import chosen_by
from audit_core.findings.standard_words import for_how_many
from audit_core.returns.model import CaseBook
from audit_core.rounds.round import Round
from audit_core.scoring.scorecard import Answered, QuestionScore, Scorecard
from audit_core.themes.house import HouseRule
from audit_core.themes.rules import NotApplicable, Share, Standard, Uncounted, Unrecorded
from audit_core.themes.scales import SILENT
from audit_core.themes.theme import Question, Theme


def gap_findings(
    rule: HouseRule, scorecard: Scorecard, casebook: CaseBook, theme: Theme, audit_round: Round
) -> Iterator[Finding]:
    """Yield the findings of one of the framework's own rules."""
    if isinstance(rule, Uncounted):
        yield from _uncounted(rule, casebook, theme, audit_round)
    elif isinstance(rule, NotApplicable):
        yield from _not_applicable(rule, scorecard, theme, casebook.held)
    else:
        yield from _unrecorded(rule, scorecard, theme, casebook.held)


def _uncounted(
    rule: Uncounted, casebook: CaseBook, theme: Theme, audit_round: Round
) -> Iterator[Finding]:
    for expected in casebook.expected:
        if expected.state == rule.state and expected.form:
            recipient, subject = expected.recipient, expected.subject
            yield Finding(
                finding_key(theme.name, rule.id, expected.instrument, "", recipient, subject),
                "gap",
                rule.id,
                rule.says.format(recipient=audit_round.name_of(recipient), subject=subject),
                theme.name,
                expected.instrument,
                recipient=recipient,
                subject=subject,
                n=1,
                m=1,
                topic="sharing",
            )


def _not_applicable(
    rule: NotApplicable, scorecard: Scorecard, theme: Theme, held: frozenset[str]
) -> Iterator[Finding]:
    for score, question in _questions(scorecard, theme):
        excluded = score.tally.excluded
        answered = score.tally.base + excluded
        if (
            question.is_rated
            and not question.text.startswith(rule.openings)
            and answered >= rule.at_least
            and score.tally.base
            and excluded > rule.above * answered
        ):
            lines = [
                line
                for line in scorecard.answered
                if line.ref == score.ref and line.is_answer and line.code != "not_assessed"
            ]
            behind = [line for line in lines if line.counts == "excluded"]
            yield _finding(rule, theme, score, question, excluded, answered, lines, behind, held)


def _unrecorded(
    rule: Unrecorded, scorecard: Scorecard, theme: Theme, held: frozenset[str]
) -> Iterator[Finding]:
    covered = _counted_by_rules(theme)
    for score, question in _questions(scorecard, theme):
        base, silent = score.tally.base, score.tally.no_evidence + score.tally.told
        if (
            "critical" in question.flags
            and score.ref not in covered
            and silent >= rule.at_least
            and silent >= rule.share * base
        ):
            lines = [
                line for line in scorecard.answered if line.ref == score.ref and line.is_counted
            ]
            behind = [line for line in lines if line.counts in SILENT]
            agencies = {line.recipient for line in behind}
            yield _finding(
                rule, theme, score, question, silent, base, lines, behind, held, agencies
            )


def _questions(scorecard: Scorecard, theme: Theme) -> Iterator[tuple[QuestionScore, Question]]:
    """Yield the scores of the theme's questions, each with its question."""
    for score in scorecard.questions:
        question = theme.question(score.ref)
        if question is not None:
            yield score, question


def _counted_by_rules(theme: Theme) -> set[str]:
    """Return the refs of the questions whose missing evidence a rule of the theme counts."""
    standards = {ref for rule in theme.rules if isinstance(rule, Standard) for ref in rule.refs}
    return standards | {
        ref
        for rule in theme.rules
        if isinstance(rule, Share) and "no_evidence" in rule.counts
        for ref in chosen_by(rule, theme)
    }


def _finding(
    rule: NotApplicable | Unrecorded,
    theme: Theme,
    score: QuestionScore,
    question: Question,
    n: int,
    m: int,
    lines: list[Answered],
    behind: list[Answered],
    held: frozenset[str],
    recipients: Iterable[str] = (),
) -> Finding:
    """Return a gap about a question. `behind` are those of its `lines` that it is about; `held`
    cases are not counted as children.
    """
    instrument = theme.instrument(score.instrument)
    children, base = (len({line.subject for line in each} - held) for each in (behind, lines))
    return Finding(
        finding_key(theme.name, rule.id, score.instrument, score.ref),
        "gap",
        rule.id,
        rule.says.format(
            question=question.label or question.ref,
            n=n,
            total=m,
            for_how_many=for_how_many(instrument.about, children, base) if instrument else "",
        ),
        theme.name,
        score.instrument,
        score.section,
        score.ref,
        n=n,
        m=m,
        topic=question.topic,
        evidence=tuple(line.at for line in behind),
        others=tuple(line.at for line in lines if line not in behind),
        recipients=tuple(sorted(recipients)),
    )
