"""chair/report.html: an overview, every finding, every answer, the report and each case, with their
evidence cells.

It is one self-contained file. Its only script hides what the filters exclude; without the script
everything is shown.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs
from markupsafe import Markup, escape

from audit_core.chronology.case_chronology import CaseEvent
from audit_core.documents.environment import Templates
from audit_core.documents.escape import plain
from audit_core.documents.filters import day_or_dash
from audit_core.documents.markdown import Heading, blocks_of
from audit_core.evidence import EvidenceRef
from audit_core.i18n import _
from audit_core.reports.chair_page.anchors import Anchors, AnchorSheet, anchors
from audit_core.reports.chair_page.case_evidence import (
    CellTexts,
    EvidenceLine,
    behind_findings,
    case_pages,
    section_key,
)
from audit_core.reports.chair_page.html import leads, opening, placed, report_html, timeline
from audit_core.reports.chair_page.overview import finding_groups, overview
from audit_core.reports.template_context import state_of, values_of
from audit_core.resources import house_templates
from audit_core.returns.completeness import MIN_ANSWERED_SHARE
from audit_core.returns.model import Expected
from audit_core.rounds.round import Round
from audit_core.tabulation.compiled import Compiled
from audit_core.tabulation.matrix import matrix
from audit_core.themes.theme import Theme


@attrs.frozen
class Script:
    """The page's script, and its hash for the content security policy."""

    words: Markup
    fingerprint: str


def chair_page(compiled: Compiled, templates: Templates) -> bytes:
    """Return the page. Raises UsageProblem for a template that cannot be rendered."""
    values = values_of(compiled)
    texts = CellTexts(compiled)
    shown = anchors(compiled, texts)
    blocks = blocks_of(templates.markdown("findings.md.j2", values))
    head, summary, rest = opening(blocks)
    on_page = placed(blocks)
    lead = leads(compiled, shown, on_page)
    title, facts = (head[:1], head[1:]) if head and isinstance(head[0], Heading) else ((), head)
    parts = {
        name: report_html(some, compiled, templates, lead)
        for name, some in (("title", title), ("opening_facts", facts), ("opening", summary))
    }
    body, contents = report_html(
        rest, compiled, templates, lead, first=1 + len(parts["opening"][1])
    )
    more = {
        **{name: words for name, (words, _) in parts.items()},
        "body": body,
        "contents": contents,
        "summary_contents": parts["opening"][1],
        "facts": overview(compiled, on_page),
        "matrix": matrix(compiled.casebook, compiled.scores, compiled.round),
        "behind": {item.finding.id: item for item in behind_findings(compiled, texts)},
        "finding_groups": finding_groups(compiled.findings),
        "sheets": shown.sheets,
        "pages": case_pages(compiled, texts),
        "timeline": lambda chronicle: timeline(chronicle, compiled.round, templates),
        "script": script(),
        **_waiting(compiled),
        **_leading(shown),
        **_rows(compiled.round, shown),
        **_choices(compiled),
    }
    return templates.html("report.html.j2", {**values, **more}).encode("utf-8", errors="replace")


