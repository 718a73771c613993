"""The filters that every template may use: counts, dates, grades and fixed texts in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from markupsafe import Markup

from audit_core.i18n import N_, _, date_in_words, localised, ngettext, pluralise
from audit_core.quantifiers import amount, quantifier
from audit_core.themes.rules import FINDING_WORDS, FindingKind
from audit_core.themes.scales import GRADES

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date


class _HasKind(Protocol):
    @property
    def kind(self) -> FindingKind: ...


class _HasStatus(Protocol):
    @property
    def status(self) -> str: ...


_DECIDED = N_(
    {
        "proposed": "proposed",
        "accepted": "accepted",
        "edited": "edited",
        "rejected": "rejected",
        "noted": "noted",
    }
)
_BECAME = N_(
    {
        "accepted": "accepted",
        "accepted_with_notes": "accepted with notes",
        "refused": "refused",
        "duplicate": "duplicate",
        "superseded": "superseded",
        "conflict": "conflict",
        "skipped": "skipped",
    }
)


def count_of_total(count: int, base: int) -> str:
    """ "5 of 10": a count never stands without its base."""
    return _("{n} of {total}", n=count, total=base)


def day_or_dash(value: date | None) -> str:
    """A date in words: 14 March 2026; a dash for none."""
    return date_in_words(value) if value else "–"


def grade_in_words(code: str) -> str:
    """A grade in words; a dash for none."""
    answer = GRADES.get(code)
    return _(answer.label) if answer else "–"


def share_or_count(count: int, base: int) -> str:
    """How many in one word, by the rule of `quantifier`; counts where the base is too small for a
    word; "no answers" for no base.
    """
    return (quantifier(count, base) or count_of_total(count, base)) if base else _("no answers")


def count_with_noun(count: int, one: str, more: str = "") -> str:
    """A count with its noun, "1 case", "6 cases", in a partnership's own template: in its terms,
    and not translated.
    """
    return localised(pluralise(count, one, more))


def finding_kind(finding: _HasKind) -> str:
    """What a finding is, in words."""
    return _(dict(FINDING_WORDS)[finding.kind])


def translated(text: str, /, **parts: object) -> str:
    """A fixed text of a template; parts that are markup stay so."""
    if any(isinstance(part, Markup) for part in parts.values()):
        return Markup(_(text)).format(**parts)  # noqa: S704 - our own words
    return _(text, **parts)


def translated_count(count: int, one: str, more: str, **parts: object) -> str:
    """A text about a number of things, with {count} and other parts in it."""
    return ngettext(one, more, count, **parts)


def file_outcome(line: _HasStatus) -> str:
    """What became of a file."""
    return _(_BECAME[line.status])


def full_sentence(text: str) -> str:
    """A text that ends with one full stop, or with the mark it has: people type it with
    or without.
    """
    bare = text.rstrip().rstrip(".")
    return bare if not bare or bare.endswith(("!", "?")) else f"{bare}."


def decision_in_words(item: _HasStatus) -> str:
    """What the panel made of something, within a sentence."""
    return _(_DECIDED[item.status])


FILTERS: dict[str, Callable[..., str]] = {
    "counts": count_of_total,
    "amount": amount,
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
