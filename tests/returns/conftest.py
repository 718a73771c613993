"""An invented theme, round and form, and workbooks laid out like our forms, with headings, printed
refs and defined names.
"""

from __future__ import annotations

import hashlib
import io
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName

from audit_core.forms.build import forms_for, issued_form, rebuild_form
from audit_core.forms.form import EVENT_COLUMNS, SHEET_TITLES, Form
from audit_core.returns.context import reading_context
from audit_core.rounds.case_references import case_ref
from audit_core.rounds.issued import Issued
from audit_core.rounds.recipients import Recipient
from audit_core.rounds.round import Round, Subject
from audit_core.themes.theme import (
    Chronology,
    Day,
    Instrument,
    Judgement,
    Number,
    Question,
    Section,
    Theme,
    TickAll,
    TimeLimit,
    Times,
    Words,
)
from audit_core.workbook_style.files import FoundFile
from tests.both_ways import read_both_ways

if TYPE_CHECKING:
    from collections.abc import Callable

    from audit_core.returns.context import ReadingContext
    from audit_core.returns.model import Reading

FINGERPRINT = "abc123"


def _question(ref: str, text: str, **more: Any) -> Question:
    return Question(
        ref, text, good="It is on the record.", look_for="The record.", asked_of=("all",), **more
    )


@pytest.fixture(scope="session")
def theme() -> Theme:
    """A theme with every kind of answer."""
    sections = (
        Section(
            1,
            "Recognition",
            (
                _question("ZZ-1.1", "Was every child of the household recorded by somebody?"),
                _question("ZZ-1.2", "Was each child seen and listened to at home?", scope="shared"),
                _question(
                    "ZZ-1.3",
                    "When did it happen, and when was word of it sent?",
                    scope="shared",
                    answer=Times(("incident", "sent"), "notice", precision="datetime"),
                ),
                _question(
                    "ZZ-1.4",
                    "Which of these were tried with the family?",
                    answer=TickAll(("Home visit", "Letter", "Phone call")),
                ),
            ),
        ),
        Section(
            2,
            "Planning",
            (
                _question(
                    "ZZ-2.1",
                    "How many meetings about the plan were held in the period?",
                    answer=Number("meetings", 0, 50),
                ),
                _question(
                    "ZZ-2.2", "On which day was the plan agreed with the family?", answer=Day()
                ),
                _question(
                    "ZZ-2.3",
                    "What changed for the child after the plan was agreed?",
                    answer=Words(),
                ),
                _question("ZZ-2.4", "Was the plan reviewed within the time that was agreed?"),
            ),
        ),
    )
    instrument = Instrument("case_file", "Case file", "case", sections, (Chronology(), Judgement()))
    return Theme(
        "invented",
        "1.0",
        "Invented theme",
        "ZZ",
        (instrument,),
        time_limits=(TimeLimit("notice", "Notice", 24, "hours"),),
    )


@pytest.fixture(scope="session")
def audit_round() -> Round:
    """Two cases and two recipients; one is waived for the second case."""
    return Round(
        "ZZ26A",
        "invented",
        "Invented round",
        "Nowhere Partnership",
        "England",
        date(2025, 3, 1),
        date(2026, 2, 28),
        date(2026, 3, 2),
        date(2026, 3, 30),
        (
            Recipient("police", "police", "Nowhere Police"),
            Recipient("school_elm", "school", "Elm School"),
        ),
        (
            Subject(
                case_ref("ZZ26A", 1),
                "case",
                (("age_band", "5 to 10"),),
                (),
                (("police", "ask"), ("school_elm", "ask")),
            ),
            Subject(
                case_ref("ZZ26A", 2), "case", (), (), (("police", "ask"), ("school_elm", "waived"))
            ),
        ),
    )


@pytest.fixture(scope="session")
def forms(theme: Theme, audit_round: Round) -> tuple[Form, ...]:
    """The forms of the round."""
    return forms_for(theme, audit_round, FINGERPRINT)


@pytest.fixture(scope="session")
def form(forms: tuple[Form, ...]) -> Form:
    """The police's form about the first case."""
    return forms[0]


@pytest.fixture(scope="session")
def issued(forms: tuple[Form, ...], audit_round: Round) -> Issued:
    """The issued forms."""
    return Issued(
        1,
        audit_round.code,
        tuple(issued_form(form, _file_name(form), audit_round) for form in forms),
    )


def _file_name(form: Form) -> str:
    return f"{form.id.subject}_{form.id.recipient}.xlsx"


@pytest.fixture(scope="session")
def desk(
    theme: Theme, audit_round: Round, issued: Issued, forms: tuple[Form, ...]
) -> ReadingContext:
    """The context that reading needs, with the blank forms as they are laid out here."""
    blank = {_file_name(form): _as_file(_lay_out(form)).data for form in forms}
    return reading_context(audit_round, issued, {FINGERPRINT: theme}, rebuild_form, blank.get)


@pytest.fixture(scope="session")
def lay_out() -> Callable[..., Workbook]:
    """lay_out(form, answers, events): a workbook with these answers by ref; ("Met", "evidence")
    fills two cells.
    """
    return _lay_out


@pytest.fixture(scope="session")
def fill_in() -> Callable[..., Workbook]:
    """fill_in(data, answers): one of our real forms, filled in by its headings and printed refs as
    a person would.
    """
    return _fill


@pytest.fixture(scope="session")
def as_file() -> Callable[..., FoundFile]:
    """as_file(book, name): a workbook as a found file."""
    return _as_file


