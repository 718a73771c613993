"""Returns written as small text tables. A row is one return.

A cell holds the code, label, date or text of an answer; after " / " comes the evidence. An empty
cell was left blank; "?" was not understood. The columns are `known` (who was: known, known_sibling,
known_adult, not_involved, not_known), `received`, `reader` and `events` (2025-03-01 what happened;
2025-03-09 ...); every other heading is a printed ref. An agency
is a kind, or code:kind. Case "1" is the first case, observed meeting or round that the refs of its
row are about. After a blank line another table begins, with its own headings:

    book = returns(theme, '''
        | case | agency     | XX-1.1 |
        | 1    | early_help | met    |

        | case | agency   | XX-M1    |
        | 1    | observer | not_seen |
    ''')

A chronology is a table of its own, with a row for each event:

    (case,) = chronicles(theme, '''
        | case | agency | date       | kind     | what            | child        | done        |
        | 1    | police | 2025-03-01 | Incident | Shouting heard. | On the stair | Notice sent |
        | 1    | school | in spring  | School   | Often late.     |              |             |
    ''')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from string import ascii_lowercase
from typing import Any, get_args

import attrs

from audit_core.chronology.case_chronology import CaseChronology
from audit_core.chronology.merge_chronologies import merge_chronologies
from audit_core.evidence import EvidenceRef
from audit_core.forms.build import form_of
from audit_core.forms.form import Field
from audit_core.returns.model import (
    CaseBook,
    Entry,
    Event,
    Expected,
    FilledForm,
    KnownAnswer,
    LedgerLine,
    Return,
)
from audit_core.rounds.round import Round, Terms
from audit_core.serialization import fingerprint
from audit_core.testing.builders import others_of, round_of
from audit_core.themes.theme import Instrument, Theme

ReturnRow = dict[str, str]
"""One return: the cells by heading."""

POINTS = ascii_lowercase
"""The letters after a ref on the rows of a question with several."""

OWN = {"known", "received", "reader", "case", "agency", "events"}
"""The headings that are not printed refs."""


def returns(
    theme: Theme, text: str, audit_round: Round | None = None, chronology: str = ""
) -> CaseBook:
    """Return the case book of the returns in text tables. In a given round, case "1" is its first
    subject.

    `chronology` is a table of events; an agency that occurs only there answered nothing else.
    """
    events, rows = parse_tables(chronology), parse_tables(text)
    there = {(row["case"], row["agency"]) for row in rows}
    only_events = dict.fromkeys((row["case"], row["agency"]) for row in events)
    rows += [
        {"case": case, "agency": agency}
        for case, agency in only_events
        if (case, agency) not in there
    ]
    return book_of(theme, rows, audit_round, events)


def chronicles(
    theme: Theme, text: str, audit_round: Round | None = None
) -> tuple[CaseChronology, ...]:
    """Return the merged chronologies of a text table, case by case. Its columns are case, agency,
    date, source, kind, what, child and done.
    """
    audit_round = audit_round or _round_for(theme, parse_tables(text))[0]
    return merge_chronologies(returns(theme, "", audit_round, text), theme, audit_round)


def book_of(
    theme: Theme,
    rows: Sequence[ReturnRow],
    audit_round: Round | None = None,
    events: Sequence[ReturnRow] = (),
) -> CaseBook:
    """Return the case book of some rows, and of the chronology rows in `events`."""
    if audit_round is None:
        audit_round, rows = _round_for(theme, rows)
    print_ = fingerprint(theme)
    made = tuple(
        _with_events(
            _return(theme, audit_round, row, print_),
            [line for line in events if line["case"] == row["case"]],
        )
        for row in rows
    )
    ledger = tuple(
        LedgerLine(
            ret.form.file,
            ret.form.sha256,
            "accepted",
            "accepted",
            "",
            "",
            str(ret.id),
            ret.id.subject,
            ret.id.recipient,
        )
        for ret in made
    )
    return CaseBook(made, ledger, tuple(_expected(ret) for ret in made))


def parse_tables(text: str) -> list[ReturnRow]:
    """Return the rows of some text tables."""
    rows: list[ReturnRow] = []
    for table in re.split(r"\n\s*\n", text.strip()):
        lines = [split_cells(line) for line in table.splitlines()]
        headings, *rest = lines or [[]]
        for line in rest:
            assert len(line) == len(headings), (
                f"This row has {len(line)} cells, not {len(headings)}: {line}"
            )
        rows += [dict(zip(headings, line, strict=True)) for line in rest]
    return rows


def split_cells(line: str) -> list[str]:
    """Return the cells of one line of a table."""
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


def instrument_of(theme: Theme, row: ReturnRow) -> Instrument:
    """Return the instrument whose questions a row answers; the first of the theme if it answers
    none.
    """
    filled = {ref.rstrip(POINTS) for ref, cell in row.items() if cell and ref not in OWN}
    refs = filled or {ref.rstrip(POINTS) for ref in row}
    found = (instrument for instrument, _, question in theme.questions() if question.ref in refs)
    return next(found, theme.instruments[0])


ALWAYS_OPEN = Terms(((date(1990, 1, 1), date(2050, 12, 31)),))
"""Terms in which each working day is a school day, so that clocks in school days can be tested."""


def round_behind(theme: Theme, book: CaseBook) -> Round:
    """Return a round to which the returns of a case book could belong. Its schools never close."""
    about = {ret.id.subject: _about(theme, ret) for ret in book.returns}
    cases = [ret for ret in book.returns if about[ret.id.subject] == "case"]
    agencies = dict.fromkeys(f"{ret.id.recipient}:{ret.form.kind}" for ret in cases)
    number = max((int(ret.id.subject.split("-")[1]) for ret in cases), default=0)
    meetings = sum(kind == "meeting" for kind in about.values())
    audit_round = round_of(theme, agencies, number)
    return attrs.evolve(
        audit_round,
        terms=ALWAYS_OPEN,
        subjects=(*audit_round.subjects, *others_of(theme, meetings, "round" in about.values())),
    )


def _about(theme: Theme, ret: Return) -> str:
    instrument = theme.instrument(ret.id.instrument)
    return instrument.about if instrument else "case"


def _round_for(theme: Theme, rows: Sequence[ReturnRow]) -> tuple[Round, list[ReturnRow]]:
    """Return the round that rows are about, and the rows with the position of their
    subject in it.
    """
    about = [instrument_of(theme, row).about for row in rows]
    most: dict[str, int] = {}
    for row, kind in zip(rows, about, strict=True):
        most[kind] = max(most.get(kind, 0), int(row["case"]))
    cases, meetings = most.get("case", 0), most.get("meeting", 0)
    audit_round = round_of(
        theme,
        dict.fromkeys(
            row["agency"] for row, kind in zip(rows, about, strict=True) if kind == "case"
        ),
        cases,
    )
    audit_round = attrs.evolve(
        audit_round, subjects=(*audit_round.subjects, *others_of(theme, meetings, "round" in most))
    )
    before = {"case": 0, "meeting": cases, "round": cases + meetings}
    return audit_round, [
        {**row, "case": str(before[kind] + int(row["case"]))}
        for row, kind in zip(rows, about, strict=True)
    ]


def _return(theme: Theme, audit_round: Round, row: ReturnRow, print_: str) -> Return:
    subject, reader = audit_round.subjects[int(row["case"]) - 1], int(row.get("reader") or 1)
    filled = {ref for ref, cell in row.items() if cell}
    forms = [
        form_of(theme, audit_round, instrument, subject, row["agency"], reader, print_)
        for instrument in theme.instruments
        if instrument.about == subject.kind
    ]
    form = next((form for form in forms if filled & {field.ref for field in form.fields}), forms[0])
    name = f"{row['agency']}-{row['case']}.xlsx"
    unknown = filled - OWN - {field.ref for field in form.fields}
    assert not unknown, f"{row['agency']} is not asked {sorted(unknown)}"
    entries = tuple(
        _entry(theme, field, row.get(field.ref, ""), name, number)
        for number, field in enumerate(form.fields, start=4)
    )
    filled_form = FilledForm(
        form.id, form.kind, name, name.encode().hex(), entries, _events(row.get("events", ""), name)
    )
    known: Any = row.get("known") or "known"
    assert known in get_args(KnownAnswer), f"{known!r} is not one of {get_args(KnownAnswer)}"
    received = date.fromisoformat(row["received"]) if row.get("received") else None
    return Return(filled_form, known, received, form.due)


def _entry(theme: Theme, field: Field, cell: str, file: str, line: int) -> Entry:
    answer_text, _, evidence = (part.strip() for part in f" {cell}".partition(" / "))
    at = EvidenceRef(file, file.encode().hex(), field.sheet, f"C{line}")
    option = next(
        (option for option in field.options if answer_text in {option.code, option.label}), None
    )
    if answer_text in {"", "?"}:
        code = "blank" if answer_text == "" else "not_understood"
    elif option is not None:
        code = option.code
    else:
        code = "text" if field.kind in {"text", "prose"} else answer_text
    asked = theme.question(field.question)
    scale = theme.scale_of(asked)
    answer = scale.get(code) if scale else None
    return Entry(
        ref=field.ref,
        question=field.question,
        key=field.key,
        kind=field.kind,
        wording=asked.text if asked else field.label,
        code=code,
        at=at,
        label=option.label if option else "",
        raw=answer_text,
        counts=answer.counts if answer else "excluded",
        point=field.point,
        section=field.section,
        scope=asked.scope if asked else "agency",
        evidence=evidence,
        evidence_at=EvidenceRef(file, at.sha256, field.sheet, f"D{line}") if evidence else None,
        held=field.held,
    )


def _events(cell: str, file: str) -> tuple[Event, ...]:
    events = []
    for number, answer_text in enumerate(
        (part.strip() for part in cell.split(";") if part.strip()), start=1
    ):
        raw, _, what = answer_text.partition(" ")
        at = EvidenceRef(file, file.encode().hex(), "chronology", f"B{number + 3}")
        events.append(Event(f"C-{number}", date.fromisoformat(raw), raw, "", "", what, "", "", at))
    return tuple(events)


def _with_events(ret: Return, rows: Iterable[ReturnRow]) -> Return:
    """Return the return with its agency's events. A date that is not an ISO date counts as not
    understood.
    """
    mine = [row for row in rows if row["agency"] == ret.id.recipient]
    events = tuple(
        Event(
            ref=f"C-{number}",
            day=date.fromisoformat(row["date"]) if row["date"][:4].isdecimal() else None,
            date_raw=row["date"],
            source=row.get("source", ""),
            kind=row.get("kind", ""),
            what=row.get("what", ""),
            child=row.get("child", ""),
            done=row.get("done", ""),
            at=EvidenceRef(ret.form.file, ret.form.sha256, "chronology", f"E{number + 3}"),
        )
        for number, row in enumerate(mine, start=1)
    )
    return attrs.evolve(ret, form=attrs.evolve(ret.form, events=(*ret.form.events, *events)))


def _expected(ret: Return) -> Expected:
    state: Any = "nil" if ret.is_nil else "returned_late" if ret.is_late else "returned"
    return Expected(
        str(ret.id),
        ret.id.subject,
        ret.id.recipient,
        ret.id.instrument,
        ret.id.reader,
        ret.due or date(2026, 3, 23),
        state,
        ret.received,
        ret.form.file,
    )
