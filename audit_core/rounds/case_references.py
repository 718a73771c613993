"""References of cases and meetings, and keys of places in returns. The program makes them, never
from a person's details.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audit_core.rounds.form_id import FormId


_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"  # 23, a prime; no I, O or S, which are read as 1, 0 and 5


def check_letter(text: str) -> str:
    """Return the letter that reveals a mistyped reference: one wrong character, or two neighbours
    swapped, changes it.
    """
    total = sum(
        place * (ord(character) % 43) for place, character in enumerate(text.upper(), start=2)
    )
    return _LETTERS[total % 23]


def case_ref(code: str, number: int) -> str:
    """Return the reference of case `number` of a round: DA26A-07-B."""
    stem = f"{code}-{number:02d}"
    return f"{stem}-{check_letter(stem)}"


def meeting_ref(code: str, number: int) -> str:
    """Return the reference of meeting `number` of a round: EH26A-M02-K."""
    stem = f"{code}-M{number:02d}"
    return f"{stem}-{check_letter(stem)}"


def is_subject_ref(text: str) -> bool:
    """Whether `text` is a well-formed case or meeting reference with the right check letter."""
    match = re.fullmatch(r"([A-Z]{2,4}\d{2}[A-Z]-M?\d{2,3})-([A-Z])", text)
    return match is not None and check_letter(match[1]) == match[2]


def place_key(form: FormId, ref: str) -> str:
    """Return the key by which decisions.xlsx names a place in a return: case, recipient and ref,
    with the instrument unless it is the case file and the reader unless it is the first.
    """
    more = [form.instrument] if form.instrument != "case_file" else []
    more += [f"reader {form.reader}"] if form.reader != 1 else []
    return "/".join((form.subject, form.recipient, *more, ref))
