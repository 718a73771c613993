"""For theme authors and for our own tests: a theme in a few lines, and returns as a small text table.

    theme = small_theme(question("XX-1.1", flags=("critical",)))
    book = returns(theme, '''
        | case | agency | XX-1.1              | J-1  |
        | 1    | police | met / log, 3 March  | good |
        | 2    | school | not_met             |      |
    ''')
    card = scores(theme, book)

A cell holds an answer's code, label, date or text; after " / " comes the evidence. An empty cell was left blank; "?" was not
understood. The columns `known`, `received`, `reader` and `events` (2025-03-01 what happened; 2025-03-09 ...) say what they say;
every other heading is a printed ref. A chronology is a table of its own, a row an event:

    (case,) = chronicles(theme, '''
        | case | agency | date       | kind     | what            | child        | done        |
        | 1    | police | 2025-03-01 | Incident | Shouting heard. | On the stair | Notice sent |
        | 1    | school | in spring  | School   | Often late.     |              |             |
    ''')
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from audit_core.chronology import merge_chronologies
from audit_core.evidence import EvidenceRef
from audit_core.findings import find_all, findings_in_order
from audit_core.forms.build import form_of, issued_form
from audit_core.plugin_system.theme_checks import check_theme
from audit_core.returns.contradictions import without_contradicted
from audit_core.returns.ledger import LedgerLine
from audit_core.returns.model import CaseBook, Entry, Event, Expected, FilledForm, Return
from audit_core.rounds.case_references import case_ref
from audit_core.rounds.issued import Issued
from audit_core.rounds.panel_decisions import Decisions
from audit_core.rounds.recipients import Recipient
from audit_core.rounds.round import Round, Subject
from audit_core.scoring import score
from audit_core.serialization import fingerprint, to_json
from audit_core.themes.rules import Advice
from audit_core.themes.theme import Chronology, Instrument, Judgement, Question, Section, Theme

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audit_core.chronology.case_chronology import CaseChronology
    from audit_core.findings.finding import Finding
    from audit_core.forms.form import Field, Form
    from audit_core.scoring.scorecard import Scorecard
    from audit_core.tabulation.compiled import Compiled

__all__ = ["advice", "chronicles", "compiled", "findings", "issued", "question", "returns", "round_of", "scores", "small_theme", "sound"]

_OWN = {"known", "received", "reader", "case", "agency", "events"}


def question(ref: str, text: str = "", asked_of: tuple[str, ...] = ("police", "school"), **more: Any) -> Question:
    """A question with everything filled in that a test does not care about."""
    words = {
        "good": "It was done in time and the child knew.",
        "look_for": "The record.",
        "met_means": "it was done",
        "label": f"Standard {ref}",
        "topic": "risk",
    }
    return Question(ref, text or f"Was {ref} done?", asked_of=asked_of, **{**words, **more})


def small_theme(*questions: Question, name: str = "small", prefix: str = "XX", **more: Any) -> Theme:
    """A theme with one case file of one section; `more` sets rules, limits, advice and the rest."""
    case_file = Instrument("case_file", "Case file", "case", (Section(1, "The standards", questions),), (Chronology(), Judgement()))
    settings: dict[str, Any] = {"version": "1.0", "title": "Small theme", "instruments": (case_file,), **more}
    return Theme(name=name, prefix=prefix, **settings)


def advice(id_: str = "act", **more: Any) -> Advice:
    """A piece of advice with everything filled in."""
    words: dict[str, Any] = {
        "text": "Agree a standard and keep to it.",
        "topic": "risk",
        "action": "Write the standard.",
        "owner": "partnership",
        "owner_role": "Chair",
        "measure": "Records that meet it",
        "target": "All",
        "evidence": "A dip sample",
    }
    return Advice(id_, **{**words, **more})


def sound(theme: Theme) -> None:
    """Fail, listing every fault, unless the theme is sound."""
    faults = [f"{fault.what} {fault.remedy}" for fault in check_theme(theme) if fault.severity == "error"]
    assert not faults, "\n".join(faults)  # noqa: S101 - this is a test helper


def round_of(theme: Theme, agencies: Iterable[str] = ("police", "school"), cases: int = 2, **more: Any) -> Round:
    """A round of invented cases that asks every agency about every case. An agency is a kind, or code:kind."""
    recipients = tuple(Recipient(*_code_kind(agency), agency.split(":")[0].replace("_", " ").title()) for agency in agencies)
    code = f"{theme.prefix}26A"
    subjects = tuple(
        Subject(case_ref(code, number), "case", expected=tuple((recipient.code, "ask") for recipient in recipients)) for number in range(1, cases + 1)
    )
    settings: dict[str, Any] = {
        "code": code,
        "theme": theme.name,
        "title": f"{theme.title} round",
        "partnership": "Invented Partnership",
        "nation": "England",
        "looks_from": date(2025, 1, 1),
        "looks_to": date(2025, 12, 31),
        "issued": date(2026, 3, 2),
        "due": date(2026, 3, 23),
        "panel": date(2026, 4, 8),
        "recipients": recipients,
        "subjects": subjects,
        "return_to": "secure e-mail",
        "contact": "the audit lead",
        **more,
    }
    return Round(**settings)


def issued(theme: Theme, audit_round: Round) -> tuple[Issued, tuple[Form, ...]]:
    """What issued.json would hold once every form of the round was made, and the forms."""
    from audit_core.forms.build import forms_for

    print_ = fingerprint(theme)
    forms = forms_for(theme, audit_round, print_)
    return Issued(
        1, audit_round.code, tuple(issued_form(form, f"forms/{form.id.recipient}/x.xlsx", audit_round) for form in forms), ((print_, to_json(theme)),)
    ), forms


def returns(theme: Theme, text: str, audit_round: Round | None = None, chronology: str = "") -> CaseBook:
    """The case book of the returns in a text table. Case "1" is the round's first case; agencies are recipient codes.

    `chronology` is a table of events; an agency that is only in it answered nothing else.
    """
    told = _rows(chronology)
    rows = _rows(text)
    there = {(row["case"], row["agency"]) for row in rows}
    rows += [{"case": case, "agency": agency} for case, agency in dict.fromkeys((row["case"], row["agency"]) for row in told) if (case, agency) not in there]
    audit_round = audit_round or _round_for(theme, rows)
    made = tuple(_with_events(_return(theme, audit_round, row), [line for line in told if line["case"] == row["case"]]) for row in rows)
    ledger = tuple(LedgerLine(ret.form.file, ret.form.sha256, "accepted", "accepted", "", "", str(ret.id), ret.id.subject, ret.id.recipient) for ret in made)
    return CaseBook(made, ledger, tuple(_expected(ret) for ret in made))


def chronicles(theme: Theme, text: str, audit_round: Round | None = None) -> tuple[CaseChronology, ...]:
    """What the chronologies in a text table say once they are read together, case by case. Columns: case, agency, date, source, kind, what, child, done."""
    audit_round = audit_round or _round_for(theme, _rows(text))
    return merge_chronologies(returns(theme, "", audit_round, text), theme, audit_round)


def scores(theme: Theme, book: CaseBook, audit_round: Round | None = None, decisions: Decisions | None = None, holidays: tuple[date, ...] = ()) -> Scorecard:
    """The scorecard of a case book. An answer that contradicts another counts in nothing, as in a round."""
    return score(without_contradicted(book, {}, theme), theme, audit_round or _round_behind(theme, book), decisions or Decisions(), holidays)


def findings(theme: Theme, book: CaseBook, audit_round: Round | None = None) -> tuple[Finding, ...]:
    """The findings that a theme's rules make of a case book."""
    audit_round = audit_round or _round_behind(theme, book)
    return findings_in_order(find_all(scores(theme, book, audit_round), book, theme, audit_round))


