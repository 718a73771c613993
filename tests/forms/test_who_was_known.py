"""S-5: who was known to the agency."""

from __future__ import annotations

import pytest

from audit_core.forms.build import forms_for
from audit_core.forms.form import Form
from audit_core.forms.workbook.form_workbook import build_form_workbook
from audit_core.parsing.choices import match_choice
from audit_core.records import with_changes
from audit_core.rounds.issued_theme import read_issued_theme
from audit_core.serialization import fingerprint, to_json
from audit_core.testing.builders import round_of
from audit_core.themes.theme import Instrument, Question, Section, Theme
from audit_core.xlsx.reader import read_book

QUESTION = Question(
    "XX-1.1", "Was it done?", "Done.", "The record.", ("housing",), met_means="it was done"
)
THEME = Theme(
    "example",
    "1",
    "Example",
    "XX",
    (Instrument("case_file", "Case file", "case", (Section(1, "One", (QUESTION,)),)),),
)
BEFORE = read_issued_theme(to_json(THEME), "a theme issued by 0.1.0")


def form_of(theme: Theme) -> Form:
    """The form of housing about one case."""
    (form,) = forms_for(theme, round_of(theme, ("housing",), 1), fingerprint(theme))
    return form


def formulas(theme: Theme) -> dict[str, str]:
    """The formulas of the checks on Start here, by ref."""
    book = read_book(build_form_workbook(form_of(theme), theme, round_of(theme, ("housing",), 1)))
    sheet = book.sheets[0]
    return {
        str(cell.value): check.formula
        for (row, column), cell in sheet.cells.items()
        if column == 1 and (check := sheet.cells.get((row, 4))) is not None and check.formula
    }


def test_an_agency_that_knew_only_an_adult_opens_the_form() -> None:
    """The child, a brother or sister, or an adult of the household: each of the three asks the
    questions; nobody, and known but not involved, make a nil return.
    """
    form = form_of(THEME)
    codes = [option.code for option in next(f for f in form.fields if f.ref == "S-5").options]
    assert codes == ["known", "known_sibling", "known_adult", "not_involved", "not_known"]
    nil = form.labels_of("known", ("not_involved", "not_known"))
    opens = form.labels_of("known", ("known", "known_sibling", "known_adult"))
    check = formulas(THEME)["S-9"]
    assert all(f'"{label}"' in check for label in nil)
    assert not any(f'"{label}"' in check for label in opens)


def test_facts_about_the_child_may_stay_blank_where_only_others_were_known() -> None:
    """A landlord who knew the mother need not know how old the child is."""
    form = form_of(THEME)
    others = form.labels_of("known", ("known_sibling", "known_adult"))
    checks = formulas(THEME)
    assert all(f'"{label}"' in checks["S-14"] for label in others)
    assert not any(f'"{label}"' in checks["S-10"] for label in others)


def test_a_round_issued_before_asks_what_it_asked() -> None:
    """Its further forms ask whether the child was known, with the three answers of that time."""
    before, now = form_of(BEFORE), form_of(THEME)
    old = {field.ref: field for field in before.fields}
    assert [option.label for option in old["S-5"].options] == [
        "Known",
        "Known but not involved",
        "Not known",
    ]
    assert old["S-5"].label == "Was this child known to your agency in the period?"
    differ = [field.ref for field in now.fields if field != old[field.ref]]
    assert differ == ["S-5", "S-6", "S-7", "S-8"]
    assert "known_adult" not in str(formulas(BEFORE))


def test_a_theme_issued_now_keeps_its_answers() -> None:
    """The scale is frozen with the theme, so that its forms are read by it later."""
    issued = with_changes(THEME, house=THEME.house_now)
    assert form_of(read_issued_theme(to_json(issued), "issued")).fields == form_of(THEME).fields


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("The child", "known"),
        ("a brother or sister", "known_sibling"),
        ("A parent or carer or other adult", "known_adult"),
        ("Not known", "not_known"),
        ("nobody", "not_known"),
        ("Known but not involved", "not_involved"),
        ("Yes", ""),
        ("Mother", ""),
    ],
)
def test_what_is_typed_instead_of_chosen_is_read_or_asked_about(typed: str, code: str) -> None:
    """The labels of earlier forms are understood; what could mean several is not guessed."""
    options = next(field for field in form_of(THEME).fields if field.ref == "S-5").options
    found = match_choice(options, typed)
    assert (found[0].code if found else "") == code