@pytest.fixture(scope="session")
def read(desk: ReadingContext) -> Callable[..., Reading]:
    """read(book, name): the return read from a workbook."""
    return lambda book, name="return.xlsx": read_both_ways(_as_file(book, name), desk)


@pytest.fixture(scope="session")
def full(form: Form) -> dict[str, Any]:
    """An answer to everything on the form, in the order of its fields, with No to both questions on
    risk and nothing below them.
    """
    answers: dict[str, Any] = {}
    for number, field in enumerate(form.fields):
        beside = f"Seen on page {number} of the record" if field.evidence else ""
        answers[field.ref] = (_answer(field, number), beside)
    unsaid = dict.fromkeys(("S-2", "S-3", "S-4", "G-2", "G-3", "G-4"))
    return (
        answers
        | unsaid
        | {
            "S-1": "No",
            "S-13": "No",
            "G-1": "No",
            "S-5": "The child",
            "G-6": date(2026, 3, 20),
            "S-14": "5 to 10",
        }
    )


def _answer(field: Any, number: int) -> object:
    if field.options and not field.is_date:
        return field.options[number % len(field.options)].label
    kinds: dict[str, object] = {
        "number": 3,
        "date": date(2026, 3, 14),
        "datetime": "14 Mar 2026 09:10",
    }
    return kinds.get(field.kind, f"Words for {field.ref}")


def _as_file(book: Workbook, name: str = "return.xlsx") -> FoundFile:
    stream = io.BytesIO()
    book.save(stream)
    data = stream.getvalue()
    return FoundFile(name, data, hashlib.sha256(data).hexdigest())


def _lay_out(
    form: Form, answers: dict[str, Any] | None = None, events: tuple[tuple[Any, ...], ...] = ()
) -> Workbook:
    book = Workbook()
    book.remove(book.active)
    book.properties.identifier = str(form.id)
    for code, title in SHEET_TITLES:
        if code != "chronology" or form.events:
            sheet = book.create_sheet(title)
            sheet["A1"] = title
            if code == "chronology":
                _chronology(sheet, form, events)
            else:
                _rows(book, sheet, form, code, answers or {})
                sheet.protection.sheet = True
    book["Start here"]["A2"] = f"Form ID {form.id}"
    hidden = book.create_sheet("_audit")
    hidden["A1"], hidden["A2"] = "AUDIT-FORM", str(form.id)
    hidden.sheet_state = "veryHidden"
    return book


def _rows(book: Workbook, sheet: Any, form: Form, code: str, answers: dict[str, Any]) -> None:
    questions = code == "questions"
    headings = (
        ("Ref", "Standard", "Rating (choose)", "Evidence: what you saw", "Check")
        if questions
        else ("Ref", "Question", "Answer", "Check")
    )
    for column, heading in enumerate(headings, start=1):
        sheet.cell(3, column, heading)
    row = 3
    for field in (field for field in form.fields if field.sheet == code):
        row += 1
        sheet.cell(row, 1, field.ref)
        sheet.cell(row, 2, "\n".join((field.label, *field.guide)))
        answer = 4 if questions and field.kind == "prose" else 3
        given = answers.get(field.ref)
        value, beside = given if isinstance(given, tuple) else (given, None)
        sheet.cell(row, answer, value)
        if beside and answer == 3:
            sheet.cell(row, 4, beside)
        sheet.cell(row, len(headings), f'=IF(C{row}="","To do","Done")')
        _name(book, field.ref, sheet.title, "D" if answer == 4 else "C", row)
        if questions and answer == 3:
            _name(book, field.ref, sheet.title, "D", row, "_E")


def _name(book: Workbook, ref: str, sheet: str, column: str, row: int, end: str = "") -> None:
    name = "AF_" + ref.replace("-", "_").replace(".", "_") + end
    book.defined_names[name] = DefinedName(name, attr_text=f"'{sheet}'!${column}${row}")


def _chronology(sheet: Any, form: Form, events: tuple[tuple[Any, ...], ...]) -> None:
    for column, heading in enumerate(("Ref", *(title for _, title in EVENT_COLUMNS)), start=1):
        sheet.cell(3, column, heading)
    for number in range(form.events):
        sheet.cell(4 + number, 1, f"C-{number + 1}")
        for column, value in enumerate(events[number] if number < len(events) else (), start=2):
            sheet.cell(4 + number, column, value)


def _cells_by_ref(book: Any) -> dict[str, tuple[Any, Any]]:
    """The answer and evidence cell of every printed ref, found as a person finds them: by the
    headings.
    """
    found = {}
    for sheet in book.worksheets:
        heads = {
            str(sheet.cell(3, column).value).split()[0].strip(":"): column
            for column in range(1, 9)
            if sheet.cell(3, column).value
        }
        answer, evidence = heads.get("Rating") or heads.get("Answer"), heads.get("Evidence")
        for row in range(4, sheet.max_row + 1):
            ref = sheet.cell(row, 1).value
            if ref and answer and "Ref" in heads:
                found[ref] = (
                    sheet.cell(row, answer),
                    sheet.cell(row, evidence) if evidence else None,
                )
    return found


def _fill(data: bytes, answers: dict[str, Any]) -> Any:
    book = load_workbook(io.BytesIO(data))
    cells = _cells_by_ref(book)
    for ref, given in answers.items():
        value, beside = given if isinstance(given, tuple) else (given, "")
        answer, evidence = cells[ref]
        if ref.startswith("W-"):
            evidence.value = value
        else:
            answer.value = value
            if beside and evidence is not None:
                evidence.value = beside
    return book
