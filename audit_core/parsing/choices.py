"""Find which choice of a list a typed text means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

import attrs

from audit_core.parsing.folding import fold, fold_printed, squeeze_spaces

MatchQuality = Literal["same", "spelling", "unsure"]

PLACEHOLDERS = frozenset(
    {
        "select",
        "<select>",
        "< select >",
        "please select",
        "-- select --",
        "select...",
        "select an option",
        "choose",
        "choose an item",
        "choose an item.",
        "choose one",
    }
)
"""First choices of other organisations' drop-downs. They mean blank; our lists have none."""

# Spellings with only one possible meaning, as `squeeze_spaces` leaves them, by answer code.
_SPELLINGS: dict[str, tuple[str, ...]] = {
    "met": ("fullymet", "metinfull", "metfully"),
    "partly": (
        "partlymet",
        "partiallymet",
        "partmet",
        "partly",
        "partially",
        "partial",
        "metinpart",
    ),
    "not_met": ("unmet", "notatallmet"),
    "told": ("donenotrecorded", "donebutnotrecorded"),
    "no_evidence": ("noevidence", "noevidenceonfile", "noevidencefound"),
    "not_applicable": ("na", "notapplic", "notapplicable"),
    "seen": ("seenthroughout",),
    "in_part": ("seeninpart", "partlyseen"),
    "not_recorded": ("notrecorded",),
    "undated": ("donedatenotrecorded", "datenotrecorded"),
    "not_known": ("notknown", "unknowntous"),
    "not_involved": ("knownnotinvolved", "knownbutnotinvolved"),
    "requires_improvement": ("ri", "requiresimprovementtobegood"),
    "yes": ("true",),
    "no": ("false",),
}
_TICKED = ("met", "seen", "yes")
# Texts that are read but have to be confirmed: a letter, or a word of another scale. It means the
# first of these codes that the list has.
_UNSURE: dict[str, tuple[str, ...]] = {
    "y": ("yes", "met", "seen"),
    "yes": ("met", "seen"),
    "n": ("no", "not_met", "not_seen"),
    "no": ("not_met", "not_seen"),
    "x": ("yes", "not_met", "not_seen"),
    "✗": ("no", "not_met", "not_seen"),
    "✘": ("no", "not_met", "not_seen"),
    "m": ("met",),
    "p": ("partly", "in_part"),
}
_OF_THE_CHILD = {"known", "notknown", "unknowntous"}
"""What earlier forms offered at S-5, which asked about the child alone: in a list of who was known,
it has to be confirmed.
"""
_BAND = re.compile(r"(\d+) ?(?:-|to) ?(\d+)", re.ASCII)


def match_choice(options: Sequence[Option], text: str) -> tuple[Option, MatchQuality] | None:
    """Return the option that a text means and how well it matches; None if it means none, or
    several.

    "same": the printed label. "spelling": another way to write it. "unsure": to be confirmed.
    """
    typed = fold(text)
    for option in options:
        if fold_printed(option.label) == typed:
            return option, "same"
    codes = {option.code: option for option in options}
    if typed in {"✓", "✔", "☑", "✅"}:
        return next(((codes[code], "spelling") for code in _TICKED if code in codes), None)
    meant = [option for option in options if _is_spelling(option, typed)]
    if len(meant) == 1:
        is_earlier = "known_adult" in codes and squeeze_spaces(typed) in _OF_THE_CHILD
        return meant[0], "unsure" if is_earlier else "spelling"
    unsure = next((codes[code] for code in _UNSURE.get(typed, ()) if code in codes), None)
    return (unsure, "unsure") if unsure is not None else None


def _is_spelling(option: Option, typed: str) -> bool:
    squeezed = squeeze_spaces(typed)
    if not squeezed:
        return False
    if squeezed in (
        squeeze_spaces(option.label),
        squeeze_spaces(option.code),
        *_SPELLINGS.get(option.code, ()),
    ):
        return True
    band, label = _BAND.fullmatch(typed), _BAND.fullmatch(fold_printed(option.label))
    return band is not None and label is not None and band.groups() == label.groups()


@attrs.frozen
class Option:
    """One option of a drop-down list."""

    code: str
    label: str


MAX_LIST_LENGTH = 255
"""The most characters of a drop-down list in Excel, its commas included."""


def fits_a_list(labels: Sequence[str]) -> bool:
    """Whether labels fit a drop-down list of Excel, which separates them by commas."""
    return len(",".join(labels)) <= MAX_LIST_LENGTH and not any("," in label for label in labels)