def compiled(
    theme: Theme, book: CaseBook, audit_round: Round | None = None, decisions: Decisions | None = None, as_at: date = date(2026, 3, 30), **more: Any
) -> Compiled:
    """The compiled round that reports are made from, without any plugin's additions; `more` replaces parts of it."""
    from audit_core.commands.analyse import analyse
    from audit_core.commands.load_returns import LoadedReturns, suspects_in
    from audit_core.findings.register import Register
    from audit_core.plugin_system.manager import load_plugins
    from audit_core.returns.irregularities import suspicions

    made = decisions or Decisions()
    read = tuple(attrs.evolve(ret, form=attrs.evolve(ret.form, suspicions=tuple(suspicions(ret.form.entries, ret.form.events)))) for ret in book.returns)
    taken = LoadedReturns(without_contradicted(book, {}, theme), made, suspects_in(read, made), ())
    result, _ = analyse(audit_round or _round_behind(theme, book), theme, (), taken, load_plugins(()), Register({}), as_at)
    return attrs.evolve(result, **more)


def _round_behind(theme: Theme, book: CaseBook) -> Round:
    agencies = tuple(dict.fromkeys(f"{ret.id.recipient}:{ret.form.kind}" for ret in book.returns))
    return round_of(theme, agencies, max(int(ret.id.subject.split("-")[1]) for ret in book.returns))


