"""Small words that findings share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.words import mark, say

if TYPE_CHECKING:
    from collections.abc import Iterable

_FEW = mark(("no cases", "one case", "two cases", "three cases", "four cases", "five cases", "six cases", "seven cases", "eight cases", "nine cases"))


def cases_in_words(number: int) -> str:
    """ "one case", "three cases", "12 cases"."""
    return say(_FEW[number]) if number < len(_FEW) else say("{count} cases", count=number)


def listed(names: Iterable[str]) -> str:
    """Names in a sentence, each once: "police", "police and school", "police, school and housing"."""
    *first, last = dict.fromkeys(names)
    return say("{names} and {last}", names=", ".join(first), last=last) if first else last
