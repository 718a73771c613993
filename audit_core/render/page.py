"""Blocks to HTML, and the report's frame around them: one self-contained page without scripts or addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs
from markupsafe import Markup, escape

from audit_core.render.blocks import Box, Bullets, Grid, Heading, Mark, Paragraph, Place, text_of
from audit_core.render.charts import svg
from audit_core.render.escape import plain
from audit_core.render.timeline import timeline_svg
from audit_core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from audit_core.model.chronicle import CaseChronicle
    from audit_core.model.compiled import Compiled
    from audit_core.model.round import Round
    from audit_core.render.blocks import Block, Runs
    from audit_core.render.environment import Templates

_ID = re.compile(r"\b(F\d+)\b")


@attrs.frozen
class Entry:
    """An entry of the page's table of contents."""

    anchor: str
    text: str


def html(blocks: Iterable[Block], compiled: Compiled, templates: Templates) -> tuple[Markup, tuple[Entry, ...]]:
    """The blocks as HTML, and the table of contents of their second-level headings."""
    contents: list[Entry] = []
    parts = []
    ids = frozenset(finding.id for finding in compiled.findings)
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            contents.append(Entry(f"s{len(contents) + 1}", text_of(block.runs)))
            parts.append(Markup('<h2 id="{}">{}</h2>').format(contents[-1].anchor, _inline(block.runs, ids)))
        else:
            parts += list(_block(block, compiled, templates, ids))
    return Markup("\n").join(parts), tuple(contents)


def timeline(chronicle: CaseChronicle, round_: Round, templates: Templates) -> Markup:
    """A case's timeline within its page; nothing where there is none."""
    return Markup(timeline_svg(chronicle, round_, templates))  # noqa: S704 - rendered by our own template with everything escaped


def _block(block: Block, compiled: Compiled, templates: Templates, ids: frozenset[str]) -> Iterator[Markup]:
    if isinstance(block, Heading):
        yield Markup("<h{n}>{words}</h{n}>").format(n=block.level, words=_inline(block.runs, ids))
    elif isinstance(block, Paragraph):
        paragraph = Markup("<p>{}</p>").format(_inline(block.runs, ids))
        yield Markup("<blockquote>{}</blockquote>").format(paragraph) if block.quoted else paragraph
    elif isinstance(block, Bullets):
        items = Markup("").join(Markup("<li>{}</li>").format(_inline(item, ids)) for item in block.items)
        yield Markup("<{0}>{1}</{0}>").format("ol" if block.numbered else "ul", items)
    elif isinstance(block, Grid):
        yield _grid(block, ids)
    elif isinstance(block, Box):
        within = (part for inner in block.blocks for part in _block(inner, compiled, templates, ids))
        yield Markup('<div class="box">{}</div>').format(Markup("\n").join(within))
    elif isinstance(block, Mark):
        return
    else:
        yield from _place(block, compiled, templates)


def _place(place: Place, compiled: Compiled, templates: Templates) -> Iterator[Markup]:
    table, figure = compiled.table(place.key), compiled.figure(place.key)
    if place.what == "table" and table is not None:
        yield Markup(templates.html("table.html.j2", {"table": table}))  # noqa: S704 - our own template escapes everything in it
    elif place.what == "figure" and figure is not None:
        drawn = Markup(svg(figure, templates))  # noqa: S704 - rendered by our own template with everything escaped
        yield Markup('<figure id="{id}"><figcaption>{caption}</figcaption>{drawn}</figure>').format(
            id=figure.id, caption=say("Figure {id}: {title}", id=figure.id, title=plain(figure.title)), drawn=drawn
        )


def _grid(grid: Grid, ids: frozenset[str]) -> Markup:
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(_inline(runs, ids)) for runs in grid.header)
    rows = Markup("").join(Markup("<tr>{}</tr>").format(Markup("").join(Markup("<td>{}</td>").format(_inline(runs, ids)) for runs in row)) for row in grid.rows)
    return Markup('<div class="scroll" tabindex="0"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>').format(head, rows)


def _inline(runs: Runs, ids: frozenset[str]) -> Markup:
    """Words in their styles; the id of a finding leads to the evidence behind it."""
    parts = []
    for run in runs:
        words = Markup("").join(Markup('<a href="#{0}">{0}</a>').format(part) if part in ids else escape(part) for part in _ID.split(plain(run.text)))
        if run.italic:
            words = Markup("<em>{}</em>").format(words)
        if run.bold:
            words = Markup("<strong>{}</strong>").format(words)
        parts.append(words)
    return Markup("").join(parts)
