"""Small words that findings share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number_in_words(number: int) -> str:
    """A small number as a word, a larger one in digits."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def cases_in_words(number: int) -> str:
    """ "one case", "three cases", "12 cases"."""
    return f"{number_in_words(number)} case{'' if number == 1 else 's'}"


def listed(names: Iterable[str]) -> str:
    """Names in a sentence, each once: "police", "police and school", "police, school and housing"."""
    *first, last = dict.fromkeys(names)
    return f"{', '.join(first)} and {last}" if first else last
