"""Day numbers and dates."""

# ruff: noqa: DTZ001 - a date in a cell has no time zone

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel, to_excel

from audit_core.xlsx.serial_dates import datetime_to_serial, serial_to_datetime

moments = st.datetimes(datetime(1904, 1, 2), datetime(9999, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0)
)


@given(moments, st.booleans())
def test_dates_are_converted_as_in_openpyxl_and_back(moment: datetime, mac: bool) -> None:
    """A date survives conversion to a number and back in both calendars, and the number is
    openpyxl's.
    """
    serial = datetime_to_serial(moment, mac)
    assert serial_to_datetime(serial, mac) == moment
    epoch = MAC_EPOCH if mac else WINDOWS_EPOCH
    assert serial == pytest.approx(to_excel(moment, epoch), abs=1e-6)
    assert abs(from_excel(serial, epoch) - moment) < timedelta(seconds=1)


@pytest.mark.parametrize(
    ("serial", "expected"),
    [
        (1, datetime(1900, 1, 1)),
        (59, datetime(1900, 2, 28)),
        (60, None),
        (60.999, None),
        (61, datetime(1900, 3, 1)),
        (0.5, datetime(1899, 12, 31, 12)),
        (45000.999999, datetime(2023, 3, 16)),
        (2958465.9999, datetime(9999, 12, 31, 23, 59, 51)),
        (2958466, None),
        (-1, None),
        (float("nan"), None),
        (float("inf"), None),
        (1e300, None),
    ],
)
def test_days_around_the_nonexistent_leap_day_are_handled(
    serial: float, expected: datetime | None
) -> None:
    """Excel's 29 February 1900 is no date, the days before it are one off, and nothing outside its
    calendar is guessed.
    """
    assert serial_to_datetime(serial, epoch_1904=False) == expected


def test_days_before_the_nonexistent_leap_day_are_converted_back() -> None:
    """The inverse allows for the missing day as well."""
    assert datetime_to_serial(datetime(1900, 2, 28), epoch_1904=False) == 59
    assert datetime_to_serial(datetime(1900, 3, 1), epoch_1904=False) == 61
    assert serial_to_datetime(0, epoch_1904=True) == datetime(1904, 1, 1)


@pytest.mark.parametrize(
    ("moment", "mac"), [(datetime(1899, 12, 30), False), (datetime(1903, 12, 31), True)]
)
def test_dates_before_the_first_day_have_no_number(moment: datetime, mac: bool) -> None:
    """A date Excel cannot hold is refused, not written as another."""
    with pytest.raises(ValueError, match="first day"):
        datetime_to_serial(moment, mac)
