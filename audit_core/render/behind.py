"""The cells behind a table of the chair's page: for each row, a link to every cell that it counts, under what was answered there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from markupsafe import Markup, escape

from audit_core.render.escape import plain
from audit_core.words import say_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audit_core.model.compiled import Row, Table
    from audit_core.model.returns import EvidenceRef
    from audit_core.render.anchors import Anchors

MOST = 200
"""More cells than this are counted in a row, and found with `audit explain`."""
_SHORT, _LABEL = 12, 60


@attrs.frozen
class RowBehind:
    """One row: its anchor, what it is about, how many cells it rests on, and the links to them."""

    anchor: str
    label: str
    count: int
    links: Markup


def behind_rows(table: Table, anchors: Anchors) -> dict[int, RowBehind]:
    """The rows of a table that rest on cells, by their number from 1. Built by hand: there may be many thousand links."""
    return {
        number: RowBehind(f"{table.id}-{number}", _label(row), len(row.evidence), Markup("").join(_links(row, table, anchors)))
        for number, row in enumerate(table.rows, start=1)
        if row.evidence
    }


def _label(row: Row) -> str:
    """What a row is about: its first cell, and the second where the first is only a reference."""
    first, *more = row.cells
    return f"{first} {more[0]}" if more and len(first) <= _SHORT and len(more[0]) <= _LABEL else first


def _links(row: Row, table: Table, anchors: Anchors) -> Iterator[Markup]:
    answers: dict[str, list[EvidenceRef]] = {}
    cells = tuple(dict.fromkeys(row.evidence))
    for at in cells[:MOST]:
        answers.setdefault(anchors.words.get(at, ("", ""))[0], []).append(at)
    for answer, found in answers.items():
        heading = f"<b>{escape(plain(answer))} ({len(found)}):</b> " if answer else ""
        yield Markup(f"<p>{heading}{'; '.join(_link(at, anchors) for at in found)}</p>")  # noqa: S704 - each part has been escaped
    if len(cells) > MOST:
        more = say_count("and {count} cell more: {command}", "and {count} cells more: {command}", len(cells) - MOST, command=f"audit explain {table.id}")
        yield Markup("<p>{}</p>").format(more)


def _link(at: EvidenceRef, anchors: Anchors) -> str:
    """A link to where a cell is shown; a cell that is not (of decisions.xlsx, say) by its address."""
    place = anchors.places.get(at)
    return f'<a href="#{place}">{escape(plain(anchors.words[at][1]))}</a>' if place else str(escape(plain(str(at))))
