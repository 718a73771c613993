"""Read a translation of the fixed words from a templates folder: a gettext catalogue, messages.mo,
or an older words.json.
"""

from __future__ import annotations

import json
import re
import struct
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from audit_core.i18n import ENGLISH, TwoForms
from audit_core.problems.problem import Problem, Where, problem
from audit_core.resources import catalogue_texts
from audit_core.rounds.folder import MESSAGES, WORDS

_Found = tuple[NullTranslations, tuple[Problem, ...]]
_PART = re.compile(r"\{\{.*?\}\}|\{\w*\}", re.DOTALL)
_MANY = re.compile(r'\| many\("(\w+)"(?:, "(\w+)")?\)')
"""How templates of version 0.1.0 counted things."""
_NOT_A_CATALOGUE = (OSError, ValueError, LookupError, ArithmeticError, struct.error)
"""What can be raised by a file that is not a catalogue, or by an invalid plural rule."""
_COUNTS = range(1000)
"""Enough numbers to find the plural forms that are used for one number only."""


class Catalogue(GNUTranslations):
    """The translations of a messages.mo. Equal if the bytes are equal, and pickled as the bytes."""

    plural: Callable[[int], int]
    _catalog: dict[str | tuple[str, int], str]

    def __init__(self, data: bytes) -> None:
        self.data = data
        super().__init__(BytesIO(data))

    def gettext(self, message: str) -> str:
        """Return the translation of an English text; "" for an empty text, which would otherwise
        give the header of the catalogue.
        """
        return super().gettext(message) if message else ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the translation for this number; English if that plural form is empty."""
        return super().ngettext(msgid1, msgid2, n) or (msgid1 if n == 1 else msgid2)

    def entries(self) -> Iterator[tuple[str, int | None, str]]:
        """Yield each English text, its plural form (None if it has none), and its translation."""
        for key, instead in self._catalog.items():
            text, form = (key, None) if isinstance(key, str) else key
            if text and instead:
                yield text, form, instead

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Catalogue) and self.data == other.data

    def __hash__(self) -> int:
        return hash(self.data)

    def __reduce__(self) -> tuple[type[Catalogue], tuple[bytes]]:
        return Catalogue, (self.data,)


def read_translation(folder: Path | None) -> _Found:
    """Return the translation in a templates folder, and the problems with it. A text that is
    missing or empty stays English.
    """
    if folder is None:
        return ENGLISH, ()
    for name, read in ((MESSAGES, _catalogue), (WORDS, _words)):
        if (folder / name).is_file():
            return read((folder / name).read_bytes(), f"{folder.name}/{name}")
    source = (folder / MESSAGES).with_suffix(".po")
    return ENGLISH, (
        problem("words.not_compiled", Where(f"{folder.name}/{source.name}")),
    ) if source.is_file() else ()


def _catalogue(data: bytes, file: str) -> _Found:
    try:
        catalogue = Catalogue(data)
        served = Counter(map(catalogue.plural, _COUNTS))
    except _NOT_A_CATALOGUE:
        return ENGLISH, (problem("words.no_catalogue", Where(file)),)
    known = catalogue_texts()
    wrong = [
        text
        for text, form, instead in catalogue.entries()
        if not _fits(text, instead, known, form is not None, served[form or 0] == 1)
    ]
    unknown = [text for text, _, _ in catalogue.entries() if text not in known]
    return catalogue, tuple(_problems(wrong, unknown, file))


def _fits(
    text: str, instead: str, known: Mapping[str, str], counted: bool, for_one_number: bool
) -> bool:
    """Whether a translation has the same {parts} as its text. A plural form used for one number
    only may leave out {count}.
    """
    if not counted:
        return _parts(instead) == _parts(text)
    wanted = _parts(known.get(text) or text)
    return _parts(instead) == wanted or (
        for_one_number and _parts(instead) == [part for part in wanted if part != "{count}"]
    )


def _words(data: bytes, file: str) -> _Found:
    """Read a words.json: English texts and their translations."""
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except ValueError:
        found = None
    if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
        return ENGLISH, (problem("words.unreadable", Where(file)),)
    translated = {
        text: instead for text, instead in found.items() if instead.strip() and instead != text
    }
    known = {*catalogue_texts(), *catalogue_texts().values()}
    texts = _renewed(translated, known)
    wrong = [text for text, instead in texts.items() if _parts(text) != _parts(instead)]
    unknown = [text for text in texts if text not in known]
    return TwoForms(texts), (problem("words.older", Where(file)), *_problems(wrong, unknown, file))


def _renewed(texts: Mapping[str, str], known: set[str]) -> dict[str, str]:
    """Return an older translation under today's texts. A noun that used to follow its number is now
    a text with {count} in it.
    """
    renewed = {
        _MANY.sub(_counted, text): _MANY.sub(_counted, instead) for text, instead in texts.items()
    }
    nouns = {
        f"{{count}} {text}": f"{{count}} {instead}"
        for text, instead in texts.items()
        if f"{{count}} {text}" in known
    }
    return nouns | {
        text: instead
        for text, instead in renewed.items()
        if text in known or f"{{count}} {text}" not in known
    }


def _counted(match: re.Match[str]) -> str:
    return f'| say_count("{{count}} {match[1]}", "{{count}} {match[2] or f"{match[1]}s"}")'


def _problems(wrong: Iterable[str], unknown: list[str], file: str) -> Iterator[Problem]:
    for text in dict.fromkeys(wrong):
        yield problem("words.parts", Where(file), text=_short(text))
    if unknown:
        yield problem(
            "words.unknown", Where(file), count=len(set(unknown)), text=_short(unknown[0])
        )


def _parts(text: str) -> list[str]:
    return sorted(" ".join(part.split()) for part in _PART.findall(text))


def _short(text: str) -> str:
    return text if len(text) < 80 else f"{text[:79]}…"
