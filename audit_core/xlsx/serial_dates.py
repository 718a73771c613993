"""Convert Excel's dates, which count days since 1900 (in files from old Macs, 1904), and back.

Excel treats 1900 as a leap year: its day 60 is a 29 February that did not exist, and the days
before it are one off.
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta

# A date in a cell has no time zone: it is what someone typed.
_AFTER_LEAP_BUG = datetime(1899, 12, 30)  # noqa: DTZ001
_BEFORE_LEAP_BUG = datetime(1899, 12, 31)  # noqa: DTZ001
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_END = datetime(10_000 - 1, 12, 31, 23, 59, 59)  # noqa: DTZ001
_FIRST_TRUE_DAY = datetime(1900, 3, 1)  # noqa: DTZ001
_DAY = 86_400


def serial_to_datetime(serial: float, epoch_1904: bool) -> datetime | None:
    """Return the moment of a day number, rounded to the second, or None if it has none.

    It has none if it is negative, beyond the year 9999, not finite, or on Excel's 29 February 1900.
    A time without a day (0 to 1) is on 31 December 1899 (1 January 1904 in 1904 files), as in
    Excel.
    """
    if not math.isfinite(serial) or serial < 0 or serial > 3_000_000:
        return None
    seconds = round(serial * _DAY)
    if epoch_1904:
        start = _EPOCH_1904
    elif seconds < 60 * _DAY:
        start = _BEFORE_LEAP_BUG
    elif seconds < 61 * _DAY:
        return None
    else:
        start = _AFTER_LEAP_BUG
    if seconds > (_END - start).total_seconds():
        return None
    return start + timedelta(seconds=seconds)


def datetime_to_serial(moment: datetime, epoch_1904: bool) -> float:
    """Return Excel's day number for a moment.

    Raises ValueError before 31 December 1899 (before 1904 in 1904 files).
    """
    start = (
        _EPOCH_1904
        if epoch_1904
        else _AFTER_LEAP_BUG
        if moment >= _FIRST_TRUE_DAY
        else _BEFORE_LEAP_BUG
    )
    if moment < start:
        raise ValueError("the date is before Excel's first day")
    return (moment - start) / timedelta(days=1)
