"""Paragraphs of a Word document, their words, and the language they are in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from audit_core.render.escape import plain

if TYPE_CHECKING:
    from audit_core.render.blocks import Runs


def add_paragraph(document: Any, style: str, text: str = "") -> Any:
    """A paragraph in a style: python-docx's own way looks through all styles of the document each time."""
    made = document.add_paragraph(text)
    if style != "Normal":
        made._p.style = document.styles[style].style_id  # noqa: SLF001 - as above
    return made


def add_runs(paragraph: Any, runs: Runs) -> None:
    """Add words in their styles to a paragraph."""
    for run in runs:
        added = paragraph.add_run(plain(run.text))
        added.bold, added.italic = run.bold or None, run.italic or None


def looks_like_heading(runs: Runs) -> bool:
    """Whether a paragraph is one bold line, which is kept with what follows."""
    return bool(runs) and all(run.bold for run in runs)


def language(document: Any, code: str) -> None:
    """Set the language that text is checked and read aloud in."""
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    lang = defaults.find(qn("w:lang"))
    if lang is None:
        lang = OxmlElement("w:lang")
        defaults.append(lang)
    lang.set(qn("w:val"), code)
