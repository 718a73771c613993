"""Draw on a workbook as other programs do: comments, text boxes, shapes and pictures, and words in
the footer of a sheet.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import attrs

from audit_core.grouping import grouped
from audit_core.xlsx.address import parse_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

KINDS = ("comment", "threaded comment", "text box", "shape", "picture", "footer")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
_DRAWING = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_IN_DRAWING = {
    "text box": '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="a"/><xdr:cNvSpPr txBox="1"/>'
    "</xdr:nvSpPr>{words}</xdr:sp>",
    "shape": '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="3" name="b"/><xdr:cNvSpPr/></xdr:nvSpPr>{words}'
    "</xdr:sp>",
    "picture": '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="4" name="c"/></xdr:nvPicPr></xdr:pic>',
}


@attrs.frozen
class Drawn:
    """One thing drawn: its sheet, its cell ("" for a footer), its kind (one of KINDS) and its
    words.
    """

    sheet: str
    cell: str
    kind: str
    words: str = ""


def draw(data: bytes, things: Iterable[Drawn]) -> bytes:
    """Return a workbook as openpyxl writes it with these things, each as Excel writes it."""
    by_sheet = grouped(things, lambda one: one.sheet)
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        parts = {name: before.read(name) for name in before.namelist()}
        names = re.findall(r'<sheet [^>]*?name="([^"]*)"', parts["xl/workbook.xml"].decode())
        for number, name in enumerate(names, start=1):
            if name in by_sheet:
                _draw_on(number, by_sheet[name], parts)
        for name, content in parts.items():
            after.writestr(name, content)
    return out.getvalue()


def _draw_on(number: int, things: Sequence[Drawn], parts: dict[str, bytes]) -> None:
    """Add the parts of one sheet, and what points to them."""
    of_kind = grouped(things, lambda one: one.kind)
    drawn = "".join(map(_anchored, (one for one in things if one.kind in _IN_DRAWING)))
    made = {
        "drawing": (f"drawings/drawing{number}.xml", f"<xdr:wsDr {_DRAWING}>{drawn}</xdr:wsDr>"),
        "comments": (
            f"comments{number}.xml",
            f'<comments xmlns="{_MAIN}"><commentList>'
            + "".join(
                f'<comment ref="{one.cell}"><text><t>{escape(one.words)}</t></text></comment>'
                for one in of_kind.get("comment", ())
            )
            + "</commentList></comments>",
        ),
        "threadedComment": (
            f"threadedComments/threadedComment{number}.xml",
            f'<ThreadedComments xmlns="{_THREADED}">'
            + "".join(
                f'<threadedComment ref="{one.cell}"><text>{escape(one.words)}</text>'
                "</threadedComment>"
                for one in of_kind.get("threaded comment", ())
            )
            + "</ThreadedComments>",
        ),
    }
    links = "".join(
        f'<Relationship Id="drawn{place}" Type="{_OFFICE}/{kind}" Target="/xl/{name}"/>'
        for place, (kind, (name, _)) in enumerate(made.items())
    )
    relations = f"xl/worksheets/_rels/sheet{number}.xml.rels"
    known = parts.get(relations, f'<Relationships xmlns="{_PACKAGE}"></Relationships>'.encode())
    parts[relations] = known.replace(b"</Relationships>", links.encode() + b"</Relationships>")
    parts |= {f"xl/{name}": content.encode() for name, content in made.values()}
    for one in of_kind.get("footer", ()):
        name = f"xl/worksheets/sheet{number}.xml"
        footer = f"<oddFooter>&amp;L{escape(escape(one.words))}&amp;R&amp;P</oddFooter>"
        parts[name], found = re.subn(
            rb"<oddFooter>.*?</oddFooter>|<oddFooter */>", footer.encode(), parts[name]
        )
        assert found, f"{one.sheet} has no footer to type into"


def _anchored(one: Drawn) -> str:
    row, column = parse_address(one.cell)
    words = f"<xdr:txBody><a:p><a:r><a:t>{escape(one.words)}</a:t></a:r></a:p></xdr:txBody>"
    return (
        f"<xdr:twoCellAnchor><xdr:from><xdr:col>{column - 1}</xdr:col><xdr:row>{row - 1}</xdr:row>"
        f"</xdr:from>{_IN_DRAWING[one.kind].format(words=words)}<xdr:clientData/>"
        "</xdr:twoCellAnchor>"
    )
