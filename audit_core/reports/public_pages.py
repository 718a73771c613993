"""The outputs of `publish/` (web pages, Word documents and a CSV of counts), and the children's
page for the board.
"""

from __future__ import annotations

import csv
import io

from audit_core.documents.environment import Templates
from audit_core.documents.markdown import Block, blocks_of
from audit_core.documents.word.document import build_word_document
from audit_core.i18n import _
from audit_core.reports.chair_page.html import NOWHERE, report_html
from audit_core.reports.csv_files import safe_cell
from audit_core.reports.report_writer import ReportWriter, for_all
from audit_core.reports.template_context import values_of
from audit_core.tabulation.compiled import Compiled

NOT_SHOWN = "c"
"""Printed for a hidden number, as in the statistics of the Department for Education."""
COLUMNS = ("table", "about", "band", "children")
LEARNING, FOR_CHILDREN = "learning.md.j2", "for-children.md.j2"


def published_writers(templates: Templates) -> tuple[ReportWriter, ...]:
    """Return the writers of `publish/`, and of the children's page for the board, which reads it
    first.
    """

    def writer(name: str, audience: str, template: str, kind: str) -> ReportWriter:
        write = _document if kind == "docx" else _page
        return ReportWriter(
            name,
            audience,
            template.replace("md.j2", kind),
            lambda compiled, _: write(compiled, templates, template),
        )

    return (
        writer("children's page", "board", FOR_CHILDREN, "docx"),
        writer("children's page", "publish", FOR_CHILDREN, "docx"),
        writer("children's page", "publish", FOR_CHILDREN, "html"),
        writer("learning", "publish", LEARNING, "docx"),
        writer("learning", "publish", LEARNING, "html"),
        ReportWriter("counts", "publish", "counts.csv", for_all(counts_csv)),
    )


def counts_csv(compiled: Compiled) -> bytes | None:
    """Return the published counts, one band a line, with "c" for a hidden number; None if no counts
    are published.
    """
    published = compiled.published
    if not published.tables:
        return None
    out = io.StringIO(newline="")
    lines = csv.writer(out)
    lines.writerow(COLUMNS)
    for table in published.tables:
        for line in table.lines:
            lines.writerows(
                (
                    *map(safe_cell, (table.title, line.about, band)),
                    NOT_SHOWN if count is None else count,
                )
                for band, count in line.bands
            )
    return out.getvalue().encode("utf-8-sig", errors="replace")


def title_of(template: str, compiled: Compiled) -> str:
    """Return the title of a published page."""
    if template == FOR_CHILDREN:
        return _("What we learned about helping children")
    return _("What we learned: {title}", title=compiled.round.title)


def _blocks(compiled: Compiled, templates: Templates, template: str) -> tuple[Block, ...]:
    values = values_of(compiled)
    more = {
        "published": compiled.published,
        "not_shown": NOT_SHOWN,
        "why": templates.block("findings.md.j2", "why", values),
    }
    return blocks_of(templates.markdown(template, {**values, **more}))


def _document(compiled: Compiled, templates: Templates, template: str) -> bytes:
    return build_word_document(
        _blocks(compiled, templates, template),
        compiled.paper,
        templates,
        title_of(template, compiled),
    )


def _page(compiled: Compiled, templates: Templates, template: str) -> bytes:
    body, _ = report_html(_blocks(compiled, templates, template), compiled, templates, NOWHERE)
    values = {
        "body": body,
        "title": title_of(template, compiled),
        "draft": compiled.draft,
        "round": compiled.round,
        "as_at": compiled.as_at,
    }
    return templates.html("public.html.j2", values).encode("utf-8", errors="replace")
