"""The words all, most, some, few and none, used by one stated rule where small numbers may not be
printed.
"""

from __future__ import annotations

from audit_core.i18n import N_, _

MIN_BASE = 4
"""The smallest base for which a word is used: below it, one case more or less would change the
word.
"""
RULE = N_(
    "Words for counts follow one rule. All is every one; most is more than half; some is half or "
    "fewer, but more than a fifth; few is a fifth or fewer, but at least one. Where fewer than "
    "{least} are counted, only the counts are given."
)
_WORDS = N_(("all", "most", "some", "few", "none"))


def rule_in_words() -> str:
    """Return the rule in words, for templates that print it."""
    return _(RULE, least=MIN_BASE)


def quantifier(count: int, base: int) -> str:
    """Return the word for `count` of `base`, or "" if the base is too small. Raises ValueError for
    impossible counts.
    """
    if not 0 <= count <= base:
        raise ValueError(f"{count} of {base} is not a possible count")
    if base < MIN_BASE:
        return ""
    fits = (count == base, 2 * count > base, 5 * count > base, count > 0, True)
    return _(_WORDS[fits.index(True)])
