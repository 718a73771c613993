"""How hard a text is to read: two published formulas, and the reading age that a grade stands for.

Automated Readability Index: R. J. Senter and E. A. Smith, AMRL-TR-66-220 (1967). Flesch-Kincaid
grade: J. P. Kincaid and others, Research Branch Report 8-75 (1975). A grade plus five years is
taken as the reading age, as is usual.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[A-Za-z0-9]+(?:['’-][A-Za-z0-9]+)*")
_SENTENCE = re.compile(r"[.!?](?=\s|$)")
_SILENT = re.compile(r"(?:[^laeiouy]es|[^aeiourtd]ed|[^laeiouy]e)$")
_VOWELS = re.compile(r"[aeiouy]+")


def index(letters: int, words: int, sentences: int) -> float:
    """The Automated Readability Index, from letters per word and words per sentence."""
    return 4.71 * letters / words + 0.5 * words / sentences - 21.43


def grade(syllables: int, words: int, sentences: int) -> float:
    """The Flesch-Kincaid grade, from syllables per word and words per sentence."""
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def reading_age(text: str) -> float:
    """The reading age of a text by the formula that gives the higher one."""
    words, sentences = _WORD.findall(text), max(1, len(_SENTENCE.findall(text)))
    letters = sum(character.isalnum() for word in words for character in word)
    return 5 + max(
        index(letters, len(words), sentences),
        grade(sum(map(syllables_of, words)), len(words), sentences),
    )


def syllables_of(word: str) -> int:
    """The syllables of an English word: its groups of vowels, without a silent e."""
    plain = word.lower().replace("’", "'").removesuffix("'s")
    return max(1, len(_VOWELS.findall(_SILENT.sub("", plain) if len(plain) > 3 else plain)))
