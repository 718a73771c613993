"""Write blocks to a Word document. The same blocks always give the same bytes."""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.pkgwriter import _ContentTypesItem
from docx.shared import Cm, Pt, RGBColor

from audit_core.documents.charts import png
from audit_core.documents.escape import plain
from audit_core.documents.markdown import (
    Box,
    Bullets,
    Heading,
    MarkdownTable,
    PageMark,
    Paragraph,
    Placement,
    text_of,
)
from audit_core.documents.word.field_codes import (
    BOX,
    add_bookmark,
    add_contents,
    add_field,
    add_mark_styles,
    add_paragraph,
    add_runs,
    language,
    looks_like_heading,
)
from audit_core.documents.word.reference_doc import document_like
from audit_core.documents.word.word_tables import add_markdown_table, add_word_table
from audit_core.i18n import _, date_in_words
from audit_core.xlsx.writer.zip import write_zip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audit_core.documents.environment import Templates
    from audit_core.documents.markdown import Block
    from audit_core.tables import Figure, Paper

FONT, NAVY, GREY = "Arial", RGBColor(0x1F, 0x3A, 0x5F), RGBColor(0x48, 0x49, 0x49)
LONG, SHORT, MARGIN = 29.7, 21.0, 2.0
PICTURE_WIDTH = 16.5
MAIN = 2
"""The level of the headings listed in the contents; level 1 is the title."""
_PAGE, _PAGES = "\x01", "\x02"
"""Placeholders for the page number and page count in the footer; typed text cannot contain them."""
_FIELDS = {_PAGE: "PAGE", _PAGES: "NUMPAGES"}


def build_word_document(
    blocks: Iterable[Block], paper: Paper, templates: Templates, title: str, *, dense: bool = False
) -> bytes:
    """Return a Word document of these blocks, with the marking on every page and the round's tables
    and figures in their places. `dense` is for one-page documents.
    """
    document = deepcopy(_styled(_("en-GB")))
    if templates.look is not None:
        document = document_like(templates.look, document)
    add_mark_styles(document)
    if dense:
        _closer(document)
    _properties(document, paper, title)
    _page(document.sections[0], landscape=False)
    _running(document.sections[0], paper)
    wide = False
    shown = [block for block in blocks if not isinstance(block, Placement) or _has(paper, block)]
    writer = _Writer(
        document,
        paper,
        templates,
        [
            text_of(block.runs)
            for block in shown
            if isinstance(block, Heading) and block.level == MAIN
        ],
    )
    for place, block in enumerate(shown):
        needed = _wide(shown, place)
        if needed != wide:
            _page(document.add_section(WD_SECTION.NEW_PAGE), landscape=needed)
            wide = needed
        writer.write(block, LONG if wide else SHORT)
    return _same_bytes(document)


def _wide(blocks: list[Block], place: int) -> bool:
    """Return whether a block goes on a landscape page: a table that asks for one, or a heading just
    before it.
    """
    while place < len(blocks) and isinstance(blocks[place], Heading):
        place += 1
    block = blocks[place] if place < len(blocks) else None
    return isinstance(block, Placement) and "landscape" in block.options


def _has(paper: Paper, place: Placement) -> bool:
    return (
        paper.table(place.key) if place.what == "table" else paper.figure(place.key)
    ) is not None


