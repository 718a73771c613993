"""Parts of a Word document that python-docx does not offer: a table of contents with links, fields
and frames.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from audit_core.documents.escape import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audit_core.documents.markdown import Runs


CONTENTS, BOX = "toc 1", "Box"
_EDGE, _TINT = "1F3A5F", "F1F5FA"


def add_mark_styles(document: Any) -> None:
    """Styles for these parts, used unless the document has styles with the same names."""
    known = {style.name for style in document.styles}
    if CONTENTS not in known:
        style = document.styles.add_style(CONTENTS, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.paragraph_format.space_after = Pt(2)
    if BOX not in known:
        style = document.styles.add_style(BOX, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        properties = style.element.get_or_add_pPr()
        properties.append(
            _borders()
            # Insert it first: Word requires a fixed order of paragraph properties, and
            # python-docx puts its own in the right places.
        )
        properties.append(_shading())
        style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.keep_together = True


def add_bookmark(paragraph: Any, number: int) -> None:
    """Make a heading the target of the contents' link with this number."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(number))
    start.set(qn("w:name"), _name(number))
    properties = paragraph._p.pPr  # noqa: SLF001 - python-docx has no bookmarks
    if properties is None:
        paragraph._p.insert(0, start)  # noqa: SLF001 - as above
    else:
        properties.addnext(start)
    paragraph._p.append(end)  # noqa: SLF001 - as above


def add_contents(document: Any, headings: Sequence[str]) -> None:
    """Write a table of contents with a link to each main heading. Word adds page numbers when the
    field is updated.
    """
    paragraphs = [document.add_paragraph() for _ in headings]
    for number, (paragraph, heading) in enumerate(zip(paragraphs, headings, strict=True), start=1):
        paragraph.style = document.styles[CONTENTS]
        if number == 1:
            _field(paragraph, "begin")
            _instruction(paragraph, ' TOC \\o "1-1" \\h \\z \\u ')
            _field(paragraph, "separate")
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), _name(number))
        run = paragraph.add_run(plain(heading))
        run.font.color.rgb = RGBColor.from_string(_EDGE)
        link.append(run._r)  # noqa: SLF001 - nor links within a document
        paragraph._p.append(link)  # noqa: SLF001 - as above
    if paragraphs:
        _field(paragraphs[-1], "end")


def add_field(paragraph: Any, code: str, shown: object) -> None:
    """Write a field that Word fills in (PAGE, NUMPAGES, SEQ). `shown` is its text until then."""
    _field(paragraph, "begin")
    _instruction(paragraph, f" {code} ")
    _field(paragraph, "separate")
    paragraph.add_run(str(shown))
    _field(paragraph, "end")


def _name(number: int) -> str:
    return f"_Toc{number:08}"


def _field(paragraph: Any, kind: str) -> None:
    element = OxmlElement("w:fldChar")
    element.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(element)  # noqa: SLF001 - python-docx has no fields


def _instruction(paragraph: Any, code: str) -> None:
    element = OxmlElement("w:instrText")
    element.set(qn("xml:space"), "preserve")
    element.text = code
    paragraph.add_run()._r.append(element)  # noqa: SLF001 - as above


def _borders() -> Any:
    borders = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "8"), ("space", "6"), ("color", _EDGE)):
            edge.set(qn(f"w:{name}"), value)
        borders.append(edge)
    return borders


def _shading() -> Any:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _TINT)):
        shading.set(qn(f"w:{name}"), value)
    return shading


def add_paragraph(document: Any, style: str, text: str = "") -> Any:
    """Add a paragraph in a style. python-docx would search all styles of the document each time."""
    made = document.add_paragraph(text)
    if style != "Normal":
        made._p.style = document.styles[style].style_id  # noqa: SLF001 - as above
    return made


def add_runs(paragraph: Any, runs: Runs) -> None:
    """Add runs to a paragraph, each in its style."""
    for run in runs:
        added = paragraph.add_run(plain(run.text))
        added.bold, added.italic = run.bold or None, run.italic or None


def looks_like_heading(runs: Runs) -> bool:
    """Return whether a paragraph is a single bold line, which is kept with the next paragraph."""
    return bool(runs) and all(run.bold for run in runs)


def language(document: Any, code: str) -> None:
    """Set the language for spelling checks and screen readers."""
    defaults = (
        document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    )
    lang = defaults.find(qn("w:lang"))
    if lang is None:
        lang = OxmlElement("w:lang")
        defaults.append(lang)
    lang.set(qn("w:val"), code)
