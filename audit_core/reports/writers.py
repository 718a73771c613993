"""The built-in report writers of every round. Plugins can add their own."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path

from audit_core.documents.environment import Templates
from audit_core.documents.markdown import blocks_of
from audit_core.documents.word.document import build_word_document
from audit_core.i18n import _
from audit_core.reports.action_plan_workbook import build_action_plan_workbook
from audit_core.reports.analysis_workbook import build_analysis_workbook
from audit_core.reports.briefing import briefing_values
from audit_core.reports.chair_page.page import chair_page
from audit_core.reports.compiled_json import compiled_json
from audit_core.reports.csv_files import answers_csv, chronology_csv, ledger_csv
from audit_core.reports.follow_up_workbook import build_follow_up_workbook
from audit_core.reports.public_pages import published_writers
from audit_core.reports.report_writer import ReportWriter, for_all
from audit_core.reports.template_context import groups, state_of, values_of
from audit_core.tabulation.compiled import Compiled


def data_writers() -> tuple[ReportWriter, ...]:
    """Return the writers of outputs for programs and spreadsheets, which use no template."""
    return (
        ReportWriter("answers", "chair", "answers.csv", for_all(answers_csv)),
        ReportWriter("chronology", "chair", "chronology.csv", for_all(chronology_csv)),
        ReportWriter("ledger", "chair", "ledger.csv", for_all(ledger_csv)),
        ReportWriter("data", "chair", "compiled.json", for_all(compiled_json)),
    )


def workbook_writers() -> tuple[ReportWriter, ...]:
    """Return the writers of workbooks."""
    plan, follow_up = build_action_plan_workbook, build_follow_up_workbook
    return (
        ReportWriter("analysis", "chair", "analysis.xlsx", for_all(build_analysis_workbook)),
        ReportWriter("follow-up", "chair", "follow-up.xlsx", for_all(follow_up)),
        ReportWriter("agency's follow-up", "agencies", "follow-up.xlsx", follow_up),
        ReportWriter("action plan", "board", "action-plan.xlsx", for_all(plan)),
        ReportWriter(
            "agency's actions",
            "agencies",
            "action-plan.xlsx",
            lambda compiled, code: plan(compiled, code) if compiled.plan.actions else None,
        ),
    )


def own_outputs() -> frozenset[str]:
    """Return the program's own outputs by audience and file."""
    writers = (*data_writers(), *workbook_writers(), *report_writers())
    return frozenset(f"{writer.audience}/{writer.file}" for writer in writers)


def report_writers(
    theme_dirs: tuple[Traversable, ...] = (),
    override: Path | None = None,
    look: bytes | None = None,
) -> tuple[ReportWriter, ...]:
    """Return the writers of outputs that use templates. Templates are looked up in the override
    folder, then the theme's folders, then the built-in ones.
    """
    templates = Templates(theme_dirs, override, look)

    def report(compiled: Compiled) -> bytes:
        text = templates.markdown("findings.md.j2", values_of(compiled))
        return _word(compiled, templates, text, compiled.round.title)

    return (
        ReportWriter(
            "report", "chair", "report.html", lambda compiled, _: chair_page(compiled, templates)
        ),
        ReportWriter("report", "board", "report.docx", for_all(report)),
        ReportWriter(
            "briefing", "board", "briefing.docx", lambda compiled, _: _briefing(compiled, templates)
        ),
        ReportWriter(
            "agency's report",
            "agencies",
            "report.docx",
            lambda compiled, code: _agency(compiled, templates, code),
        ),
        *published_writers(templates),
    )


def _word(
    compiled: Compiled, templates: Templates, text: str, title: str, *, dense: bool = False
) -> bytes:
    return build_word_document(blocks_of(text), compiled.paper, templates, title, dense=dense)


def _briefing(compiled: Compiled, templates: Templates) -> bytes:
    values = values_of(compiled)
    first, *_rest = templates.block("findings.md.j2", "why", values).strip().split("\n\n")
    values = {**values, **briefing_values(compiled), "why": first}
    text = templates.markdown("briefing.md.j2", values)
    title = _("{title}: briefing", title=compiled.round.title)
    return _word(compiled, templates, text, title, dense=True)


def _agency(compiled: Compiled, templates: Templates, code: str) -> bytes | None:
    """Return one agency's report, or None if it has no form and no action."""
    values = values_of(compiled)
    if not values["expected"] and not values["actions"]:
        return None
    values |= {
        "code": code,
        "score": dict(compiled.scores.recipients).get(code),
        "state": state_of,
        "groups": groups(values["findings"]),
    }
    title = _("{title}: {who}", title=compiled.round.title, who=compiled.round.name_of(code))
    return _word(compiled, templates, templates.markdown("agency.md.j2", values), title)