class _Writer:
    """Writes blocks in order and counts headings and captions."""

    def __init__(
        self, document: Any, paper: Paper, templates: Templates, headings: list[str]
    ) -> None:
        self.document, self.paper, self.templates, self.headings = (
            document,
            paper,
            templates,
            headings,
        )
        self.bookmarks = 0
        self.captions = {"table": 0, "figure": 0}
        self.new_page = False

    def write(self, block: Block, width: float) -> None:
        """Write one block on a page with this text width in centimetres."""
        if isinstance(block, Heading):
            self.heading(block)
        elif isinstance(block, Paragraph):
            self.paragraph(block, "Quote" if block.quoted else "Normal")
        elif isinstance(block, Bullets):
            for item in block.items:
                add_runs(
                    add_paragraph(
                        self.document, "List Number" if block.numbered else "List Bullet"
                    ),
                    item,
                )
        elif isinstance(block, MarkdownTable):
            add_markdown_table(self.document, block, width - 2 * MARGIN)
        elif isinstance(block, Box):
            self.box(block)
        elif isinstance(block, PageMark):
            if block.what == "contents":
                add_contents(self.document, self.headings)
            else:
                self.new_page = True
        else:
            self.place(block, width)

    def heading(self, block: Heading) -> None:
        """Write a heading; main headings are listed in the contents."""
        paragraph = add_paragraph(
            self.document, "Title" if block.level == 1 else f"Heading {block.level - 1}"
        )
        add_runs(paragraph, block.runs)
        if self.new_page:
            paragraph.paragraph_format.page_break_before = True
            self.new_page = False
        if block.level == MAIN:
            self.bookmarks += 1
            add_bookmark(paragraph, self.bookmarks)

    def paragraph(self, block: Paragraph, style: str) -> None:
        """Write a paragraph. One bold line, or a line that introduces a list, stays with what
        follows.
        """
        paragraph = add_paragraph(self.document, style)
        if looks_like_heading(block.runs) or text_of(block.runs).rstrip().endswith(":"):
            paragraph.paragraph_format.keep_with_next = True
        add_runs(paragraph, block.runs)

    def box(self, box: Box) -> None:
        """Write paragraphs in one frame: Word joins neighbours with the same borders."""
        for block in box.blocks:
            for runs in (block.runs,) if isinstance(block, Paragraph) else block.items:
                add_runs(add_paragraph(self.document, BOX), runs)
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    def place(self, place: Placement, width: float) -> None:
        """Write a table or figure with its caption above; nothing if the round does not have it."""
        table, figure = self.paper.table(place.key), self.paper.figure(place.key)
        if place.what == "table" and table is not None:
            self.caption("table", _("Table"), table.title, table.id)
            add_word_table(self.document, table, width - 2 * MARGIN)
            note = add_paragraph(self.document, "Normal")
            note.paragraph_format.space_before = Pt(4)
            note.add_run(plain(table.note)).font.size = Pt(9)
        elif place.what == "figure" and figure is not None:
            self.caption("figure", _("Figure"), figure.title, figure.id)
            _picture(self.document, figure, self.templates)

    def caption(self, what: str, label: str, title: str, printed: str) -> None:
        """Write a caption such as "Table 3: How much was met (T7)": Word's own number, and the id
        for `audit explain`.
        """
        self.captions[what] += 1
        paragraph = add_paragraph(self.document, "Caption")
        paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run(f"{label} ")
        add_field(paragraph, f"SEQ {what.capitalize()} \\* ARABIC", self.captions[what])
        paragraph.add_run(plain(_(": {title} ({id})", title=title, id=printed)))


def _picture(document: Any, figure: Figure, templates: Templates) -> None:
    picture = document.add_picture(BytesIO(png(figure, templates)), width=Cm(PICTURE_WIDTH))
    # python-docx offers no other way to a picture's description
    properties = picture._inline.docPr  # noqa: SLF001
    properties.set("descr", plain(figure.description))
    properties.set("name", _("Figure {id}", id=figure.id))


@cache
def _styled(code: str) -> Any:
    """An empty document in our styles, to be copied: making one takes longer than most reports."""
    document = Document()
    _styles(document)
    language(document, code)
    return document


def _styles(document: Any) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing = 1.15
    sizes = {"Title": 24, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.color.rgb = (
            FONT,
            Pt(size),
            True,
            NAVY,
        )
        fonts = style.element.rPr.rFonts
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(
                f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{kind}", None
            )
        style.paragraph_format.space_before, style.paragraph_format.space_after = (
            Pt(0 if name == "Title" else 16),
            Pt(6),
        )
        style.paragraph_format.keep_with_next = True
    border = document.styles["Title"].element.pPr.find(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}pBdr"
    )
    if border is not None:
        border.getparent().remove(border)
    caption = document.styles["Caption"]
    caption.font.name, caption.font.size, caption.font.bold, caption.font.color.rgb = (
        FONT,
        Pt(10),
        True,
        NAVY,
    )
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(12), Pt(4)
    quote = document.styles["Quote"]
    quote.font.name, quote.font.italic = FONT, True
    quote.font.color.rgb = GREY
    quote.paragraph_format.left_indent = Cm(1)


