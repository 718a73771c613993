"""The rows of the chair's list of answers. Built by hand, since there are many thousands: a template that looks at every part of each takes seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from audit_core.render.escape import plain
from audit_core.words import say

if TYPE_CHECKING:
    from audit_core.model.theme import Theme
    from audit_core.render.anchors import Sheet


def answer_rows(sheet: Sheet, labels: dict[str, str]) -> Markup:
    """A return's answers as rows of a table: ref, what was asked, answer, evidence, sheet and cells; each with its anchor and its section."""
    flag = f'<span class="flag">{escape(say("may identify a person"))}</span> '
    rows = []
    for anchor, entry, said in sheet.lines:
        asked = labels.get(entry.question) or entry.wording
        evidence = f"{flag if said.suspect else ''}{_text(said.evidence)}"
        cells = f"{entry.at.cell}, {entry.evidence_at.cell}" if said.evidence and entry.evidence_at else entry.at.cell
        if entry.at.missing:
            cells = say("not found")
        rows.append(
            f'<tr id="{anchor}" data-section="{_text(said.section)}"><td class="id">{_text(entry.ref)}</td><td>{_text(asked)}</td>'
            f'<td class="pre">{_text(said.answer)}</td><td class="pre">{evidence}</td><td>{_text(entry.at.sheet)}</td><td>{_text(cells)}</td></tr>\n'
        )
    return Markup("".join(rows))  # noqa: S704 - each part has been escaped


def labels_of(theme: Theme) -> dict[str, str]:
    """What each question asks, shortly."""
    return {question.ref: question.label or question.text for _, _, question in theme.questions()}


def _text(text: str) -> Markup:
    return escape(plain(text))
