"""A partnership's own look: its Word file gives the styles, fonts, header and footer of every
report; what is written in it is left out.
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
"""The names of the styles that reports are set in: those that the file has are used as they are
there, the others are ours.
"""
MAX_REFERENCE_BYTES = 20_000_000
"""Bytes of a file that is still taken for a pattern."""
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
    """An empty document that looks like `reference`, a Word file; styles that it lacks are taken
    from `ours`, a document with all of STYLES.

    Raises UsageProblem for what is no Word file, or one too large to be a pattern.
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
    document.settings.odd_and_even_pages_header_footer = False  # the marking stands on every page
    document.sections[0].different_first_page_header_footer = False
    known = {style.name for style in document.styles}
    for name in STYLES:
        if name not in known:
            _take_over(ours, document, name)
    return document


def check_look(reference: bytes) -> None:
    """Raises UsageProblem for what cannot be a pattern."""
    _opened(reference)


def _opened(reference: bytes) -> Any:
    try:
        if len(reference) > MAX_REFERENCE_BYTES:
            raise ValueError
        document = Document(BytesIO(reference))
        _ = document.sections[0], document.styles["Normal"], document.settings
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


def _take_over(source: Any, document: Any, name: str) -> None:
    """Copy a style, and for a list what its bullets or numbers look like."""
    element = copy.deepcopy(source.styles[name].element)
    link = element.find(qn("w:link"))
    if link is not None:
        element.remove(link)
    numbered = element.find(f".//{qn('w:numId')}")
    if numbered is not None:
        numbered.set(qn("w:val"), _list_like(source, document, numbered.get(qn("w:val"))))
    document.styles.element.append(element)


def _list_like(source: Any, document: Any, number: str) -> str:
    """The number of a list in `document` that looks like the one with this number in `source`."""
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
    numbering.insert(len(shapes), shape)  # Word wants every shape before the first list
    made = copy.deepcopy(listed)
    made.set(qn("w:numId"), new_list)
    made.find(qn("w:abstractNumId")).set(qn("w:val"), new_shape)
    numbering.append(made)
    return new_list


def _numbering(document: Any) -> Any:
    """The lists of a document; an empty set for one that has never had any."""
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