def script() -> Script:
    """Return the built-in script; rounds cannot replace it."""
    words = house_templates().joinpath("report.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()
    return Script(Markup(words), f"sha256-{digest}")  # noqa: S704 - our own file


def _waiting(compiled: Compiled) -> dict[str, Any]:
    """Return what the chair must act on, and how every file was treated."""
    book, closed = compiled.casebook, compiled.decisions.closed
    return {
        "concerns": tuple(concern for concern in book.concerns if concern.key not in closed),
        "conflicts": book.conflicts,
        "doubts": tuple(doubt for doubt in book.doubts if not doubt.said),
        "thin": _thin(compiled),
        "enough": f"{MIN_ANSWERED_SHARE:.0%}".replace("%", " %"),
        "refused": tuple(line for line in book.ledger if line.status == "refused"),
        "suspects": tuple(suspect for suspect in compiled.suspects if not suspect.decision),
        "ledger": book.ledger,
        "problems": tuple(problem for problem in book.problems if problem.severity != "note"),
        "notes": tuple(problem for problem in book.problems if problem.severity == "note"),
        "state": state_of,
    }


def _thin(compiled: Compiled) -> tuple[tuple[Expected, str], ...]:
    """Return the returned forms with too few answers to show a rate, with how many questions are
    answered.
    """
    counts = {
        problem.where.file: problem.what
        for problem in compiled.casebook.problems
        if problem.code == "form.incomplete"
    }
    return tuple(
        (item, counts[item.file])
        for item in compiled.casebook.expected
        if item.is_back and item.file in counts
    )


def _rows(
    audit_round: Round, shown: Anchors
) -> dict[str, Callable[..., Iterator[tuple[object, ...]]]]:
    """Return functions that give the rows of the longest tables as plain tuples: attribute access
    in a sandboxed template is slow.
    """
    name = {recipient.code: recipient.name for recipient in audit_round.recipients}

    def who(code: str) -> str:
        return name.get(code) or audit_round.name_of(code)

    def said_rows(cells: Iterable[EvidenceLine]) -> Iterator[tuple[object, ...]]:
        return (
            (
                cell.subject,
                who(cell.recipient),
                cell.ref,
                cell.answer,
                cell.evidence,
                cell.suspect,
                _where(shown, cell.at),
            )
            for cell in cells
        )

    def event_rows(items: Iterable[CaseEvent]) -> Iterator[tuple[object, ...]]:
        for item in items:
            event = item.event
            when = day_or_dash(event.day) if event.day else event.date_raw or _("no date")
            yield (
                shown.places.get(event.at, ""),
                when,
                who(item.recipient),
                event.kind,
                event.what,
                event.child,
                event.done,
                event.source,
            )

    return {"said_rows": said_rows, "event_rows": event_rows}


def _where(shown: Anchors, at: EvidenceRef) -> Markup:
    """Return the address of a cell, as a link if it is on the page."""
    place, words = shown.places.get(at), escape(plain(str(at)))
    # our own anchor, and words that have been escaped
    return Markup(f'<a href="#{place}">{words}</a>') if place else words  # noqa: S704


def _leading(shown: Anchors) -> dict[str, Callable[..., str]]:
    """Return the functions for links: a cell's address as a link, and a form's anchor."""
    return {
        "where": lambda at: _where(shown, at),
        "form_place": lambda form: shown.forms.get(form, ""),
    }


def _choices(compiled: Compiled) -> dict[str, Any]:
    """Return the filters of the page, and the rows of answers."""
    labels = question_labels(compiled.theme)
    asked = dict.fromkeys(item.recipient for item in compiled.casebook.expected if item.form)
    named = [recipient.code for recipient in compiled.round.recipients if recipient.code in asked]
    return {
        "agencies": (*named, *(code for code in asked if code not in named)),
        "sections_of": _sections(compiled.theme),
        "rows_of": lambda sheet: answer_rows(sheet, labels),
    }


def _sections(theme: Theme) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return every section by its instrument, with its filter value."""
    return tuple(
        (
            instrument.title,
            tuple(
                (section_key(instrument.name, section.number), f"{section.number}. {section.title}")
                for section in instrument.sections
            ),
        )
        for instrument in theme.instruments
    )


def answer_rows(sheet: AnchorSheet, labels: dict[str, str]) -> Markup:
    """Return a return's answers as table rows (ref, question, answer, evidence, sheet, cells), each
    with its anchor and section.
    """
    flag = f'<span class="flag">{escape(_("may identify a person"))}</span> '
    rows = []
    for anchor, entry, line in sheet.lines:
        asked = labels.get(entry.question) or entry.wording
        evidence = f"{flag if line.suspect else ''}{_text(line.evidence)}"
        cells = (
            f"{entry.at.cell}, {entry.evidence_at.cell}"
            if line.evidence and entry.evidence_at
            else entry.at.cell
        )
        if entry.at.missing:
            cells = _("not found")
        rows.append(
            f'<tr id="{anchor}" data-section="{_text(line.section)}"><td '
            f'class="id">{_text(entry.ref)}</td><td>{_text(asked)}</td>'
            f'<td class="pre">{_text(line.answer)}</td><td '
            f'class="pre">{evidence}</td><td>{_text(entry.at.sheet)}</td>'
            f"<td>{_text(cells)}</td></tr>\n"
        )
    return Markup("".join(rows))  # noqa: S704 - each part has been escaped


def question_labels(theme: Theme) -> dict[str, str]:
    """Return a short text of each question, by ref."""
    return {question.ref: question.label or question.text for _, _, question in theme.questions()}


def _text(text: str) -> Markup:
    return escape(plain(text))
