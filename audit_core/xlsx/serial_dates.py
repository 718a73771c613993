"""Excel's dates: days since 1900 (or, in files from old Macs, 1904) as a number, and back.

Excel believes that 1900 was a leap year: day 60 is a 29 February that never was, and the days
before it are one off.
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta

# A date in a cell has no time zone, on purpose: it is what someone typed.
_AFTER_LEAP_BUG = datetime(1899, 12, 30)  # noqa: DTZ001
_BEFORE_LEAP_BUG = datetime(1899, 12, 31)  # noqa: DTZ001
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_END = datetime(10_000 - 1, 12, 31, 23, 59, 59)  # noqa: DTZ001
_FIRST_TRUE_DAY = datetime(1900, 3, 1)  # noqa: DTZ001
_DAY = 86_400


def serial_to_datetime(serial: float, epoch_1904: bool) -> datetime | None:
    """The moment a number stands for, rounded to the second, or None if it stands for none.

    None: negative, beyond the year 9999, not a finite number, or the 29 February 1900 that never
    was. A time without a
    day (0 to 1) falls on 31 December 1899 (1 January 1904 in 1904 files), which is how Excel stores
    it.
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
    """The number Excel stores for a moment. Raises ValueError before 31 December 1899 (before 1904
    in 1904 files).
    """
    start = (
        _EPOCH_1904
        if epoch_1904
        else _AFTER_LEAP_BUG
        if moment >= _FIRST_TRUE_DAY
        else _BEFORE_LEAP_BUG
    )
    if moment < start:
        raise ValueError("Excel has no number for a date before its first day")
    return (moment - start) / timedelta(days=1)
