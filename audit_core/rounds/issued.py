"""What was issued: the forms, and the texts printed beside their questions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import attrs

from audit_core.rounds.round import Terms

if TYPE_CHECKING:
    pass


Beside = Mapping[tuple[str, str], str]
"""What of the last round stands beside a question: lines by recipient and ref."""


@attrs.frozen
class IssuedForm:
    """What issued.json keeps of a form: enough, with its frozen theme, to read and score it for
    ever.
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


@attrs.frozen
class Issued:
    """issued.json, the root of trust: forms, the frozen themes they were issued with (as JSON, by
    fingerprint), calendars.
    """

    schema: int
    round: str
    forms: tuple[IssuedForm, ...] = ()
    themes: tuple[tuple[str, str], ...] = ()
    holidays: tuple[date, ...] = ()
    terms: Terms = attrs.field(factory=Terms)