_CLOSER = (
    ("Normal", 10, 0, 4),
    ("Title", 18, 0, 4),
    ("Heading 1", 11.5, 8, 2),
    ("List Bullet", 10, 0, 2),
    ("List Number", 10, 0, 2),
)
"""(style, size, space before, space after) of a one-page document: smaller and denser, but still
easy to read in print.
"""


def _closer(document: Any) -> None:
    for name, size, before, after in _CLOSER:
        style = document.styles[name]
        style.font.size = Pt(size)
        style.paragraph_format.space_before, style.paragraph_format.space_after = (
            Pt(before),
            Pt(after),
        )
        style.paragraph_format.line_spacing = 1.0


def _properties(document: Any, paper: Paper, title: str) -> None:
    """Set the title, author and language for screen readers. Dates are the date compiled for, not
    the current time.
    """
    when = datetime(paper.as_at.year, paper.as_at.month, paper.as_at.day, tzinfo=UTC).replace(
        tzinfo=None
    )
    properties = document.core_properties
    properties.title, properties.author = plain(title), plain(paper.author)
    properties.language, properties.comments, properties.keywords = _("en-GB"), "", ""
    properties.created = properties.modified = when
    properties.revision = 1


def _page(section: Any, *, landscape: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (
        (Cm(LONG), Cm(SHORT)) if landscape else (Cm(SHORT), Cm(LONG))
    )
    section.left_margin = section.right_margin = Cm(MARGIN)
    section.top_margin = section.bottom_margin = Cm(2.2)


def _running(section: Any, paper: Paper) -> None:
    """Put the marking (with DRAFT until everything is decided) in the header, and page numbers in
    the footer.
    """
    header, footer = (_line(part) for part in (section.header, section.footer))
    run = header.add_run(plain(paper.marking))
    run.font.size, run.font.bold, run.font.color.rgb = Pt(9), True, GREY
    day = date_in_words(paper.as_at)
    title, code = plain(paper.title), paper.code
    foot = _(
        "{title} ({code}) · as at {day} · page {page} of {pages}",
        title=title,
        code=code,
        day=day,
        page=_PAGE,
        pages=_PAGES,
    )
    for part in re.split(f"([{_PAGE}{_PAGES}])", foot):
        if part in _FIELDS:
            add_field(footer, _FIELDS[part], 1)
        elif part:
            footer.add_run(plain(part))
    for words in footer.runs:
        words.font.size, words.font.color.rgb = Pt(9), GREY


def _line(part: Any) -> Any:
    """Return an empty paragraph at the end of a header or footer, after any text in it."""
    last = part.paragraphs[-1]
    line = last if not last.text and not last.runs else part.add_paragraph()
    line.style = "Normal"
    return line


_ADDED = r"docProps/thumbnail\.jpeg|docProps/custom\.xml|customXml/"
_UNWANTED = re.compile(rf"(?:{_ADDED}).*")
_TO_UNWANTED = re.compile(
    rf'<Relationship [^>]*Target="(?:/|\.\./)?(?:{_ADDED})[^>]*/>'
    rf'|<Override PartName="/(?:{_ADDED})[^>]*/>'
)
_BY_WHOM = re.compile(r"<cp:lastModifiedBy>[^<]*</cp:lastModifiedBy>|<cp:lastModifiedBy/>")


def _same_bytes(document: Any) -> bytes:
    """Return the document's bytes without the current time and without the extras of python-docx's
    template: a thumbnail, custom data and the name of the last author.
    """
    members = {
        name: data for name, data in _members(document).items() if not _UNWANTED.fullmatch(name)
    }
    for name in members:
        if name.endswith((".rels", "[Content_Types].xml", "docProps/core.xml")):
            members[name] = _BY_WHOM.sub("", _TO_UNWANTED.sub("", members[name].decode())).encode()
    return write_zip(members)


def _members(document: Any) -> dict[str, bytes]:
    """Return what python-docx would save, by name. It would compress it, to be unpacked at once."""
    package = document.part.package
    for part in package.parts:
        part.before_marshal()
    members = {"_rels/.rels": package.rels.xml}
    for part in package.parts:
        members[part.partname.membername] = part.blob
        if part.rels:
            members[part.partname.rels_uri.membername] = part.rels.xml
    members["[Content_Types].xml"] = _ContentTypesItem.from_parts(  # type: ignore[no-untyped-call]
        package.parts
    ).blob
    return members
