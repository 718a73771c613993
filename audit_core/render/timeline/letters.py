"""A letter of its own for each kind of event, so that a mark can be read without its colour."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SMALL = 2
"""A word of so few letters (or, of) gives no letter while another can."""


def letters_of(kinds: Iterable[str]) -> dict[str, str]:
    """A capital for each kind, in their order: of its words first, then of any of its letters, then any that is free."""
    given: dict[str, str] = {}
    for kind in kinds:
        given[kind] = next((letter for letter in _candidates(kind) if letter not in given.values()), "?")
    return given


def _candidates(kind: str) -> Iterator[str]:
    yield from (word[0].upper() for word in kind.split() if len(word) > _SMALL)
    yield from (letter.upper() for letter in kind if letter.isalpha())
    yield from (*string.ascii_uppercase, *string.digits)
