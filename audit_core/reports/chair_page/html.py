"""Write blocks to HTML for the chair's page. Ids in the text and rows of tables link to their
evidence cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import attrs
from markupsafe import Markup, escape

from audit_core.chronology.case_chronology import CaseChronology
from audit_core.documents.charts import svg
from audit_core.documents.environment import Templates
from audit_core.documents.escape import plain
from audit_core.documents.markdown import (
    Block,
    Box,
    Bullets,
    Heading,
    MarkdownTable,
    PageMark,
    Paragraph,
    Placement,
    Runs,
    text_of,
)
from audit_core.evidence import EvidenceRef
from audit_core.i18n import _, ngettext
from audit_core.reports.chair_page.anchors import Anchors
from audit_core.reports.timeline import timeline_svg
from audit_core.rounds.round import Round
from audit_core.tables import Figure, Row, Table
from audit_core.tabulation.compiled import Compiled

_ID = re.compile(r"\b([A-Z]+\d+|[A-Z]+-[A-Z\d.]*\d)\b")
"""A possible printed id (F7, T3) or question ref (DA-2.2)."""


@attrs.frozen
class ContentsEntry:
    """An entry of the page's table of contents."""

    anchor: str
    text: str


@attrs.frozen
class Leads:
    """The anchors of cells, and of findings, tables, figures and questions by printed id or ref."""

    anchors: Anchors
    ids: Mapping[str, str]


NOWHERE = Leads(Anchors({}, {}, (), {}), {})
"""Links for a page that shows no cells and no ids."""


def leads(compiled: Compiled, anchors: Anchors, placed: frozenset[str]) -> Leads:
    """Return the links of a page. `placed` are the keys of the tables and figures on it; others get
    no link.
    """
    ids = {finding.id: finding.id for finding in compiled.findings}
    ids |= {table.id: table.id for table in compiled.tables if table.key in placed}
    ids |= {figure.id: figure.id for figure in compiled.figures if figure.key in placed}
    questions = compiled.table("questions")
    if questions is not None and questions.key in placed:
        ids |= {
            row.cells[0]: f"{questions.id}-{number}"
            for number, row in enumerate(questions.rows, start=1)
            if row.evidence
        }
    return Leads(anchors, ids)


def placed(blocks: Iterable[Block]) -> frozenset[str]:
    """Return the keys of the tables and figures in some blocks."""
    return frozenset(block.key for block in blocks if isinstance(block, Placement))


def opening(
    blocks: tuple[Block, ...],
) -> tuple[tuple[Block, ...], tuple[Block, ...], tuple[Block, ...]]:
    """Split a report into three: the part before the first section, the opening (what it is like to
    be these children, and the summary), and the rest.
    """
    sections = [
        place
        for place, block in enumerate(blocks)
        if isinstance(block, Heading) and block.level == 2
    ]
    first, _, after = (*sections, len(blocks), len(blocks), len(blocks))[:3]
    return blocks[:first], blocks[first:after], blocks[after:]


def report_html(
    blocks: Iterable[Block], compiled: Compiled, templates: Templates, lead: Leads, first: int = 1
) -> tuple[Markup, tuple[ContentsEntry, ...]]:
    """Return the blocks as HTML, and a table of contents of their second-level headings, numbered
    from `first`.
    """
    contents: list[ContentsEntry] = []
    parts = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            contents.append(ContentsEntry(f"s{len(contents) + first}", text_of(block.runs)))
            parts.append(
                Markup('<h2 id="{}">{}</h2>').format(
                    contents[-1].anchor, _inline(block.runs, lead.ids)
                )
            )
        else:
            parts += list(_block(block, compiled, templates, lead))
    return Markup("\n").join(parts), tuple(contents)


def timeline(chronicle: CaseChronology, audit_round: Round, templates: Templates) -> Markup:
    """Return a case's timeline as part of the page, or "" if there is none."""
    # rendered by our own template with everything escaped
    return Markup(timeline_svg(chronicle, audit_round, templates))  # noqa: S704


def _block(block: Block, compiled: Compiled, templates: Templates, lead: Leads) -> Iterator[Markup]:
    if isinstance(block, Heading):
        yield Markup("<h{n}>{words}</h{n}>").format(
            n=block.level, words=_inline(block.runs, lead.ids)
        )
    elif isinstance(block, Paragraph):
        paragraph = Markup("<p>{}</p>").format(_inline(block.runs, lead.ids))
        yield Markup("<blockquote>{}</blockquote>").format(paragraph) if block.quoted else paragraph
    elif isinstance(block, Bullets):
        items = Markup("").join(
            Markup("<li>{}</li>").format(_inline(item, lead.ids)) for item in block.items
        )
        yield Markup("<{0}>{1}</{0}>").format("ol" if block.numbered else "ul", items)
    elif isinstance(block, MarkdownTable):
        yield _grid(block, lead.ids)
    elif isinstance(block, Box):
        within = (
            part for inner in block.blocks for part in _block(inner, compiled, templates, lead)
        )
        yield Markup('<div class="box">{}</div>').format(Markup("\n").join(within))
    elif isinstance(block, PageMark):
        return
    else:
        yield from _place(block, compiled, templates, lead)


