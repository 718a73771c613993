"""Read dates as people type them, always day first. A missing day is never guessed."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import attrs

from audit_core.parsing.folding import fold
from audit_core.problems.problem import Problem, Where, problem

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_ISO = r"(?P<y1>\d{4})-(?P<m1>\d{1,2})-(?P<d1>\d{1,2})"
_NUMERIC = r"(?P<d2>\d{1,2})(?P<gap>[/.\- ])(?P<m2>\d{1,2})(?P=gap)(?P<y2>\d{4}|\d{2})"
_WORDED = r"(?P<d3>\d{1,2})[ ./-]?(?P<m3>[a-z]{3,9})\.?[ ./-]?'?(?P<y3>\d{4}|\d{2})"
_MONTH_FIRST = r"(?P<m4>[a-z]{3,9})\.? (?P<d4>\d{1,2}) (?P<y4>\d{4})"
_DAY = rf"(?:{_ISO}|{_NUMERIC}|{_WORDED}|{_MONTH_FIRST})"
_CLOCK = (
    r"(?:(?P<h1>\d{1,2})[:.](?P<min1>\d{2})(?:[:.](?P<s1>\d{2})(?:\.\d+)?)?"
    r"(?: ?(?P<half1>am|pm))?(?: ?(?:hrs?|hours|h|z))?"
    r"|(?P<h2>\d{1,2}) ?(?P<half2>am|pm)"
    r"|(?P<h3>\d{2})(?P<min3>\d{2}) ?(?:hrs?|hours|h))"
)
_WHOLE = (
    re.compile(_DAY, re.ASCII),
    re.compile(rf"{_DAY}[ t]{_CLOCK}", re.ASCII),
    re.compile(rf"{_CLOCK} {_DAY}", re.ASCII),
)
_NOISE = re.compile(
    r"(?<=\d)(?:st|nd|rd|th)\b|\b(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)(?:day|nesday|rsday|urday|sday)?\b,?|\b(?:at|of|on)\b|[,@]"
)
_LONGEST = 60
_LAST = date.max - timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1990, 2050
"""A date outside these years is a typing error: no child's record has earlier or later dates."""
CHILDHOOD = 18
"""Years before a period in which a child in it can have been born."""


@attrs.frozen
class Moment:
    """A date, or a date and time. `both_ways`: read month first, it would be another valid date."""

    value: date | datetime
    both_ways: bool = False

    @property
    def iso(self) -> str:
        """The ISO 8601 form that answers use: "2026-03-14", or "2026-03-14T09:10"."""
        if isinstance(self.value, datetime):
            return self.value.isoformat(timespec="minutes")
        return self.value.isoformat()

    @property
    def is_near_midnight(self) -> bool:
        """Whether it has a time of 23:00 or 23:59: a day that a program moved back by the hour of
        summer time, or by less than a minute.
        """
        return (
            isinstance(self.value, datetime)
            and self.value.hour == 23
            and self.value.minute in {0, 59}
        )

    @property
    def day(self) -> date:
        """The date without the time."""
        return self.value.date() if isinstance(self.value, datetime) else self.value


@attrs.frozen
class DateWindow:
    """Between which days a date is to be expected; None where it is not known.

    A date before `earliest` or after `today` (the day of receipt, or the day as at which is read)
    is asked about. A date after `latest` cannot be right.
    """

    earliest: date | None = None
    today: date | None = None
    latest: date | None = None

    @classmethod
    def of_period(cls, looks_from: date, today: date | None) -> DateWindow:
        """Return the window for what is audited: from a year before the earliest birth of a child
        in the period, to the day it was received. After the end of the next year it is a slip.
        """
        earliest = date(looks_from.year - CHILDHOOD - 1, looks_from.month, 1)
        return cls(earliest, today, end_of_year(today, 1) if today else None)


def end_of_year(day: date, later: int) -> date:
    """Return the last day of the year so many years after a day; of the last year, if none is."""
    return date(min(day.year + later, date.max.year), 12, 31)


ANY_DAY = DateWindow()
"""For dates that may be long past or to come."""


def doubt_about(
    moment: Moment, where: Where, window: DateWindow = ANY_DAY, *, has_time: bool = False
) -> Problem | None:
    """Return why a date that was read has to be asked about, or None.

    `has_time`: the cell asks for a time as well. An error says that the date is not to be used; any
    other problem, that it is used as it was read until somebody says otherwise.
    """
    code, day = "", moment.day
    if not FIRST_YEAR <= day.year <= LAST_YEAR or (window.latest and day > window.latest):
        code = "answer.far_date"
    elif moment.both_ways:
        code = "answer.date_both_ways"
    elif not has_time and moment.is_near_midnight:
        code = "answer.near_midnight"
    elif window.today and day > window.today:
        code = "answer.future_date"
    elif window.earliest and day < window.earliest:
        code = "answer.early_date"
    if not code:
        return None
    return problem(
        code,
        where,
        read=in_words(moment.value if has_time else day),
        typed=in_words(moment.value),
        following=in_words(min(day, _LAST) + timedelta(days=1)),
    )


def read_moment(text: str) -> Moment | None:
    """Return the date, or date and time, of a text; None if it has none, an impossible one, or no
    day.

    Two-digit years are 1950 to 2049. "03/14/2026" is None, because the day always comes first.
    """
    if len(text) > _LONGEST:
        return None
    folded = fold(text).replace("a.m", "am").replace("p.m", "pm")
    folded = folded.replace("am.", "am").replace("pm.", "pm")
    words = " ".join(_NOISE.sub(" ", folded).split())
    match = next((found for pattern in _WHOLE if (found := pattern.fullmatch(words))), None)
    if match is None:
        return None
    parts = match.groupdict()
    try:
        day = date(_year(_one(parts, "y")), _month(_one(parts, "m")), int(_one(parts, "d")))
        value = _with_clock(day, parts)
    except ValueError:
        return None
    return Moment(value, both_ways=bool(parts["d2"]) and day.day <= 12 and day.day != day.month)


def in_words(value: date) -> str:
    """Return a date, or date and time, as forms print it: "14 Mar 2026", "14 Mar 2026 09:10"."""
    day = f"{value.day} {_MONTHS[value.month - 1][:3].capitalize()} {value.year}"
    return f"{day} {value:%H:%M}" if isinstance(value, datetime) else day


def _one(parts: dict[str, str | None], letter: str) -> str:
    return next(value for number in "1234" if (value := parts.get(letter + number)))


def _year(digits: str) -> int:
    return int(digits) + (0 if len(digits) == 4 else 2000 if int(digits) < 50 else 1900)


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    word = "sep" if word == "sept" else word
    numbers = (
        number for number, month in enumerate(_MONTHS, start=1) if word in {month, month[:3]}
    )
    return next(numbers, 0)


def _with_clock(day: date, parts: dict[str, str | None]) -> date | datetime:
    """Return the date with its time of day, if it has one. Raises ValueError for an impossible
    time.
    """
    hour = parts.get("h1") or parts.get("h2") or parts.get("h3")
    if hour is None:
        return day
    half = parts.get("half1") or parts.get("half2")
    hours, minutes = int(hour), int(parts.get("min1") or parts.get("min3") or 0)
    if half:
        if not 1 <= hours <= 12:
            raise ValueError
        hours = hours % 12 + (12 if half == "pm" else 0)
    # what was typed has no time zone
    return datetime(day.year, day.month, day.day, hours, minutes)  # noqa: DTZ001
