"""The filters of every template: counts, dates, grades and fixed texts in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol

from markupsafe import Markup

from audit_core.i18n import N_, _, date_in_words, localised, ngettext, pluralise
from audit_core.quantifiers import quantifier
from audit_core.themes.rules import FINDING_WORDS, FindingKind
from audit_core.themes.scales import GRADES


class _HasKind(Protocol):
    @property
    def kind(self) -> FindingKind: ...


class _HasStatus(Protocol):
    @property
    def status(self) -> str: ...


N_(("proposed", "accepted", "edited", "rejected", "noted"))
N_(("accepted with notes", "refused", "duplicate", "superseded", "conflict", "skipped"))
"""The words of `decision_in_words` and of `file_outcome`, for translators."""


def count_of_total(count: int, base: int) -> str:
    """Return a count with its base: "5 of 10"."""
    return _("{n} of {total}", n=count, total=base)


def day_or_dash(value: date | None) -> str:
    """Return a date in words, "14 March 2026", or a dash for none."""
    return date_in_words(value) if value else "–"


def grade_in_words(code: str) -> str:
    """Return a grade in words, or a dash for none."""
    answer = GRADES.get(code)
    return _(answer.label) if answer else "–"


def share_or_count(count: int, base: int) -> str:
    """Return a share in one word by the rule of `quantifier`, counts if the base is too small for a
    word, or "no answers" if it is 0.
    """
    return (quantifier(count, base) or count_of_total(count, base)) if base else _("no answers")


def count_with_noun(count: int, one: str, more: str = "") -> str:
    """Return a count with its noun, "1 case" or "6 cases". For partnerships' own templates: it is
    not translated.
    """
    return localised(pluralise(count, one, more))


def finding_kind(finding: _HasKind) -> str:
    """Return the kind of a finding in words."""
    return _(dict(FINDING_WORDS)[finding.kind])


def translated(text: str, /, **parts: object) -> str:
    """Return a fixed text of a template, translated. Parts that are Markup stay Markup."""
    if any(isinstance(part, Markup) for part in parts.values()):
        return Markup(_(text)).format(**parts)  # noqa: S704 - our own words
    return _(text, **parts)


def translated_count(count: int, one: str, more: str, **parts: object) -> str:
    """Return a translated text about a number, with {count} and other parts filled in."""
    return ngettext(one, more, count, **parts)


def file_outcome(line: _HasStatus) -> str:
    """Return how a file was treated, in words."""
    return _(line.status.replace("_", " "))


def full_sentence(text: str) -> str:
    """Return a text that ends with exactly one full stop or with its own end mark."""
    bare = text.rstrip().rstrip(".")
    return bare if not bare or bare.endswith(("!", "?")) else f"{bare}."


def decision_in_words(item: _HasStatus) -> str:
    """Return the panel's decision as a word within a sentence."""
    return _(item.status)


FILTERS: dict[str, Callable[..., str]] = {
    "counts": count_of_total,
    "amount": count_of_total,
    "day": day_or_dash,
    "grade": grade_in_words,
    "share": share_or_count,
    "many": count_with_noun,
    "kind": finding_kind,
    "_": translated,
    "say": translated,
    "ngettext": translated_count,
    "say_count": translated_count,
    "decided": decision_in_words,
    "sentence": full_sentence,
    "became": file_outcome,
}
