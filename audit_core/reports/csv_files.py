"""answers.csv, chronology.csv and ledger.csv: one line for each field, event and file. Their
columns are a public contract: new ones are only added at the end.

UTF-8 with a byte order mark and CRLF, as Excel expects. A text that would start a formula gets a '
in front, which the notes mention.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from audit_core.i18n import N_, _
from audit_core.returns.model import Entry, Return
from audit_core.rounds.panel_decisions import PanelAnswer
from audit_core.tabulation.compiled import Compiled

ANSWERS = (
    "schema",
    "round",
    "theme",
    "theme_version",
    "instrument",
    "subject",
    "recipient",
    "agency_kind",
    "reader",
    "form",
    "section",
    "question",
    "scope",
    "kind",
    "wording",
    "answer",
    "label",
    "raw",
    "counts",
    "evidence",
    "file",
    "sheet",
    "cell",
    "file_sha256",
    "notes",
)
CHRONOLOGY = (
    "schema",
    "round",
    "subject",
    "recipient",
    "agency_kind",
    "question",
    "date",
    "date_raw",
    "source",
    "kind",
    "what",
    "child",
    "done",
    "file",
    "sheet",
    "cell",
    "file_sha256",
    "notes",
)
LEDGER = (
    "schema",
    "round",
    "file",
    "status",
    "code",
    "form",
    "subject",
    "recipient",
    "reason",
    "what_to_do",
    "file_sha256",
)
SCHEMA = "1"
PREFIXED = N_("a ' was put before text that would start a formula")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def answers_csv(compiled: Compiled) -> bytes:
    """Return every field of every accepted return once, in the order of the forms, then the panel's
    answers.
    """
    rows = (
        _answer(compiled, ret, entry)
        for ret in compiled.casebook.returns
        for entry in ret.form.entries
    )
    return _csv(ANSWERS, chain(rows, (_panel(compiled, item) for item in compiled.decisions.panel)))


def chronology_csv(compiled: Compiled) -> bytes:
    """Return every event of every accepted return, by case and date. Events without a date come
    last in their case.
    """
    return _csv(CHRONOLOGY, _events(compiled))


def ledger_csv(compiled: Compiled) -> bytes:
    """Return every file of the returns folder once, with how it was treated."""
    rows = (
        (
            SCHEMA,
            compiled.round.code,
            line.file,
            line.status,
            line.code,
            line.form,
            line.subject,
            line.recipient,
            line.reason,
            line.action,
            line.sha256,
        )
        for line in compiled.casebook.ledger
    )
    return _csv(LEDGER, (tuple(safe_cell(text) for text in row) for row in rows))


def safe_cell(text: str) -> str:
    """Return a text that no spreadsheet reads as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _notes(notes: Iterable[str], typed: Iterable[str]) -> str:
    """Return the notes on a line, with one if a typed text would start a formula."""
    is_prefixed = any(text.startswith(_FORMULA) for text in typed)
    return "; ".join((*notes, _(PREFIXED)) if is_prefixed else notes)


def _answer(compiled: Compiled, ret: Return, entry: Entry) -> tuple[str, ...]:
    form, theme = ret.id, compiled.theme
    typed = (entry.label, entry.raw, entry.evidence)
    section = str(entry.section) if entry.section else ""
    counts = "excluded" if ret.is_nil else entry.counts  # nil returns are not counted
    label, raw, evidence = (safe_cell(text) for text in typed)
    return (
        SCHEMA,
        compiled.round.code,
        theme.name,
        form.version,
        form.instrument,
        form.subject,
        form.recipient,
        ret.form.kind,
        str(form.reader),
        str(form),
        section,
        entry.ref,
        entry.scope,
        entry.kind,
        entry.wording,
        entry.code,
        label,
        raw,
        counts,
        evidence,
        safe_cell(entry.at.file),
        safe_cell(entry.at.sheet),
        entry.at.cell,
        entry.at.sha256,
        _notes(entry.notes, typed),
    )


def _panel(compiled: Compiled, item: PanelAnswer) -> tuple[str, ...]:
    theme = compiled.theme
    instrument, section, question = next(
        found for found in theme.questions() if found[2].ref == item.ref
    )
    scale = theme.scale_of(question)
    answer = scale.get(item.code) if scale else None
    counts = answer.counts if answer else "excluded"
    answer_text, why = safe_cell(item.said), safe_cell(item.why)
    return (
        SCHEMA,
        compiled.round.code,
        theme.name,
        theme.version,
        instrument.name,
        item.subject,
        "panel",
        "panel",
        "1",
        "",
        str(section.number),
        item.ref,
        "case",
        "rating",
        question.text,
        item.code,
        answer_text,
        answer_text,
        counts,
        why,
        item.where.file,
        item.where.sheet,
        item.where.cell,
        "",
        _(PREFIXED) if (answer_text, why) != (item.said, item.why) else "",
    )


def _events(compiled: Compiled) -> Iterator[tuple[str, ...]]:
    kinds = {recipient.code: recipient.kind for recipient in compiled.round.recipients}
    for item in compiled.chronology:
        event = item.event
        typed = (event.date_raw, event.source, event.kind, event.what, event.child, event.done)
        day = event.day.isoformat() if event.day else ""
        raw, *words = (safe_cell(text) for text in typed)
        yield (
            SCHEMA,
            compiled.round.code,
            item.subject,
            item.recipient,
            kinds.get(item.recipient, item.recipient),
            safe_cell(event.ref),
            day,
            raw,
            *words,
            safe_cell(event.at.file),
            safe_cell(event.at.sheet),
            event.at.cell,
            event.at.sha256,
            _notes(event.notes, typed),
        )


def _csv(headings: Sequence[str], rows: Iterable[tuple[str, ...]]) -> bytes:
    out = io.BytesIO()
    with io.TextIOWrapper(out, encoding="utf-8-sig", errors="replace", newline="") as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(headings)
        writer.writerows(rows)
        text.flush()
        return out.getvalue()
