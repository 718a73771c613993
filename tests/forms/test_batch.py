"""A form made from a master is the same as a form built in full."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from zipfile import ZipFile

import attrs
import pytest

from audit_core.forms.build import forms_for
from audit_core.forms.workbook.batch import FormPrinter
from audit_core.forms.workbook.form_workbook import build_form_workbook
from audit_core.serialization import fingerprint

if TYPE_CHECKING:
    from tests.forms.conftest import Printed


def parts_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(data)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def test_every_form_of_every_theme_equals_its_full_build_part_by_part(
    printed: tuple[Printed, ...],
) -> None:
    """The master is made from another case's form, so that it is used for a form it was not made
    from; test_whatever_a_recipient_is_called prints the form that its master was made from.
    """
    first = printed[0]
    printer = FormPrinter(first.theme, first.round)
    for each in printed:
        other = attrs.evolve(
            each.form,
            id=attrs.evolve(each.form.id, subject="ZZ26A-09-K"),
            subject_title="Case ZZ26A-09-K",
        )
        for practice in (False, True):
            printer.form(other, practice=practice)
            whole = (
                build_form_workbook(each.form, each.theme, each.round, practice=True)
                if practice
                else each.data
            )
            assert parts_of(printer.form(each.form, practice=practice)) == parts_of(whole), each


NAMES = (
    "a & b",
    "<x>",
    'say "yes"',
    "_x0041_",
    "=1+1",
    "Ärzte – Ω 警察",
    "\x07bell",
    "\U0001f600",
    "\x80\x9f\ufffe",
    "A name that goes on " * 12,
)


@pytest.mark.parametrize("text", NAMES)
def test_whatever_a_recipient_is_called_the_parts_are_equal(police: Printed, text: str) -> None:
    """Ampersands, control characters, other scripts, long names that take more lines."""
    recipients = tuple(attrs.evolve(each, name=text) for each in police.round.recipients)
    audit_round = attrs.evolve(police.round, recipients=recipients, contact=text, return_to=text)
    whole, printed = (
        parts_of(made(police.form))
        for made in (
            FormPrinter(police.theme, audit_round).form,
            lambda form: build_form_workbook(form, police.theme, audit_round),
        )
    )
    assert {name for name in whole if whole[name] != printed[name]} == set()


def test_one_master_serves_all_cases_of_a_kind(police: Printed) -> None:
    """However many cases a round has, a kind of agency that is asked the same is built once."""
    cases = tuple(
        attrs.evolve(police.round.subjects[0], ref=f"DA26A-{number:02d}-C", facts=())
        for number in range(1, 30)
    )
    audit_round = attrs.evolve(police.round, subjects=cases)
    press = FormPrinter(police.theme, audit_round)
    forms = [
        form
        for form in forms_for(police.theme, audit_round, fingerprint(police.theme))
        if form.kind == "police"
    ]
    assert len({press.form(form) for form in forms}) == len(forms) == 29
    assert press.masters == 1
