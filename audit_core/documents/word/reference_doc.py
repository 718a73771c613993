"""A partnership's own Word template: its styles, fonts, header and footer are used for every
report; its body text is dropped.
"""

from __future__ import annotations

import copy
import zipfile
from io import BytesIO
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.opc.exceptions import OpcError
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart
from lxml.etree import LxmlError, tostring  # type: ignore[import-untyped]  # lxml ships no types

from audit_core.errors import UsageProblem

STYLES = (
    "Normal",
    "Title",
    "Heading 1",
    "Heading 2",
    "Heading 3",
    "Caption",
    "Quote",
    "List Bullet",
    "List Number",
    "Table Grid",
)
"""The styles that reports use. Styles missing from the partnership's file are taken from ours."""
MAX_REFERENCE_BYTES = 20_000_000
"""The largest size of a template file, in bytes."""
_KEPT = {
    KIND.STYLES,
    KIND.NUMBERING,
    KIND.SETTINGS,
    KIND.THEME,
    KIND.FONT_TABLE,
    KIND.HEADER,
    KIND.FOOTER,
}


def document_like(reference: bytes, ours: Any) -> Any:
    """Return an empty document with the styles of `reference`, a Word file. Missing styles are
    taken from `ours`, a document with all of STYLES.

    Raises UsageProblem if it is not a Word file or is too large.
    """
    document = _opened(reference)
    for element in list(document.element.body):
        if element.tag != qn("w:sectPr"):
            document.element.body.remove(element)
    for key, relation in list(document.part.rels.items()):
        if relation.reltype not in _KEPT:
            del document.part.rels[key]
    for name in ("w:footnotePr", "w:endnotePr", "w:attachedTemplate", "w:mailMerge"):
        for found in document.settings.element.findall(qn(name)):
            document.settings.element.remove(found)
    document.settings.odd_and_even_pages_header_footer = False  # the marking is on every page
    document.sections[0].different_first_page_header_footer = False
    for name in STYLES:
        if not _has_style(document, ours.styles[name].element):
            _take_over(ours, document, name)
    return document


def _opened(reference: bytes) -> Any:
    try:
        if len(reference) > MAX_REFERENCE_BYTES:
            raise ValueError
        document = Document(BytesIO(reference))
        _ = document.sections[0], document.styles.element, document.settings
    except (
        KeyError,
        ValueError,
        IndexError,
        AttributeError,
        zipfile.BadZipFile,
        OpcError,
        LxmlError,
    ):
        raise UsageProblem("file.look") from None
    return document


def _has_style(document: Any, wanted: Any) -> bool:
    """Return whether a document has a style with the name and type of `wanted`, an element of ours.

    Word has no regard for capitals in these names, but python-docx has: LibreOffice writes "Heading
    1" where Word writes "heading 1". So its name is written as ours is. A style of this name that
    is for something else (characters, not paragraphs) is removed.
    """
    called = [
        style
        for style in document.styles.element.style_lst
        if (style.name_val or "").casefold() == wanted.name_val.casefold()
    ]
    right = [style for style in called if style.type == wanted.type]
    for style in called:
        if style is not next(iter(right), None):
            document.styles.element.remove(style)
    for style in right[:1]:
        style.name_val = wanted.name_val
    return bool(right)


def _take_over(source: Any, document: Any, name: str) -> None:
    """Copy a style and, for a list style, its bullets or numbers."""
    element = copy.deepcopy(source.styles[name].element)
    taken = {style.styleId for style in document.styles.element.style_lst}
    while element.styleId in taken:  # by a style of another name
        element.styleId += "_"
    link = element.find(qn("w:link"))
    if link is not None:
        element.remove(link)
    numbered = element.find(f".//{qn('w:numId')}")
    if numbered is not None:
        numbered.set(qn("w:val"), _list_like(source, document, numbered.get(qn("w:val"))))
    document.styles.element.append(element)


def _list_like(source: Any, document: Any, number: str) -> str:
    """Add the list with this number in `source` to `document`, and return its number there."""
    theirs = source.part.numbering_part.element
    listed = next(each for each in theirs.findall(qn("w:num")) if each.get(qn("w:numId")) == number)
    shape_id = listed.find(qn("w:abstractNumId")).get(qn("w:val"))
    shape = copy.deepcopy(
        next(
            each
            for each in theirs.findall(qn("w:abstractNum"))
            if each.get(qn("w:abstractNumId")) == shape_id
        )
    )
    numbering = _numbering(document)
    shapes, lists = numbering.findall(qn("w:abstractNum")), numbering.findall(qn("w:num"))
    new_shape = str(1 + max((int(each.get(qn("w:abstractNumId"))) for each in shapes), default=0))
    new_list = str(1 + max((int(each.get(qn("w:numId"))) for each in lists), default=0))
    shape.set(qn("w:abstractNumId"), new_shape)
    numbering.insert(len(shapes), shape)  # Word requires every shape before the first list
    made = copy.deepcopy(listed)
    made.set(qn("w:numId"), new_list)
    made.find(qn("w:abstractNumId")).set(qn("w:val"), new_shape)
    numbering.append(made)
    return new_list


def _numbering(document: Any) -> Any:
    """Return the numbering part of a document; a new one if it has none."""
    relations = document.part.rels.values()
    found = next(
        (relation.target_part for relation in relations if relation.reltype == KIND.NUMBERING), None
    )
    if found is None:
        ours = Document().part.numbering_part
        found = NumberingPart.load(
            PackURI("/word/numbering.xml"),
            ours.content_type,
            tostring(ours.element),
            document.part.package,
        )
        for each in list(found.element):
            found.element.remove(each)
        document.part.relate_to(found, KIND.NUMBERING)
    return found.element
