"""The program makes references that reveal a mistyped digit; Form IDs are complete and can be
parsed.
"""

from __future__ import annotations

import string

from hypothesis import assume, given
from hypothesis import strategies as st

from audit_core.rounds.case_references import case_ref, is_subject_ref, meeting_ref
from audit_core.rounds.form_id import FormId

NUMBERS = st.integers(1, 99)
CODES = st.sampled_from(["DA26A", "NG25B", "EH26C"])


@given(CODES, NUMBERS)
def test_a_generated_reference_is_valid(code: str, number: int) -> None:
    """This holds for references of cases and of meetings."""
    assert is_subject_ref(case_ref(code, number))
    assert is_subject_ref(meeting_ref(code, number))


@given(CODES, NUMBERS, st.data())
def test_one_wrong_digit_is_noticed(code: str, number: int, data: st.DataObject) -> None:
    """A case's number with one digit mistyped does not fit its check letter."""
    ref = case_ref(code, number)
    place = data.draw(
        st.sampled_from([index for index, character in enumerate(ref) if character.isdigit()])
    )
    wrong = data.draw(st.sampled_from(string.digits))
    assume(wrong != ref[place])
    assert not is_subject_ref(ref[:place] + wrong + ref[place + 1 :])


@given(CODES, NUMBERS)
def test_two_swapped_digits_are_noticed(code: str, number: int) -> None:
    """07 typed as 70 does not fit its check letter."""
    ref = case_ref(code, number)
    stem, digits, letter = ref.split("-")
    assume(digits[0] != digits[1])
    assert not is_subject_ref(f"{stem}-{digits[::-1]}-{letter}")


def test_a_form_id_is_parsed_back() -> None:
    """The id printed on a form gives the same form."""
    form = FormId(
        "DA26A-07-B", "school_oakfield", "case_file", 1, "domestic_abuse", "1.0", "a1b2c3"
    )
    assert str(form) == "AF1/DA26A-07-B/school_oakfield/case_file/1/domestic_abuse-1.0-a1b2c3"
    assert FormId.parse(str(form)) == form
    assert FormId.parse("AF1/nonsense") is None
