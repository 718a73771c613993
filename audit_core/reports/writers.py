"""The built-in report writers of every round. Plugins can add their own."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path

from audit_core.documents.environment import Templates
from audit_core.documents.markdown import blocks_of
from audit_core.documents.word.document import build_word_document
from audit_core.i18n import _
from audit_core.reports.briefing import briefing_values
from audit_core.reports.chair_page.page import chair_page
from audit_core.reports.compiled_json import compiled_json
from audit_core.reports.csv_files import answers_csv, chronology_csv, ledger_csv
from audit_core.reports.public_pages import published_writers
from audit_core.reports.report_writer import ReportWriter
from audit_core.reports.template_context import groups, state_of, values_of
from audit_core.tabulation.compiled import Compiled


def data_writers() -> tuple[ReportWriter, ...]:
    """Return the writers of outputs for programs and spreadsheets, which use no template."""
    return (
        ReportWriter("answers", "chair", "answers.csv", lambda compiled, _: answers_csv(compiled)),
        ReportWriter(
            "chronology", "chair", "chronology.csv", lambda compiled, _: chronology_csv(compiled)
        ),
        ReportWriter("ledger", "chair", "ledger.csv", lambda compiled, _: ledger_csv(compiled)),
        ReportWriter("data", "chair", "compiled.json", lambda compiled, _: compiled_json(compiled)),
    )


def report_writers(
    theme_dirs: tuple[Traversable, ...] = (),
    override: Path | None = None,
    look: bytes | None = None,
) -> tuple[ReportWriter, ...]:
    """Return the writers of outputs that use templates. Templates are looked up in the override
    folder, then the theme's folders, then the built-in ones.
    """
    templates = Templates(theme_dirs, override, look)
    return (
        ReportWriter(
            "report", "chair", "report.html", lambda compiled, _: chair_page(compiled, templates)
        ),
        ReportWriter(
            "report",
            "board",
            "report.docx",
            lambda compiled, _: _word(compiled, templates, "findings.md.j2", compiled.round.title),
        ),
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


def _word(compiled: Compiled, templates: Templates, template: str, title: str) -> bytes:
    return build_word_document(
        blocks_of(templates.markdown(template, values_of(compiled))),
        compiled.paper,
        templates,
        title,
    )


def _briefing(compiled: Compiled, templates: Templates) -> bytes:
    values = values_of(compiled)
    first, *_rest = templates.block("findings.md.j2", "why", values).strip().split("\n\n")
    values = {**values, **briefing_values(compiled), "why": first}
    title = _("{title}: briefing", title=compiled.round.title)
    return build_word_document(
        blocks_of(templates.markdown("briefing.md.j2", values)),
        compiled.paper,
        templates,
        title,
        dense=True,
    )


def _agency(compiled: Compiled, templates: Templates, code: str) -> bytes | None:
    """Return one agency's report, or None if it has no form and no action."""
    values = values_of(compiled)
    if not values["expected"] and not values["actions"]:
        return None
    score = dict(compiled.scores.recipients).get(code)
    values = {
        **values,
        "code": code,
        "score": score,
        "state": state_of,
        "groups": groups(values["findings"]),
    }
    title = _("{title}: {who}", title=compiled.round.title, who=compiled.round.name_of(code))
    return build_word_document(
        blocks_of(templates.markdown("agency.md.j2", values)), compiled.paper, templates, title
    )
