"""The fixed texts of forms and reports: English in the code, translated if there is a translation,
and in a partnership's own terms.

`_` is gettext and `ngettext` its plural form, and both fill in the {parts} of a text. They are for
every fixed sentence that an auditor, a chair or a board reads. The English text is the key in the
catalogue, `messages.pot`, which `make words` collects from the code and the templates
(docs/translating.md). Questions of themes and text that people typed never go through them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from gettext import NullTranslations
from types import MappingProxyType
from typing import Literal, TypeVar

import attrs

_T = TypeVar("_T")


class TwoForms(NullTranslations):
    """Translations by English text, with one form for 1 and one for other numbers: English itself,
    and an older words.json.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self.texts = dict(texts)

    def gettext(self, message: str) -> str:
        """Return the translation of an English text."""
        return self.texts.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the translation for a number: of the first text for 1, otherwise of the second."""
        return self.gettext(msgid1 if n == 1 else msgid2)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TwoForms) and self.texts == other.texts

    __hash__ = None  # type: ignore[assignment]  # the dict can be changed


ENGLISH = TwoForms({})


@attrs.frozen(cache_hash=True)
class Language:
    """The language of a round: its local words (instead of, say), and a gettext catalogue."""

    local: tuple[tuple[str, str], ...] = ()
    catalogue: NullTranslations = attrs.field(default=ENGLISH, hash=False)

    def own(self, text: str) -> str:
        """Return `text` in the partnership's terms: whole words only, keeping a capital and a
        plural "s".

        The longest term is replaced first, and replaced text is not searched again.
        """
        if not self.local:
            return text
        terms = MappingProxyType({term.casefold(): instead for term, instead in self.local})

        def instead_of(match: re.Match[str]) -> str:
            found = match[0]
            local = terms.get(found.casefold()) or f"{terms[found.casefold()[:-1]]}s"
            return local[:1].upper() + local[1:] if found[:1].isupper() else local

        return _pattern(self.local).sub(instead_of, text)

    def gettext(self, text: str) -> str:
        """Return a fixed text, translated and in the partnership's terms."""
        return self.own(self.catalogue.gettext(text))

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return a fixed text about a number of things, in the plural form that the language has
        for it.
        """
        return self.own(self.catalogue.ngettext(one, many, count))


@lru_cache(maxsize=64)
def _pattern(local: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    terms = sorted((term for term, _ in local), key=len, reverse=True)
    return re.compile(
        "|".join(rf"(?<!\w){re.escape(term)}s?(?!\w)" for term in terms), re.IGNORECASE
    )


PLAIN = Language()
"""English, without local words."""
_now: ContextVar[Language] = ContextVar("speech", default=PLAIN)


@contextmanager
def using_language(language: Language) -> Iterator[None]:
    """Make `_` and `ngettext` use this language within the block."""
    token = _now.set(language)
    try:
        yield
    finally:
        _now.reset(token)


def current_language() -> Language:
    """Return the language in use."""
    return _now.get()


def _(text: str, /, **parts: object) -> str:
    """Return a fixed text as it is to be printed. Its {parts} are filled in unchanged, since people
    may have typed them.
    """
    printed = _now.get().gettext(text)
    return printed.format(**parts) if parts else printed


def pluralise(count: int, one: str, more: str = "") -> str:
    """Return a number of things in the English of the commands, which is not translated: 1 form, 2
    forms.
    """
    return f"{count} {one if count == 1 else more or f'{one}s'}"


def ngettext(one: str, many: str, count: int, /, **parts: object) -> str:
    """Return a text about a number of things: in English `one` for 1, otherwise `many`; another
    language has its own forms. All may use {count}.
    """
    return _now.get().ngettext(one, many, count).format(count=count, **parts)


def localised(text: str) -> str:
    """Return a text of a theme, or a code as printed, in the partnership's terms. It is never
    translated.
    """
    return _now.get().own(text)


def N_(table: _T) -> _T:
    """Mark the texts of a table for the catalogue; `_` prints them later. Returns the table.

    Marked are every text of a plain tuple, every value of a plain dict and, in anything else, each
    text that begins with a capital.
    """
    return table


def plural(one: str, many: str) -> tuple[str, str]:
    """Mark a text about a number of things for the catalogue; `ngettext` prints it later."""
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
    """Return a day in words: 4 March 2026, short 4 Mar 2026, and in a table 04 Mar 2026."""
    month = (_LONG if style == "long" else _SHORT)[value.month - 1]
    return _(
        "{day} {month} {year}",
        day=f"{value.day:02}" if style == "table" else value.day,
        month=_(month),
        year=value.year,
    )


def month_in_words(value: date, style: Literal["long", "short", "bare"] = "long") -> str:
    """Return a month in words: March 2025, short Mar 2025, and bare March."""
    name = _((_SHORT if style == "short" else _LONG)[value.month - 1])
    return name if style == "bare" else _("{month} {year}", month=name, year=value.year)


def join_words(names: Iterable[str]) -> str:
    """Join names in a sentence, each once: "police", "police and school", "police, school and
    housing".
    """
    *first, last = dict.fromkeys(names)
    return _("{names} and {last}", names=", ".join(first), last=last) if first else last


def first_and_count(most: int, names: Sequence[str]) -> list[str]:
    """Return the first `most` names and, if there are more, the number of the others: ["a", "b", "3
    more"].
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
    """Return an amount of time in words: 1 working day, 24 hours."""
    return ngettext(*_AMOUNTS[unit], count)
