"""Every form that a round of each theme would send, built once."""

from __future__ import annotations

import io
import re
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import attrs
import pytest
from openpyxl import load_workbook

from audit_core.commands.new import blank_round, default_kinds
from audit_core.forms.build import forms_for
from audit_core.forms.workbook.form_workbook import build_form_workbook
from audit_core.serialization import fingerprint

if TYPE_CHECKING:
    from openpyxl import Workbook

    from audit_core.forms.form import Field, Form
    from audit_core.plugin_system.manager import Plugins
    from audit_core.rounds.round import Round
    from audit_core.themes.theme import Theme

THEMES = ("domestic_abuse", "early_help", "neglect")
_REF = re.compile(r"[A-Z]{1,3}-[A-Z]?[0-9.]+[a-z]?")
"""A printed ref. Bands of a section stand in the same column."""
_QUESTIONS, _ANSWER, _EVIDENCE = "Questions", 3, 4


@attrs.frozen(eq=False, repr=False)
class Printed:
    """A form, its workbook as bytes, and the workbook as openpyxl reads it."""

    form: Form
    theme: Theme
    round: Round
    data: bytes
    book: Workbook

    def __repr__(self) -> str:
        return f"{self.form.id.theme}/{self.form.id.recipient}/{self.form.id.instrument}"

    @cached_property
    def rows(self) -> dict[str, tuple[str, int]]:
        """(sheet, row) of every printed ref of a field, found as a person finds it: in column A,
        below the headings.
        """
        found = {}
        for sheet in self.book.worksheets:
            if (
                sheet.sheet_state == "visible"
                and sheet["A3"].value == "Ref"
                and sheet.title != "Chronology"
            ):
                for row in range(4, sheet.max_row + 1):
                    if _REF.fullmatch(str(sheet.cell(row, 1).value)) and not self._is_heading(
                        str(sheet.cell(row, 1).value)
                    ):
                        found[str(sheet.cell(row, 1).value)] = (sheet.title, row)
        return found

    def _is_heading(self, ref: str) -> bool:
        """Whether a ref is printed beside a question whose answers are in the rows below it."""
        return any(field.heading and field.question == ref for field in self.form.fields)

    def printed_refs(self) -> list[str]:
        """Every ref in column A of the sheets a person sees, as often as it occurs."""
        cells = (
            cell
            for sheet in self.book.worksheets
            if sheet.sheet_state == "visible"
            for (cell,) in sheet.iter_rows(4, max_col=1)
        )
        return [str(cell.value) for cell in cells if _REF.fullmatch(str(cell.value))]

    def cell_of(self, field: Field) -> tuple[str, str]:
        """(sheet, address) of the cell that answers a field: the third column, or the evidence for
        a prose box among the questions.
        """
        sheet, row = self.rows[field.ref]
        wide = sheet == _QUESTIONS and field.kind == "prose"
        return sheet, self.book[sheet].cell(row, _EVIDENCE if wide else _ANSWER).coordinate

    def inputs(self) -> set[tuple[str, str]]:
        """Every cell that a person may fill in, without the chronology."""
        cells = {self.cell_of(field) for field in self.form.fields}
        return cells | {
            (sheet, self.book[sheet].cell(row, _EVIDENCE).coordinate)
            for field in self.form.fields
            if field.evidence
            for sheet, row in [self.rows[field.ref]]
        }


def print_all(theme: Theme) -> tuple[Printed, ...]:
    """The forms of a round with one case, one meeting and every kind of agency that the theme
    asks.
    """
    audit_round = blank_round(
        theme, f"{theme.prefix}26A", default_kinds(theme), 1, 1, date(2026, 3, 2)
    )
    made = []
    for form in forms_for(theme, audit_round, fingerprint(theme)):
        data = build_form_workbook(form, theme, audit_round)
        made.append(Printed(form, theme, audit_round, data, load_workbook(io.BytesIO(data))))
    return tuple(made)


def one_of_each(forms: tuple[Printed, ...]) -> tuple[Printed, ...]:
    """The longest form of every sort; a case file has every kind of row."""
    longest = {
        each.form.id.instrument: each
        for each in sorted(forms, key=lambda each: len(each.form.fields))
    }
    return tuple(longest.values())


@pytest.fixture(scope="session")
def library(plugins: Plugins) -> dict[str, tuple[Printed, ...]]:
    """All forms by theme."""
    return {name: print_all(theme) for name in THEMES if (theme := plugins.theme(name)) is not None}


@pytest.fixture(scope="session", params=THEMES)
def printed(
    request: pytest.FixtureRequest, library: dict[str, tuple[Printed, ...]]
) -> tuple[Printed, ...]:
    """All forms of a theme; every test that uses it runs once for each theme."""
    return library[request.param]


@pytest.fixture(scope="session")
def police(library: dict[str, tuple[Printed, ...]]) -> Printed:
    """The police's form of the domestic abuse theme."""
    return next(each for each in library["domestic_abuse"] if each.form.kind == "police")
