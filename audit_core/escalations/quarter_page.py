"""The quarter's escalations as one page: self-contained, without scripts or links, and printable on
A4.
"""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from audit_core.documents.charts import svg
from audit_core.documents.environment import Templates
from audit_core.escalations.log import LogState
from audit_core.escalations.model import QuarterSummary
from audit_core.escalations.quarter_tables import quarter_headline
from audit_core.i18n import join_words
from audit_core.tables import Figure, Table


def escalations_page(summary: QuarterSummary, override: Path | None = None) -> bytes:
    """Return the page of a quarter. Everything is escaped, and nothing that an agency typed as free
    text is on it: even the learning may name somebody.
    """
    templates = Templates((), override)

    tables = {table.key: table for table in summary.tables}
    figures = {figure.key: figure for figure in summary.figures}

    def names(state: LogState) -> str:
        codes = summary.codes(state)
        return join_words(summary.issued.name_of(code) for code in codes) if codes else ""

    values = {
        "watched": summary,
        "stages": summary.issued.stages,
        "headline": quarter_headline(summary.escalations, summary.problems),
        "table": lambda key: _table(tables[key], templates) if key in tables else "",
        "figure": lambda key: _figure(figures[key], templates) if key in figures else "",
        "names": names,
        "learned": len(tables["learning"].rows) if "learning" in tables else 0,
        "withheld": any(
            account.withheld for item in summary.escalations for account in item.accounts
        ),
        "questions": tuple(problem for problem in summary.problems if problem.severity != "note"),
        "example": summary.issued.is_example,
        "not_over": summary.as_at <= summary.quarter.last,
    }
    return templates.html("escalations.html.j2", values).encode("utf-8", errors="replace")


def _table(table: Table, templates: Templates) -> Markup:
    # our own template escapes everything in it
    return Markup(templates.html("table.html.j2", {"table": table, "behind": {}}))  # noqa: S704


def _figure(figure: Figure, templates: Templates) -> Markup:
    # rendered by our own template with everything escaped
    drawn = Markup(svg(figure, templates))  # noqa: S704
    return Markup('<figure id="{}"><figcaption>{}</figcaption>{}</figure>').format(
        figure.id, figure.title, drawn
    )
