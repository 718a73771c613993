"""The quarter's escalations as one page: self-contained, without scripts or links, and printable on
A4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from audit_core.documents.charts import svg
from audit_core.documents.environment import Templates
from audit_core.escalations.quarter_tables import quarter_headline
from audit_core.i18n import join_words

if TYPE_CHECKING:
    from pathlib import Path

    from audit_core.escalations.log import LogState
    from audit_core.escalations.model import QuarterSummary
    from audit_core.tables import Figure, Table


def escalations_page(watched: QuarterSummary, override: Path | None = None) -> bytes:
    """Return the page of a quarter. Everything is escaped, and nothing that an agency typed as free
    text is on it: even what was learned may name somebody.
    """
    templates = Templates((), override)

    def table(key: str) -> Markup:
        found = next((item for item in watched.tables if item.key == key), None)
        return _table(found, templates) if found else Markup("")

    def figure(key: str) -> Markup:
        found = next((item for item in watched.figures if item.key == key), None)
        return _figure(found, templates) if found else Markup("")

    def names(state: LogState) -> str:
        codes = watched.codes(state)
        return join_words(watched.issued.name_of(code) for code in codes) if codes else ""

    learned = next((item for item in watched.tables if item.key == "learning"), None)
    values = {
        "watched": watched,
        "stages": watched.issued.stages,
        "headline": quarter_headline(watched.escalations, watched.problems),
        "table": table,
        "figure": figure,
        "names": names,
        "learned": len(learned.rows) if learned else 0,
        "withheld": any(
            told.withheld for item in watched.escalations for told in (item.told, item.also) if told
        ),
        "questions": tuple(fault for fault in watched.problems if fault.severity != "note"),
        "example": any(stage.is_example for stage in watched.issued.stages),
        "not_over": watched.as_at <= watched.quarter.last,
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
