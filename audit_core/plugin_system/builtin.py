"""The framework's own hooks, loaded by entry point like any plugin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.findings.finding import Finding, Recommendation
from audit_core.i18n import _
from audit_core.plugin_system.hookspecs import hookimpl
from audit_core.problems.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from audit_core.reports.report_writer import ReportWriter
    from audit_core.returns.model import Return
    from audit_core.themes.theme import Theme


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
