"""What of an agency's log may be printed on a page without names: our own refs and case references,
and texts without names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from audit_core.i18n import N_
from audit_core.parsing.folding import fold, squeeze_spaces
from audit_core.parsing.personal_identifiers import NAME, NO_NAMES, identifiers_in
from audit_core.rounds.case_references import is_subject_ref

DAY, NUMBER = N_(("a date", "a long number"))
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = re.compile(
    r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}\b"
    rf"|\b{_MONTH} \d{{1,4}}\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d(?:[ ./()-]{0,2}\d){5}")
_WORD = re.compile(r"[^\W\d_]+")
_OPENS = re.compile(r"(?:^|[.!?\n])[\s\"'“‘(]*$")
_SHORTEST = 4
"""Words in capitals with fewer letters than this are taken for abbreviations, not names."""
_ABBREVIATIONS = frozenset(
    (
        "camhs",
        "dash",
        "dols",
        "ehcp",
        "icpc",
        "iicsa",
        "lado",
        "mappa",
        "marac",
        "mash",
        "nspcc",
        "rcpc",
        "senco",
    )
)
_KNOWN = frozenset(word.casefold() for word in NO_NAMES) | _ABBREVIATIONS


class WithheldTexts:
    """The texts of a quarter's logs that are not printed, each as a number. Equal texts have the
    same number, so they can still be compared.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """Return the number of a withheld text. The text itself is not passed on."""
        return self._numbers.setdefault(squeeze_spaces(text), len(self._numbers) + 1)


def our_ref(text: str) -> str:
    """Return a ref as the log prints it (E7), whatever its spaces, dash and case; "" if the text is
    not one.
    """
    match = re.fullmatch(r"e-?0{0,2}([1-9]\d{0,2})", fold(text).replace(" ", ""), re.ASCII)
    return f"E{match[1]}" if match else ""


def our_case(text: str) -> str:
    """Return a reference as forms print it (DA26A-07-B), whatever its spaces, dashes and case; ""
    if the text is not one. The check letter must be right.
    """
    ref = re.sub(r"[\s-]+", "-", fold(text)).upper()
    return ref if ref.isascii() and is_subject_ref(ref) else ""


def may_name(text: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the kinds of possible identifiers in a text, each once. This is stricter than for
    forms, because what is written here is not checked by anybody.

    Every date and every long number counts, and every capitalised word that does not begin a
    sentence and is neither a known word nor in the `known` texts (names of agencies and stages). A
    first name at the beginning of a sentence, or in small letters, is not noticed.
    """
    more = (
        (DAY, _DAY.search(text)),
        (NUMBER, _NUMBER.search(text)),
        (NAME, any(_capitals(text, known))),
    )
    return tuple(dict.fromkeys((*identifiers_in(text), *(kind for kind, found in more if found))))


def _capitals(text: str, known: Iterable[str]) -> Iterator[str]:
    """Yield the capitalised words that may be names."""
    ours = _KNOWN | {word.casefold() for name in known for word in _WORD.findall(name)}
    for match in _WORD.finditer(text):
        word = match[0]
        if word.casefold() in ours or not word[0].isupper():
            continue
        if len(word) >= _SHORTEST if word.isupper() else not _OPENS.search(text[: match.start()]):
            yield word