def _place(
    place: Placement, compiled: Compiled, templates: Templates, lead: Leads
) -> Iterator[Markup]:
    table, figure = compiled.table(place.key), compiled.figure(place.key)
    if place.what == "table" and table is not None:
        values = {"table": table, "behind": behind_rows(table, lead.anchors)}
        # our own template escapes everything in it
        yield Markup(templates.html("table.html.j2", values))  # noqa: S704
    elif place.what == "figure" and figure is not None:
        # rendered by our own template with everything escaped
        drawn = Markup(svg(figure, templates))  # noqa: S704
        caption = _("Figure {id}: {title}", id=figure.id, title=plain(figure.title))
        yield Markup(
            '<figure id="{id}"><figcaption>{caption}</figcaption>{drawn}{table}</figure>'
        ).format(
            id=figure.id,
            caption=caption,
            drawn=drawn,
            table=_in_words(figure, compiled, templates, lead),
        )


def _in_words(figure: Figure, compiled: Compiled, templates: Templates, lead: Leads) -> Markup:
    """Return the numbers of a chart as a table, with a link to its cells."""
    table = compiled.table(figure.key)
    cells = table.id if table is not None and table.id in lead.ids else ""
    # our own template escapes everything in it
    page = templates.html("figure.html.j2", {"figure": figure, "cells": cells})
    return Markup(page)  # noqa: S704


def _grid(grid: MarkdownTable, ids: Mapping[str, str]) -> Markup:
    head = Markup("").join(
        Markup('<th scope="col">{}</th>').format(_inline(runs, ids)) for runs in grid.header
    )
    rows = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(Markup("<td>{}</td>").format(_inline(runs, ids)) for runs in row)
        )
        for row in grid.rows
    )
    return Markup(
        '<div class="scroll" tabindex="0" role="group" '
        'aria-label="{}"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>'
    ).format(text_of(grid.header[0]) if grid.header else "", head, rows)


def _inline(runs: Runs, ids: Mapping[str, str]) -> Markup:
    """Return runs as HTML; ids and refs link to their evidence."""
    parts = []
    for run in runs:
        words = Markup("").join(
            Markup('<a href="#{}">{}</a>').format(ids[part], part) if part in ids else escape(part)
            for part in _ID.split(plain(run.text))
        )
        if run.italic:
            words = Markup("<em>{}</em>").format(words)
        if run.bold:
            words = Markup("<strong>{}</strong>").format(words)
        parts.append(words)
    return Markup("").join(parts)


MAX_LINKS_SHOWN = 200
"""The most cells linked from a row; `audit explain` lists them all."""
_SHORT, _LABEL = 12, 60


@attrs.frozen
class RowBehind:
    """One row: its anchor, its label, the number of its evidence cells, and links to them."""

    anchor: str
    label: str
    count: int
    links: Markup


def behind_rows(table: Table, anchors: Anchors) -> dict[int, RowBehind]:
    """Return the rows of a table that have evidence cells, by row number from 1. The HTML is built
    without a template for speed: there may be thousands of links.
    """
    return {
        number: RowBehind(
            f"{table.id}-{number}",
            _label(row),
            len(row.evidence),
            Markup("").join(_links(row, table, anchors)),
        )
        for number, row in enumerate(table.rows, start=1)
        if row.evidence
    }


def _label(row: Row) -> str:
    """Return a row's label: its first cell, and the second if the first is only a reference."""
    first, *more = row.cells
    return (
        f"{first} {more[0]}" if more and len(first) <= _SHORT and len(more[0]) <= _LABEL else first
    )


def _links(row: Row, table: Table, anchors: Anchors) -> Iterator[Markup]:
    answers: dict[str, list[EvidenceRef]] = {}
    cells = tuple(dict.fromkeys(row.evidence))
    for at in cells[:MAX_LINKS_SHOWN]:
        answers.setdefault(anchors.words.get(at, ("", ""))[0], []).append(at)
    for answer, found in answers.items():
        heading = f"<b>{escape(plain(answer))} ({len(found)}):</b> " if answer else ""
        # each part has been escaped
        links = "; ".join(_link(at, anchors) for at in found)
        yield Markup(f"<p>{heading}{links}</p>")  # noqa: S704
    if len(cells) > MAX_LINKS_SHOWN:
        more = ngettext(
            "and {count} cell more: {command}",
            "and {count} cells more: {command}",
            len(cells) - MAX_LINKS_SHOWN,
            command=f"audit explain {table.id}",
        )
        yield Markup("<p>{}</p>").format(more)


def _link(at: EvidenceRef, anchors: Anchors) -> str:
    """Return a link to a cell on the page, or its address if it is not there (for example in
    decisions.xlsx).
    """
    place = anchors.places.get(at)
    return (
        f'<a href="#{place}">{escape(plain(anchors.words[at][1]))}</a>'
        if place
        else str(escape(plain(str(at))))
    )
