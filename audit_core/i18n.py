"""The words of forms and reports: said in English here, in a translation where there is one, in a
partnership's own terms.

`say` is gettext and `say_count` is ngettext, with the {parts} of a text put in. They are for every
fixed sentence that an
auditor, a chair or a board reads. Its English text is its key in the catalogue, `messages.pot`,
which `make words` collects
from the code and the templates (docs/translating.md). What a theme asks and what people typed never
goes through `say`.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from gettext import NullTranslations
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeVar

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

_T = TypeVar("_T")


class TwoForms(NullTranslations):
    """Translations by English text, with two forms of a text about a number: English itself, and an
    older words.json.
    """

    def __init__(self, said: Mapping[str, str]) -> None:
        super().__init__()
        self.said = dict(said)

    def gettext(self, message: str) -> str:
        """What is said instead of an English text."""
        return self.said.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """What is said about so many things: the first text for 1, else the second."""
        return self.gettext(msgid1 if n == 1 else msgid2)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TwoForms) and self.said == other.said

    __hash__ = None  # type: ignore[assignment]  # what is said may be changed


ENGLISH = TwoForms({})


@attrs.frozen(cache_hash=True)
class Language:
    """How a round speaks: its local words (instead of, say), and a gettext catalogue."""

    local: tuple[tuple[str, str], ...] = ()
    catalogue: NullTranslations = attrs.field(default=ENGLISH, hash=False)

    def own(self, text: str) -> str:
        """`text` in the partnership's terms: whole words only, keeping a capital and a plural "s".
        The longest term wins, once.
        """
        if not self.local:
            return text
        terms = MappingProxyType({term.casefold(): instead for term, instead in self.local})

        def instead_of(match: re.Match[str]) -> str:
            found = match[0]
            said = terms.get(found.casefold()) or f"{terms[found.casefold()[:-1]]}s"
            return said[:1].upper() + said[1:] if found[:1].isupper() else said

        return _pattern(self.local).sub(instead_of, text)

    def gettext(self, text: str) -> str:
        """A fixed text of ours, translated and in the partnership's terms."""
        return self.own(self.catalogue.gettext(text))

    def ngettext(self, one: str, many: str, count: int) -> str:
        """A fixed text about so many things, in the form that the language has for that number."""
        return self.own(self.catalogue.ngettext(one, many, count))


@lru_cache(maxsize=64)
def _pattern(local: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    terms = sorted((term for term, _ in local), key=len, reverse=True)
    return re.compile(
        "|".join(rf"(?<!\w){re.escape(term)}s?(?!\w)" for term in terms), re.IGNORECASE
    )


PLAIN = Language()
"""English, in nobody's own terms."""
_now: ContextVar[Language] = ContextVar("speech", default=PLAIN)


@contextmanager
def using_language(speech: Language) -> Iterator[None]:
    """In here, `say` speaks so."""
    token = _now.set(speech)
    try:
        yield
    finally:
        _now.reset(token)


def current_language() -> Language:
    """How is being spoken now."""
    return _now.get()


def _(text: str, /, **parts: object) -> str:
    """A fixed text as it is to be printed, with its {parts} put in: they are left as they are,
    since people may have typed them.
    """
    said = _now.get().gettext(text)
    return said.format(**parts) if parts else said


def pluralise(count: int, one: str, more: str = "") -> str:
    """A number of things in the English of the commands, which is not translated: 1
    form, 2 forms.
    """
    return f"{count} {one if count == 1 else more or f'{one}s'}"


def ngettext(one: str, many: str, count: int, /, **parts: object) -> str:
    """A text about a number of things: in English `one` for 1, else `many`; another language has
    its own forms. All may use {count}.
    """
    return _now.get().ngettext(one, many, count).format(count=count, **parts)


def localised(text: str) -> str:
    """A theme's text, or a code as printed, in the partnership's terms; never translated."""
    return _now.get().own(text)


def N_(table: _T) -> _T:
    """Puts the texts of a table into the catalogue; `say` prints them later.

    They are every text of a plain tuple, every value of a plain dict, and of anything else what
    begins with a capital.
    """
    return table


def plural(one: str, many: str) -> tuple[str, str]:
    """Puts a text about a number of things into the catalogue, as `mark` does; `say_count` prints
    it later.
    """
    return one, many


_LONG = N_(
    (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    )
)
_SHORT = N_(("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"))


def date_in_words(value: date, style: Literal["long", "short", "table"] = "long") -> str:
    """A day in words: 4 March 2026, short 4 Mar 2026, and in a table 04 Mar 2026."""
    month = (_LONG if style == "long" else _SHORT)[value.month - 1]
    return _(
        "{day} {month} {year}",
        day=f"{value.day:02}" if style == "table" else value.day,
        month=_(month),
        year=value.year,
    )


def month_in_words(value: date, style: Literal["long", "short", "bare"] = "long") -> str:
    """A month in words: March 2025, short Mar 2025, and bare March."""
    name = _((_SHORT if style == "short" else _LONG)[value.month - 1])
    return name if style == "bare" else _("{month} {year}", month=name, year=value.year)


def join_words(names: Iterable[str]) -> str:
    """Names in a sentence, each once: "police", "police and school", "police, school
    and housing".
    """
    *first, last = dict.fromkeys(names)
    return _("{names} and {last}", names=", ".join(first), last=last) if first else last


def first_and_count(most: int, names: Sequence[str]) -> list[str]:
    """Names that are to be told, and in place of those beyond the first `most` how many they are:
    nothing is left out without a word.
    """
    more = len(names) - most
    return (
        [*names[:most], ngettext("{count} more", "{count} more", more)] if more > 0 else list(names)
    )


_AMOUNTS = {
    "hours": plural("{count} hour", "{count} hours"),
    "working_days": plural("{count} working day", "{count} working days"),
    "school_days": plural("{count} school day", "{count} school days"),
    "calendar_days": plural("{count} calendar day", "{count} calendar days"),
    "months": plural("{count} month", "{count} months"),
}


def amount_of_time(unit: str, count: int) -> str:
    """An amount of time in words: 1 working day, 24 hours."""
    return ngettext(*_AMOUNTS[unit], count)
