"""Read numbers, TRUE or FALSE and ISO dates from a cell. A value that is not valid is noted as
unread, never read as 0 or blank.
"""

from __future__ import annotations

import math
import re
from datetime import datetime, time

from audit_core.xlsx.cell import CellType
from audit_core.xlsx.serial_dates import datetime_to_serial
from audit_core.xlsx.text import clean

_NUMBER = re.compile(r"\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*", re.ASCII)
UNREAD = 4
"""`read_value` could not read the value."""
_SHORT = 400
"""Most characters of a number that is read. Excel writes 17 digits and an exponent."""


class Unread(Exception):
    """The value of a cell is not of its declared type."""


def read_value(text: str, given: str, epoch_1904: bool) -> tuple[CellType, str | float | bool, int]:
    """Return the kind and value of a cell, and what had to be changed (see `text.clean`, `UNREAD`).

    `given` is the declared type, "" for none. Shared strings ("s") and inline texts are not read
    here. A value that cannot be read is an "error" that shows what is in the file.
    """
    if given in ("str", "inlineStr"):
        return ("text", *clean(text))
    try:
        if given in ("", "n"):
            return ("number", number_value(text), 0)
        if given == "b":
            return ("bool", bool_value(text), 0)
        if given == "d":
            return ("number", date_value(text, epoch_1904), 0)
    except Unread:
        pass
    word, changed = clean(text)
    return ("error", word, changed if given == "e" else changed | UNREAD)


def number_value(text: str) -> float:
    """Return a number. "nan", "inf", "1_000" and digits of other scripts are not numbers in a
    workbook.
    """
    if len(text) > _SHORT or _NUMBER.fullmatch(text) is None:
        raise Unread
    value = float(text)
    if not math.isfinite(value):
        raise Unread
    return value


def bool_value(text: str) -> bool:
    """Return TRUE or FALSE as a bool."""
    word = text.strip().lower()
    if word not in ("0", "1", "true", "false"):
        raise Unread
    return word in ("1", "true")


def date_value(text: str, epoch_1904: bool) -> float:
    """Return an ISO date, time or both as Excel's day number. A time zone is dropped."""
    word = text.strip()
    try:
        if word.startswith("T") or (":" in word and "-" not in word[:8] and len(word) <= _SHORT):
            clock = time.fromisoformat(word)
            return (
                clock.hour * 3600 + clock.minute * 60 + clock.second + clock.microsecond / 1e6
            ) / 86_400
        return datetime_to_serial(
            datetime.fromisoformat(word[:_SHORT]).replace(tzinfo=None), epoch_1904
        )
    except ValueError:
        raise Unread from None
