"""A form as data: every cell that a person may fill in, with its printed ref.

The workbook is written from it, and returns are read by it. Fields shared by every theme have a
`key` that says what they mean to the program (KEYS below); fields of a theme have a `question`
instead.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

import attrs

from audit_core.i18n import N_, _
from audit_core.parsing.choices import Option
from audit_core.rounds.form_id import FormId

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from audit_core.problems.problem import Problem


FormSheet = Literal["start", "questions", "chronology", "judgement", "sign_off"]
SHEET_TITLES: tuple[tuple[FormSheet, str], ...] = N_(
    (
        ("start", "Start here"),
        ("questions", "Questions"),
        ("chronology", "Chronology"),
        ("judgement", "Judgement"),
        ("sign_off", "Sign-off"),
    )
)
HEADINGS: tuple[tuple[str, str], ...] = N_(
    (
        ("ref", "Ref"),
        ("wording", "Standard: what is asked, and what good looks like"),
        ("answer", "Answer"),
        ("evidence", "Evidence: what you saw, and where (document and date)"),
        ("check", "Check"),
    )
)
"""The columns of the questions sheet: role and heading."""
LABEL_HEADINGS: tuple[tuple[str, str], ...] = N_(
    (("ref", "Ref"), ("wording", "Question"), ("answer", "Answer"), ("check", "Check"))
)
"""The columns of the other sheets with questions: role and heading."""
FieldKind = Literal["choice", "rating", "date", "datetime", "number", "text", "prose", "tick"]

KEYS = (
    "concern.now concern.kind concern.told concern.when "  # Start here, before the file is read
    "known nil.searched nil.role nil.date "
    "about.role about.records about.worker about.manager about.involved "
    "about.meeting_date about.meeting_kind "  # where the round does not know them
    "fact.* "  # one for each banded fact of the theme
    "helped.* "  # one for each section number
    "grade.own grade.own_why grade.together grade.together_why prose.* "
    "concern2.now concern2.kind concern2.told concern2.when "  # asked again at sign-off
    "signed.role signed.date approved.role approved.date signed.typed"
)
"""The keys of fields that the forms of every theme share."""


def cell_name(ref: str, *, evidence: bool = False) -> str:
    """Return the defined name of the cell of a field's answer, or of its evidence."""
    name = f"AF_{ref.replace('-', '_').replace('.', '_')}"
    return f"{name}_E" if evidence else name


def witness_title(ref: str, *, evidence: bool = False) -> str:
    """Return the title of the validation rule of a field's answer or evidence.

    The rule moves with its cell when that is dragged or sorted, and so says which it was.
    """
    return f"{ref} evidence" if evidence else ref


def form_sheet_title(sheet: FormSheet) -> str:
    """Return the printed title of a sheet of the form."""
    return _(dict(SHEET_TITLES)[sheet])


def in_form_order(found: Iterable[Problem]) -> list[Problem]:
    """Return problems in the order of the form: by file, by sheet, and down each sheet."""
    sheets = [form_sheet_title(sheet) for sheet, _ in SHEET_TITLES]

    def place(item: Problem) -> tuple[object, ...]:
        where = item.where
        letters = where.cell.rstrip("0123456789")
        row = int(where.cell[len(letters) :] or 0)
        return (
            where.file,
            sheets.index(where.sheet) if where.sheet in sheets else -1,
            where.sheet,
            row,
            letters,
            item.code,
        )

    return sorted(found, key=place)


@attrs.frozen
class Field:
    """One place to answer. `ref` is printed and unique on the form; `label` is its wording, and
    `guide` is printed beneath it.

    The evidence for a rating is written on the same row and has no field of its own. The same holds
    for the first row of a tick-all or timed question, whose text is printed on a row above it: the
    `heading`. `section` is the section number on the questions sheet, `held` the role the question
    is for, if the form asks "if you held this role".
    """

    ref: str
    sheet: FormSheet
    kind: FieldKind
    label: str
    key: str = ""
    question: str = ""
    point: str = ""
    section: int = 0
    options: tuple[Option, ...] = ()
    guide: tuple[str, ...] = ()
    heading: str = ""
    required: bool = False
    evidence: bool = False
    held: str = ""
    group: str = ""

    @property
    def is_date(self) -> bool:
        """Whether it takes a date, whatever may be chosen in its place."""
        return self.kind in {"date", "datetime"}


@attrs.frozen
class Form:
    """One blank form: for one subject, respondent, instrument and reader.

    `asked` holds the refs of the questions asked, `if_held` those asked only "if you held this
    role". `fields` follow from these and the theme (forms.fields.fields_of), so issued.json keeps
    only ids and refs. `beside` holds the lines from the last round that are printed under a
    question, by ref, `asks` the keys of what the round does not know about the meeting.
    `record_only`: nobody is to be spoken to about this audit.
    """

    id: FormId
    kind: str
    title: str
    subject_title: str
    due: date
    asked: tuple[str, ...]
    if_held: tuple[tuple[str, str], ...]
    fields: tuple[Field, ...]
    events: int = 0
    event_kinds: tuple[str, ...] = ()
    minutes: int = 0
    beside: tuple[tuple[str, str], ...] = ()
    asks: tuple[str, ...] = ()
    record_only: bool = False

    def labels_of(self, key: str, codes: Collection[str]) -> tuple[str, ...]:
        """Return the labels of some choices of a field that all themes share; () for a form
        without the field.
        """
        return tuple(
            option.label
            for field in self.fields
            if field.key == key
            for option in field.options
            if option.code in codes
        )


RECORD_ONLY = N_("do not speak to the worker or the family about this audit.")
"""What follows "Record only:" on a form about a case with live proceedings or a review."""
QUERIES_MARK = "audit-queries"
"""The identifier of a workbook of queries, by which one that is returned with replies is
recognised.
"""
EVENT_COLUMNS: tuple[tuple[str, str], ...] = N_(
    (
        ("date", "Date"),
        ("source", "Source"),
        ("kind", "Kind"),
        ("what", "What happened"),
        ("child", "What it was like for the child"),
        ("done", "What was done"),
    )
)
"""The columns of the chronology after Ref: code and heading."""
