"""A translation of the fixed words, from a templates folder: a gettext catalogue, messages.mo, or
an older words.json.
"""

from __future__ import annotations

import json
import re
import struct
from collections import Counter
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from typing import TYPE_CHECKING

from audit_core.i18n import ENGLISH, TwoForms
from audit_core.problems.problem import Where, problem
from audit_core.resources import catalogue_texts
from audit_core.rounds.folder import MESSAGES, WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from audit_core.problems.problem import Problem

_Found = tuple[NullTranslations, tuple["Problem", ...]]
_PART = re.compile(r"\{\{.*?\}\}|\{\w*\}", re.DOTALL)
_MANY = re.compile(r'\| many\("(\w+)"(?:, "(\w+)")?\)')
"""How templates of version 0.1.0 counted things."""
_FAULTS = (OSError, ValueError, LookupError, ArithmeticError, struct.error)
"""What reading a file that is no catalogue can raise, or a rule of plurals that is none."""
_COUNTS = range(1000)
"""Numbers enough to tell which plural forms are for one number alone."""


class Catalogue(GNUTranslations):
    """The translations of a messages.mo: equal to those of the same bytes, and sent to another
    process as its bytes.
    """

    plural: Callable[[int], int]
    _catalog: dict[str | tuple[str, int], str]

    def __init__(self, data: bytes) -> None:
        self.data = data
        super().__init__(BytesIO(data))

    def gettext(self, message: str) -> str:
        """What is said instead of an English text; an empty text is not the catalogue's header."""
        return super().gettext(message) if message else ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """What is said about so many things; in English where that form is left empty."""
        return super().ngettext(msgid1, msgid2, n) or (msgid1 if n == 1 else msgid2)

    def entries(self) -> Iterator[tuple[str, int | None, str]]:
        """Each English text with its plural form, if it is about a number, and what is said
        instead.
        """
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
    """The translation in a templates folder, and what is wrong with it. A text that is left out, or
    left empty, stays English.
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
    except _FAULTS:
        return ENGLISH, (problem("words.no_catalogue", Where(file)),)
    known = catalogue_texts()
    wrong = [
        text
        for text, form, instead in catalogue.entries()
        if not _fits(text, instead, known, form is not None, served[form or 0] == 1)
    ]
    unknown = [text for text, _, _ in catalogue.entries() if text not in known]
    return catalogue, tuple(_faults(wrong, unknown, file))


def _fits(
    text: str, instead: str, known: Mapping[str, str], counted: bool, for_one_number: bool
) -> bool:
    """Whether a translation has the parts of its text. A form for one number alone need not say the
    number.
    """
    if not counted:
        return _parts(instead) == _parts(text)
    wanted = _parts(known.get(text) or text)
    return _parts(instead) == wanted or (
        for_one_number and _parts(instead) == [part for part in wanted if part != "{count}"]
    )


def _words(data: bytes, file: str) -> _Found:
    """A words.json: each English text with what is said instead."""
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except ValueError:
        found = None
    if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
        return ENGLISH, (problem("words.unreadable", Where(file)),)
    known = catalogue_texts()
    known_texts = {*known, *known.values()}
    said = _renewed(
        {text: instead for text, instead in found.items() if instead.strip() and instead != text},
        known_texts,
    )
    wrong = [text for text, instead in said.items() if _parts(text) != _parts(instead)]
    unknown = [text for text in said if text not in known_texts]
    return TwoForms(said), (problem("words.older", Where(file)), *_faults(wrong, unknown, file))


def _renewed(said: Mapping[str, str], known: set[str]) -> dict[str, str]:
    """An older translation by the texts of today: what was a noun after its number is a text with
    the number in it.
    """
    renewed = {
        _MANY.sub(_counted, text): _MANY.sub(_counted, instead) for text, instead in said.items()
    }
    nouns = {
        f"{{count}} {text}": f"{{count}} {instead}"
        for text, instead in said.items()
        if f"{{count}} {text}" in known
    }
    return nouns | {
        text: instead
        for text, instead in renewed.items()
        if text in known or f"{{count}} {text}" not in known
    }


def _counted(match: re.Match[str]) -> str:
    return f'| say_count("{{count}} {match[1]}", "{{count}} {match[2] or f"{match[1]}s"}")'


def _faults(wrong: Iterable[str], unknown: list[str], file: str) -> Iterator[Problem]:
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
