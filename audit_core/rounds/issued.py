"""What was issued: the forms, and the texts printed under their questions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import attrs

from audit_core.records import later
from audit_core.rounds.round import Terms

Beside = Mapping[tuple[str, str], str]
"""Lines from the last round that are printed under a question, by recipient and ref."""


@attrs.frozen
class IssuedForm:
    """What issued.json keeps of a form: enough to read and score it later, together with its frozen
    theme.

    `asks` holds the keys of what the form asks about its meeting because the round did not know it;
    forms issued by earlier versions ask nothing about it.
    """

    id: str
    kind: str
    file: str
    due: date
    issued: date
    asked: tuple[str, ...]
    if_held: tuple[tuple[str, str], ...] = ()
    withdrawn: str = ""
    beside: tuple[tuple[str, str], ...] = ()
    asks: tuple[str, ...] = ()
    record_only: bool = later(default=False)
    """Whether it asks for the record to be read and nobody to be spoken to."""


@attrs.frozen
class Issued:
    """issued.json, which says what each return is read against: forms, the themes they were issued
    with (as JSON, by fingerprint), bank holidays and terms.
    """

    schema: int
    round: str
    forms: tuple[IssuedForm, ...] = ()
    themes: tuple[tuple[str, str], ...] = ()
    holidays: tuple[date, ...] = ()
    terms: Terms = attrs.field(factory=Terms)
