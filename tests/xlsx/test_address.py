"""Cell addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from audit_core.xlsx.address import (
    column_letters,
    column_number,
    format_address,
    parse_address,
    parse_range,
)


@given(st.integers(1, 16_384), st.integers(1, 1_048_576))
def test_addresses_are_formatted_and_parsed_back(column: int, row: int) -> None:
    """Every address that Excel can have is formatted as openpyxl formats it and parsed back to the
    same place.
    """
    assert column_letters(column) == get_column_letter(column)
    assert column_number(column_letters(column)) == column
    assert parse_address(format_address(row, column)) == (row, column)


def test_dollar_signs_and_small_letters_are_understood() -> None:
    """Absolute and hand-typed addresses mean the same cell."""
    assert parse_address("$C$7") == parse_address("c7") == (7, 3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "C",
        "7",
        "7C",
        "C0",
        "C07",
        "C-1",
        "C7:D8",
        "C٣",
        "Ć7",
        "C7 ",
        "A" * 9 + "1",
        "C" + "9" * 30,
    ],
)
def test_a_text_that_is_not_an_address_is_refused(text: str) -> None:
    """Only letters and a number from 1 are an address, in any script."""
    with pytest.raises(ValueError, match="address"):
        parse_address(text)


def test_a_column_below_one_is_refused() -> None:
    """Columns count from 1."""
    with pytest.raises(ValueError, match="from 1"):
        column_letters(0)
    with pytest.raises(ValueError, match="column"):
        column_number("7")


def test_the_corners_of_a_range_may_come_in_any_order() -> None:
    """One cell is a range too."""
    assert parse_range("C7:A1") == parse_range("A1:C7") == (1, 1, 7, 3)
    assert parse_range("B2") == (2, 2, 2, 2)
