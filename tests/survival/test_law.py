"""The law itself: it fails on every kind of silence, and on nothing that was said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import pytest

from audit_core.problems.problem import Problem, Where, problem
from tests.survival.law import assert_all_right, assert_never_wrong_in_silence

if TYPE_CHECKING:
    from audit_core.returns.model import Entry, Reading
    from tests.survival.filled import Filled


@pytest.fixture(scope="module")
def reading(filled: Filled) -> Reading:
    """The filled form as it was typed."""
    return filled.read(filled.data)


def changed(reading: Reading, ref: str, *problems: Problem, **more: Any) -> Reading:
    """The same with one entry read otherwise, and something said."""
    assert reading.form is not None
    entries = tuple(
        attrs.evolve(entry, **more) if entry.ref == ref else entry for entry in reading.form.entries
    )
    return attrs.evolve(
        reading,
        form=attrs.evolve(reading.form, entries=entries),
        problems=(*reading.problems, *problems),
    )


def entry_of(reading: Reading, ref: str) -> Entry:
    assert reading.form is not None
    return next(entry for entry in reading.form.entries if entry.ref == ref)


def test_a_form_as_typed_keeps_the_law(filled: Filled, reading: Reading) -> None:
    """Every kind of question is answered on it, and each is read as it was typed, with nothing in
    doubt.
    """
    assert {field.kind for field in filled.printed.form.fields} == {
        "choice",
        "date",
        "datetime",
        "number",
        "prose",
        "rating",
        "text",
        "tick",
    }
    assert_all_right(filled.typed, reading)
    assert_never_wrong_in_silence(filled.typed, reading)
    assert [(said.code, said.where.ref) for said in reading.problems] == [
        ("form.risk", "S-1"),
        ("form.risk", "G-1"),
    ]  # who was told stands below its No


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "met", "label": "Met"},
        {"code": "blank", "label": "", "raw": "", "evidence": ""},
        {"evidence": "Seen on page 99 of the record"},
        {"evidence": ""},
        {"code": "not_understood", "label": ""},
    ],
)
def test_a_wrong_answer_breaks_it(filled: Filled, reading: Reading, wrong: dict[str, str]) -> None:
    """Another answer, none, other evidence, none, or an answer thrown away: each is caught unless
    it is said.
    """
    ref = next(ref for ref in filled.ratings if filled.typed.answers[ref][0] == "Not met")
    told = problem("answer.twice", Where("return.xlsx", "Questions", "", ref))
    with pytest.raises(AssertionError, match=f"wrong in silence:\n{ref}"):
        assert_never_wrong_in_silence(filled.typed, changed(reading, ref, **wrong))
    assert_never_wrong_in_silence(filled.typed, changed(reading, ref, told, **wrong))
    with pytest.raises(AssertionError, match="read wrong"):
        assert_all_right(filled.typed, changed(reading, ref, told, **wrong))


def test_a_problem_may_name_the_cell_but_not_another(filled: Filled, reading: Reading) -> None:
    """The address of the answer or of its evidence is enough; that of the next row is not."""
    ref = filled.ratings[0]
    at = entry_of(reading, ref).at
    for cell, enough in ((at.cell, True), (f"D{at.cell[1:]}", True), ("C61", False)):
        result = changed(
            reading,
            ref,
            problem("answer.foreign", Where("return.xlsx", at.sheet, cell)),
            code="partly",
            label="Partly met",
        )
        if enough:
            assert_never_wrong_in_silence(filled.typed, result)
        else:
            with pytest.raises(AssertionError, match=ref):
                assert_never_wrong_in_silence(filled.typed, result)


@pytest.mark.parametrize(
    "said",
    [
        problem("answer.read_as", label="Partly met"),
        problem("answer.too_long"),
        problem("answer.blank_required"),
    ],
)
def test_a_note_is_silence(filled: Filled, reading: Reading, said: Problem) -> None:
    """What only informs, or is about something else, does not excuse a wrong answer."""
    ref = filled.ratings[0]
    told = attrs.evolve(said, where=Where("return.xlsx", "Questions", "", ref))
    with pytest.raises(AssertionError, match=ref):
        assert_never_wrong_in_silence(
            filled.typed, changed(reading, ref, told, code="partly", label="Partly met")
        )


def test_an_answer_that_nobody_typed_breaks_it(filled: Filled, reading: Reading) -> None:
    """A blank that comes back as an answer is as wrong as any other."""
    ref = filled.ratings[0]
    typed = attrs.evolve(
        filled.typed,
        answers={other: said for other, said in filled.typed.answers.items() if other != ref},
    )
    with pytest.raises(AssertionError, match=f"{ref}: typed 'nothing'"):
        assert_never_wrong_in_silence(typed, reading)


def test_lost_and_changed_events_break_it(filled: Filled, reading: Reading) -> None:
    """An event is an answer too."""
    assert reading.form is not None
    first, *rest = reading.form.events
    fewer = attrs.evolve(reading, form=attrs.evolve(reading.form, events=tuple(rest)))
    other = attrs.evolve(
        reading,
        form=attrs.evolve(reading.form, events=(attrs.evolve(first, what="Something else"), *rest)),
    )
    for result in (fewer, other):
        with pytest.raises(AssertionError, match="event"):
            assert_never_wrong_in_silence(filled.typed, result)


def test_a_lost_concern_breaks_it(filled: Filled, reading: Reading) -> None:
    """Somebody at risk is never passed over."""
    with pytest.raises(AssertionError, match="somebody is at risk"):
        assert_never_wrong_in_silence(filled.typed, attrs.evolve(reading, concerns=()))


def test_a_file_may_be_refused_but_not_passed_over(filled: Filled, reading: Reading) -> None:
    """A refusal has a code and says what to do; a file that is skipped or accepted without a form
    loses everything.
    """
    for status in ("skipped", "accepted"):
        with pytest.raises(AssertionError, match="the whole file"):
            assert_never_wrong_in_silence(
                filled.typed,
                attrs.evolve(
                    reading, form=None, ledger=attrs.evolve(reading.ledger, status=status)
                ),
            )
    refused = filled.read(b"%PDF-1.7")
    assert (refused.ledger.status, refused.ledger.code) == ("refused", "pdf")
    assert_never_wrong_in_silence(filled.typed, refused)