def _round_for(theme: Theme, rows: list[dict[str, str]]) -> Round:
    return round_of(theme, tuple(dict.fromkeys(row["agency"] for row in rows)), max(int(row["case"]) for row in rows))


def _code_kind(agency: str) -> tuple[str, str]:
    code, _, kind = agency.partition(":")
    return code, kind or code


def _rows(text: str) -> list[dict[str, str]]:
    lines = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.strip().splitlines() if line.strip()]
    headings, *rest = lines or [[]]
    for line in rest:
        assert len(line) == len(headings), f"This row has {len(line)} cells, not {len(headings)}: {line}"  # noqa: S101 - this is a test helper
    return [dict(zip(headings, line, strict=True)) for line in rest]


def _return(theme: Theme, audit_round: Round, row: dict[str, str]) -> Return:
    subject = audit_round.subjects[int(row["case"]) - 1]
    instrument = next(instrument for instrument in theme.instruments if instrument.about == subject.kind)
    form = form_of(theme, audit_round, instrument, subject, row["agency"], int(row.get("reader") or 1), fingerprint(theme))
    name = f"{row['agency']}-{row['case']}.xlsx"
    unknown = set(row) - _OWN - {field.ref for field in form.fields}
    assert not any(row[ref] for ref in unknown), f"{row['agency']} is not asked {sorted(unknown)}"  # noqa: S101 - this is a test helper
    entries = tuple(_entry(theme, field, row.get(field.ref, ""), name, number) for number, field in enumerate(form.fields, start=4))
    filled = FilledForm(form.id, form.kind, name, name.encode().hex(), entries, _events(row.get("events", ""), name))
    known: Any = row.get("known") or "known"
    received = date.fromisoformat(row["received"]) if row.get("received") else None
    return Return(filled, known, received, form.due)


def _entry(theme: Theme, field: Field, cell: str, file: str, line: int) -> Entry:
    said, _, evidence = (part.strip() for part in f" {cell}".partition(" / "))
    at = EvidenceRef(file, file.encode().hex(), field.sheet, f"C{line}")
    option = next((option for option in field.options if said in {option.code, option.label}), None)
    if said in {"", "?"}:
        code = "blank" if said == "" else "not_understood"
    elif option is not None:
        code = option.code
    else:
        code = "text" if field.kind in {"text", "prose"} else said
    asked = theme.question(field.question)
    scale = theme.scale(asked.answer.scale) if asked is not None and asked.is_rated else None  # type: ignore[union-attr]  # rated: its answer is a Rating
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
        raw=said,
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
    for number, said in enumerate((part.strip() for part in cell.split(";") if part.strip()), start=1):
        raw, _, what = said.partition(" ")
        at = EvidenceRef(file, file.encode().hex(), "chronology", f"B{number + 3}")
        events.append(Event(f"C-{number}", date.fromisoformat(raw), raw, "", "", what, "", "", at))
    return tuple(events)


def _with_events(ret: Return, rows: list[dict[str, str]]) -> Return:
    """The return with its agency's rows of a chronology. A date that is no ISO date is one that nobody understood."""
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
        str(ret.id), ret.id.subject, ret.id.recipient, ret.id.instrument, ret.id.reader, ret.due or date(2026, 3, 23), state, ret.received, ret.form.file
    )
