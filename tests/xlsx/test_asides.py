"""What lies beside the cells of a workbook is given with its sheet, cell and words, whichever
program wrote it; damage there never makes a file unreadable.
"""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from audit_core.xlsx.reader import read_book
from audit_core.xlsx.refusals import Refused
from audit_core.xlsx.workbook import Aside

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWN = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_WORDS = (
    "<xdr:txBody><a:p><a:r><a:t>He hits</a:t></a:r><a:r><a:t> her</a:t></a:r></a:p></xdr:txBody>"
)


def _anchored(inside: str) -> str:
    return (
        f"<xdr:wsDr {_DRAWN}><xdr:twoCellAnchor><xdr:from><xdr:col>2</xdr:col><xdr:row>8</xdr:row>"
        "</xdr:from><xdr:to><xdr:col>5</xdr:col><xdr:row>9</xdr:row></xdr:to>"
        f"{inside}<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
    )


def _shape(about: str, words: str = _WORDS) -> str:
    return f"<xdr:sp><xdr:nvSpPr>{about}</xdr:nvSpPr>{words}</xdr:sp>"


_BOX = _shape('<xdr:cNvPr id="2" name="a"/><xdr:cNvSpPr txBox="1"/>')
_DRAWINGS = {
    "text box": (_BOX, [("text box", "He hits her")]),
    "shape": (_shape('<xdr:cNvPr id="2" name="a"/><xdr:cNvSpPr/>'), [("shape", "He hits her")]),
    "group": (
        f"<xdr:grpSp>{_BOX}<xdr:grpSp>{_BOX}</xdr:grpSp></xdr:grpSp>",
        [("text box", "He hits her")] * 2,
    ),
    "picture": ("<xdr:pic><xdr:nvPicPr/></xdr:pic>", [("picture", "")]),
    "chart": ("<xdr:graphicFrame/>", [("drawing", "")]),
    "tick box": (
        "<mc:AlternateContent><mc:Choice>"
        + _shape(
            '<xdr:cNvPr id="2" name="a"><a:extLst><a:ext><a14:compatExt spid="s"/></a:ext>'
            "</a:extLst></xdr:cNvPr><xdr:cNvSpPr/>"
        )
        + "</mc:Choice></mc:AlternateContent>",
        [("control", "He hits her")],
    ),
}


def _with_parts(**parts: tuple[str, str]) -> bytes:
    """A workbook whose sheet Notes has these parts: kind of relation -> (name, content)."""
    book = Workbook()
    book.active.title = "Notes"
    book.active["A1"] = "Ref"
    plain = io.BytesIO()
    book.save(plain)
    out = io.BytesIO()
    with ZipFile(plain) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, before.read(name))
        links = "".join(
            f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="/xl/{name}"/>'
            for number, (kind, (name, _)) in enumerate(parts.items())
        )
        after.writestr(
            "xl/worksheets/_rels/sheet1.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{links}</Relationships>",
        )
        for name, content in parts.values():
            after.writestr(f"xl/{name}", content)
    return out.getvalue()


@pytest.mark.parametrize("drawn", sorted(_DRAWINGS))
def test_a_drawing_is_given_with_its_cell_and_words(drawn: str) -> None:
    """Also in a group, and a tick box of the kind that Excel draws over the sheet."""
    inside, expected = _DRAWINGS[drawn]
    book = read_book(_with_parts(drawing=("drawings/drawing7.xml", _anchored(inside))))
    assert [(one.sheet, one.cell, one.kind, one.text) for one in book.asides] == [
        ("Notes", "C9", kind, text) for kind, text in expected
    ]


_THREADED = (
    '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
    'threadedcomments"><threadedComment ref="B4"><text>She is afraid</text></threadedComment>'
    '<threadedComment ref="B4"><text>I rang them</text></threadedComment></ThreadedComments>'
)
_NOTE = (
    '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><commentList>'
    '<comment ref="B4"><text><t>[Threaded comment]\n\nYour version of Excel allows you to read '
    "this.\n\nComment:\n    She is afraid</t></text></comment></commentList></comments>"
)


def test_a_threaded_comment_is_given_without_its_old_note() -> None:
    """Other programs write it alone: the comment and its reply are both given."""
    book = read_book(
        _with_parts(threadedComment=("threadedComments/threadedComment1.xml", _THREADED))
    )
    assert [one.text for one in book.asides] == ["She is afraid", "I rang them"]
    assert book.comments == (("Notes", "B4"),)


def test_a_threaded_comment_with_its_old_note_is_given_once() -> None:
    """Excel writes both."""
    book = read_book(
        _with_parts(
            threadedComment=("threadedComments/threadedComment1.xml", _THREADED),
            comments=("comments1.xml", _NOTE),
        )
    )
    assert [one.text for one in book.asides] == ["She is afraid", "I rang them"]


_VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<v:shape><v:textbox><div>{words}</div></v:textbox><x:ClientData ObjectType="{kind}">'
    "<x:Anchor>1, 5, 4, 2, 3, 0, 6, 0</x:Anchor></x:ClientData></v:shape></xml>"
)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("Checkbox", [Aside("Notes", "B5", "control", "Seen")]),
        ("Rect", [Aside("Notes", "B5", "shape", "Seen")]),
        ("Note", []),
    ],
)
def test_drawings_of_older_programs_are_given_but_not_the_frames_of_notes(
    kind: str, expected: list[Aside]
) -> None:
    """The words of a note are in the part of comments."""
    part = ("drawings/vmlDrawing1.vml", _VML.format(kind=kind, words="Seen"))
    assert list(read_book(_with_parts(vmlDrawing=part)).asides) == expected


def test_a_control_that_is_in_a_file_three_times_is_given_once() -> None:
    """Excel writes it as a drawing, as a drawing for older programs and as a part of its own."""
    control = (
        '<formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        'objectType="CheckBox" checked="Checked"/>'
    )
    book = read_book(
        _with_parts(
            drawing=("drawings/drawing1.xml", _anchored(_DRAWINGS["tick box"][0])),
            vmlDrawing=("drawings/vmlDrawing1.vml", _VML.format(kind="Checkbox", words="Seen")),
            ctrlProp=("ctrlProps/ctrlProp1.xml", control),
        )
    )
    assert [one.kind for one in book.asides] == ["control"]
    alone = read_book(_with_parts(ctrlProp=("ctrlProps/ctrlProp1.xml", control)))
    assert [(one.sheet, one.kind) for one in alone.asides] == [("Notes", "control")]


@pytest.mark.parametrize(
    "content", ["<xdr:wsDr", "no XML", "", "<a/>", _anchored("<xdr:sp>" * 200)]
)
def test_a_damaged_drawing_is_told_and_the_cells_are_read(content: str) -> None:
    """It is only looked at, so the file is read all the same."""
    book = read_book(_with_parts(drawing=("drawings/drawing1.xml", content)))
    assert [one.kind for one in book.asides] == ["drawing"]
    assert book.sheets[0].cells[1, 1].value == "Ref"


def test_definitions_in_a_drawing_are_refused() -> None:
    """As in any other part."""
    with pytest.raises(Refused) as refused:
        read_book(
            _with_parts(drawing=("drawings/drawing1.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"))
        )
    assert refused.value.code == "dtd"


def test_a_picture_in_a_cell_is_noticed() -> None:
    """The part of its kind is in the file; the cell itself shows an error to other programs."""
    part = ("richData/richValueRel.xml", "<richValueRels/>")
    assert read_book(_with_parts(richValueRel=part)).pictures_in_cells
    assert not read_book(_with_parts()).pictures_in_cells
