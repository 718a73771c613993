"""Small words that findings share."""

from __future__ import annotations

from audit_core.words import mark, say

_FEW = mark(("no cases", "one case", "two cases", "three cases", "four cases", "five cases", "six cases", "seven cases", "eight cases", "nine cases"))


def cases_in_words(number: int) -> str:
    """ "one case", "three cases", "12 cases"."""
    return say(_FEW[number]) if number < len(_FEW) else say("{count} cases", count=number)
