"""Tables of a Word document, with tints, a heading row repeated on every page, and rows that do not
break across pages.

A table is written as XML text and parsed once. A round of a thousand returns has tables of
thousands of cells; adding them one by one with python-docx would take longer than the rest of the
report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

from audit_core.documents.escape import plain
from audit_core.documents.markdown import Run, text_of
from audit_core.documents.word.field_codes import add_paragraph
from audit_core.tables import TINTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from audit_core.documents.markdown import MarkdownTable, Runs
    from audit_core.tables import Row, Table


WHITE, HEAD = "FFFFFF", "1F3A5F"
SIZE, SPACE = 18, 40
"""Text size in half-points (9 pt), and space above and below each paragraph in twentieths of a
point (2 pt).
"""
TOGETHER, SHORT = 6, 500
"""A table of up to this many rows and characters stays on one page. For longer tables the last two
rows stay together.
"""
_SPACING = f'<w:spacing w:after="{SPACE}" w:before="{SPACE}" w:line="240" w:lineRule="auto"/>'
_LOOK = (
    '<w:tblLook w:firstColumn="1" w:firstRow="1" w:lastColumn="0" w:lastRow="0" w:noHBand="0" '
    'w:noVBand="1" w:val="04A0"/>'
)


class WordCell(NamedTuple):
    """A table cell: its runs, text and fill colours ("" for the default), and whether it is a
    number.
    """

    runs: Runs
    ink: str = ""
    fill: str = ""
    number: bool = False


def add_word_table(document: Any, table: Table, width: float) -> None:
    """Add a table of the round, `width` centimetres wide."""
    share = width / sum(column.weight for column in table.columns)
    headings = [column.heading for column in table.columns]
    widths = widths_for_words(
        [column.weight * share for column in table.columns],
        headings,
        [row.cells for row in table.rows],
    )
    numbers = [column.number for column in table.columns]
    _add(
        document,
        widths,
        _head(headings, numbers),
        (_row(row, numbers) for row in table.rows),
        table.title,
    )


def add_markdown_table(document: Any, grid: MarkdownTable, width: float) -> None:
    """Add a table written in a template, with column widths that suit the text."""
    headings = [text_of(runs) for runs in grid.header]
    given = grid.weights if len(grid.weights) == len(headings) else ()
    wanted = given or weights(headings, [[text_of(runs) for runs in row] for row in grid.rows])
    widths = [width * weight / sum(wanted) for weight in wanted]
    _add(document, widths, _head(headings), ([WordCell(runs) for runs in row] for row in grid.rows))
    add_paragraph(document, "Normal").paragraph_format.space_after = Pt(0)


def _head(headings: Sequence[str], numbers: Sequence[bool] = ()) -> list[WordCell]:
    return [
        WordCell((Run(heading, bold=True),), WHITE, HEAD, number)
        for heading, number in zip(headings, numbers or [False] * len(headings), strict=True)
    ]


def _row(row: Row, numbers: Sequence[bool]) -> list[WordCell]:
    tints = {place: TINTS[tint] for place, tint in row.tints}
    return [
        WordCell((Run(text),), *tints.get(place, ("", "")), number)
        for place, (text, number) in enumerate(zip(row.cells, numbers, strict=True))
    ]


def _add(
    document: Any,
    widths: Sequence[float],
    head: Sequence[WordCell],
    rows: Iterable[Sequence[WordCell]],
    title: str = "",
) -> None:
    """Add a table to a document. Widths are in centimetres; `title` is for screen readers."""
    twips = [Cm(width).twips for width in widths]
    made = parse_xml(
        "".join(_xml(document.styles["Table Grid"].style_id, twips, head, tuple(rows), title))
    )
    # python-docx only adds tables it created itself
    document.element.body._insert_tbl(made)  # noqa: SLF001


def _xml(
    style: str,
    widths: Sequence[int],
    head: Sequence[WordCell],
    rows: Sequence[Sequence[WordCell]],
    title: str,
) -> Iterator[str]:
    caption = f"<w:tblCaption w:val={quoteattr(plain(title))}/>" if title else ""
    yield f"<w:tbl {nsdecls('w')}><w:tblPr><w:tblStyle w:val={quoteattr(style)}/>"
    yield '<w:tblW w:type="auto" w:w="0"/><w:jc w:val="center"/>'
    yield f'<w:tblLayout w:type="fixed"/>{_LOOK}{caption}</w:tblPr>'
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield f"<w:tblGrid>{columns}</w:tblGrid>"
    yield '<w:tr><w:trPr><w:cantSplit w:val="true"/><w:tblHeader w:val="true"/></w:trPr>'
    yield f"{_cells(head, widths, keep=True)}</w:tr>"
    last = len(rows) - 1
    short = (
        len(rows) <= TOGETHER
        and sum(len(run.text) for row in rows for cell in row for run in cell.runs) <= SHORT
    )
    for place, row in enumerate(rows):
        keep = place == last - 1 or (short and place < last)
        yield '<w:tr><w:trPr><w:cantSplit w:val="true"/></w:trPr>'
        yield f"{_cells(row, widths, keep=keep)}</w:tr>"
    yield "</w:tbl>"


def _cells(row: Sequence[WordCell], widths: Sequence[int], *, keep: bool) -> str:
    """Return the XML of a row's cells; missing cells are blank. `keep` keeps the row on a page with
    the next row.
    """
    return "".join(
        _cell(row[place] if place < len(row) else WordCell(()), width, keep=keep)
        for place, width in enumerate(widths)
    )


def _cell(cell: WordCell, width: int, *, keep: bool) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill}"/>' if cell.fill else ""
    place = '<w:jc w:val="right"/>' if cell.number else ""
    words = "".join(_run(run, cell.ink) for run in cell.runs)
    together = "<w:keepNext/>" if keep else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width}"/>{shade}</w:tcPr>'
        f"<w:p><w:pPr>{together}{_SPACING}{place}</w:pPr>{words}</w:p></w:tc>"
    )


def _run(run: Run, ink: str) -> str:
    style = (
        ("<w:b/>" if run.bold else "")
        + ("<w:i/>" if run.italic else "")
        + (f'<w:color w:val="{ink}"/>' if ink else "")
    )
    lines = (
        map(_text, line.split("\t")) for line in plain(run.text).replace("\r", "\n").split("\n")
    )
    words = "<w:br/>".join("<w:tab/>".join(line) for line in lines)
    return f'<w:r><w:rPr>{style}<w:sz w:val="{SIZE}"/></w:rPr>{words}</w:r>'


def _text(text: str) -> str:
    if not text:
        return ""
    keep = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<w:t{keep}>{escape(text)}</w:t>"


LONGEST_UNBROKEN_WORD = 14
"""Longer words than this are addresses and references, which may be broken."""
NARROWEST_COLUMN = 4
"""The narrowest column, in characters."""


_CHARACTER, _EDGES = 0.2, 0.45
"""Centimetres: the width of a wide letter in the small type of tables, and both cell margins."""


def widths_for_words(
    widths: Sequence[float], header: Sequence[str], rows: Sequence[Sequence[str]]
) -> list[float]:
    """Return column widths in centimetres that break no word of a heading and no short word of a
    cell; the extra width is taken from wide columns.

    The widths are unchanged if there is not enough room.
    """
    need = []
    for place, heading in enumerate(header):
        words = [
            *heading.split(),
            *(
                word
                for row in rows
                for word in row[place].split()
                if len(word) <= LONGEST_UNBROKEN_WORD
            ),
        ]
        need.append(max((len(word) for word in words), default=0) * _CHARACTER + _EDGES)
    total = sum(widths)
    if sum(need) > total:
        return list(widths)
    short = sum(max(0.0, least - width) for least, width in zip(need, widths, strict=True))
    spare = sum(max(0.0, width - least) for least, width in zip(need, widths, strict=True))
    return [
        least if width <= least else width - short * (width - least) / spare
        for least, width in zip(need, widths, strict=True)
    ]


def weights(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[float, ...]:
    """Return the relative width of each column: the square root of its longest text, but at least
    its longest word.

    With the square root, a column with four times the text is twice as wide and twice as high.
    """
    found = []
    for place, heading in enumerate(header):
        texts = [heading, *(row[place] for row in rows if place < len(row))]
        longest = max(len(text) for text in texts)
        word = max((len(word) for text in texts for word in text.split()), default=0)
        found.append(max(NARROWEST_COLUMN, word, 3 * longest**0.5))
    return tuple(found)
