"""The framework's own hooks, loaded by entry point like any plugin: findings that apply to every
theme.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.findings.finding import Finding, Recommendation, finding_key
from audit_core.i18n import N_, _
from audit_core.plugin_system.hookspecs import hookimpl
from audit_core.problems.problem import Problem, problem
from audit_core.themes.rules import Share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from audit_core.reports.report_writer import ReportWriter
    from audit_core.returns.model import CaseBook, ExpectedState, Return
    from audit_core.scoring.scorecard import Scorecard
    from audit_core.themes.theme import Theme

NOT_APPLICABLE_SHARE = 0.4
"""If more than this share of answers are "not applicable", the question is probably put to the
wrong agencies. Our own threshold (docs/sources.md).
"""

CONDITIONAL_OPENINGS = ("If ", "Where ")
"""The first word of a question that applies only sometimes: "not applicable" is then an ordinary
answer.
"""

_NOTHING_COUNTS: dict[ExpectedState, tuple[str, str]] = N_(
    {
        "missing": (
            "missing-return",
            (
                "{recipient}: no form about {subject} has been returned, so that part of the story "
                "is not known."
            ),
        ),
        "conflict": (
            "copies-differ",
            (
                "{recipient}: two copies of the form about {subject} differ and await the "
                "chair's decision. Neither counts, so that part of the story is not known."
            ),
        ),
    }
)
"""Why nothing about a case could be counted at one agency: the finding's rule and sentence."""


@hookimpl
def audit_check_return(theme: Theme, ret: Return) -> Iterator[Problem]:
    """Report a top or bottom grade without a proper reason."""
    del theme
    grade, why = ret.form.by_key("grade.own"), ret.form.by_key("grade.own_why")
    if (
        grade is not None
        and grade.code in {"outstanding", "inadequate"}
        and why is not None
        and len(why.raw) < 40
    ):
        yield problem(
            "answer.no_evidence",
            why.where,
            label=grade.label,
        )


@hookimpl
def audit_findings(theme: Theme, scorecard: Scorecard, casebook: CaseBook) -> Iterator[Finding]:
    """Yield the gaps that any audit may have: forms that were not returned, questions that mostly
    did not apply, and critical standards without a record.
    """
    yield from _without_record(theme, scorecard)
    for expected in casebook.expected:
        if expected.state in _NOTHING_COUNTS and expected.form:
            rule, words = _NOTHING_COUNTS[expected.state]
            key = finding_key(
                theme.name, rule, expected.instrument, "", expected.recipient, expected.subject
            )
            says = _(
                words, recipient="{recipient}", subject=expected.subject
            )  # the name is filled in once the round is known
            yield Finding(
                key, "gap", rule, says, theme.name, expected.instrument,
                recipient=expected.recipient, subject=expected.subject, n=1, m=1, topic="sharing",
            )  # fmt: skip
    for score in scorecard.questions:
        answered = score.tally.base + score.tally.excluded
        question = theme.question(score.ref)
        if (
            question is not None
            and question.is_rated
            and not question.text.startswith(CONDITIONAL_OPENINGS)
            and answered >= 5
            and score.tally.base
            and score.tally.excluded > NOT_APPLICABLE_SHARE * answered
        ):
            key = finding_key(theme.name, "mostly-not-applicable", score.instrument, score.ref)
            lines = [
                line
                for line in scorecard.answered
                if line.ref == score.ref and line.is_answer and line.code != "not_assessed"
            ]
            says = _(
                "{question} was not applicable in {n} of {total} answers: the question may be "
                "put to the wrong agencies.",
                question=question.label or question.ref,
                n=score.tally.excluded,
                total=answered,
            )
            yield Finding(
                key, "gap", "mostly-not-applicable", says,
                theme.name, score.instrument, score.section, score.ref,
                n=score.tally.excluded, m=answered, topic=question.topic,
                evidence=tuple(line.at for line in lines if line.counts == "excluded"),
                others=tuple(line.at for line in lines if line.counts != "excluded"),
            )  # fmt: skip


def _without_record(theme: Theme, scorecard: Scorecard) -> Iterator[Finding]:
    """Yield critical standards on which most records are silent, unless a rule of the theme covers
    that.
    """
    seen = {
        question.ref
        for rule in theme.rules
        if isinstance(rule, Share) and "no_evidence" in rule.counts
        for instrument, section, question in theme.questions()
        if question.ref in rule.refs
        or rule.flag in question.flags
        or (rule.section == section.number and instrument.about == "case")
    }
    for score in scorecard.questions:
        question = theme.question(score.ref)
        silent = score.tally.no_evidence + score.tally.told
        if (
            question is not None
            and "critical" in question.flags
            and score.ref not in seen
            and silent >= 2
            and silent >= NOT_APPLICABLE_SHARE * score.tally.base
        ):
            counted = [
                line for line in scorecard.answered if line.ref == score.ref and line.is_counted
            ]
            lines = [line for line in counted if line.counts in {"no_evidence", "told"}]
            says = _(
                "In {n} of {total} records there was nothing on file about this: {question}.",
                n=silent,
                total=score.tally.base,
                question=question.label or question.ref,
            )
            yield Finding(
                finding_key(theme.name, "critical-unrecorded", score.instrument, score.ref),
                "gap", "critical-unrecorded", says,
                theme.name, score.instrument, score.section, score.ref,
                n=silent, m=score.tally.base, topic=question.topic,
                evidence=tuple(line.at for line in lines),
                others=tuple(line.at for line in counted if line not in lines),
                recipients=tuple(sorted({line.recipient for line in lines})),
            )  # fmt: skip


@hookimpl
def audit_recommendations(theme: Theme, findings: tuple[Finding, ...]) -> Iterator[Recommendation]:
    """Ask for the forms that were not returned. The partnership owns this, since it asks its
    agencies.
    """
    missing = tuple(finding for finding in findings if finding.rule == "missing-return")
    if missing:
        agencies = tuple(sorted({finding.recipient for finding in missing}))
        yield Recommendation(
            key=f"{theme.name}|missing-returns",
            advice="missing-returns",
            text=_("Ask for every form that has not been returned, and report what it adds."),
            topic="sharing",
            level="agency",
            findings=tuple(finding.key for finding in missing),
            recipients=agencies,
            owner="partnership",
            owner_role=_("Business manager"),
        )


@hookimpl
def audit_template_dirs(theme: Theme) -> None:
    """Return nothing: the framework's own templates are always searched last."""
    del theme


@hookimpl
def audit_report_writers() -> Iterable[ReportWriter]:
    """Return the outputs that hold data: answers.csv, chronology.csv, ledger.csv and
    compiled.json.
    """
    from audit_core.reports.writers import data_writers

    return data_writers()


@hookimpl
def audit_themes() -> Iterable[Theme]:
    """Return nothing: the framework has no theme of its own."""
    return ()
