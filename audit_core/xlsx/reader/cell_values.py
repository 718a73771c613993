"""Numbers, yes/no and ISO dates as a cell writes them; anything else is said to be unread, never
taken for 0 or blank.
"""

from __future__ import annotations

import math
import re
from datetime import datetime, time
from typing import TYPE_CHECKING

from audit_core.xlsx.serial_dates import datetime_to_serial
from audit_core.xlsx.text import clean

if TYPE_CHECKING:
    from audit_core.xlsx.cell import CellType

_NUMBER = re.compile(r"\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*", re.ASCII)
UNREAD = 4
"""`read_value` could not read what stands there."""
_SHORT = 400
"""Characters of the longest number worth reading: Excel writes 17 digits and an exponent."""


class Unread(Exception):
    """What stands in a cell is not a value of the kind it claims to be."""


def read_value(text: str, given: str, epoch_1904: bool) -> tuple[CellType, str | float | bool, int]:
    """What stands in a cell of the given type: its kind, its value, and what had to be changed (see
    `text.clean`, `UNREAD`). `given` is "" for none.

    "s" and inline texts are not read here. What cannot be read is an "error" that shows what stands
    there.
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
    """A number. Python's own "nan", "inf" and "1_000" are not numbers here, nor are the digits of
    other scripts.
    """
    if len(text) > _SHORT or _NUMBER.fullmatch(text) is None:
        raise Unread
    value = float(text)
    if not math.isfinite(value):
        raise Unread
    return value


def bool_value(text: str) -> bool:
    """TRUE or FALSE."""
    word = text.strip().lower()
    if word not in ("0", "1", "true", "false"):
        raise Unread
    return word in ("1", "true")


def date_value(text: str, epoch_1904: bool) -> float:
    """An ISO date, time or both, as the day number Excel would store. A time zone is dropped: the
    digits are what was typed.
    """
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
