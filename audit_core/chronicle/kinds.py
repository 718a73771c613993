"""What the kinds of event stand for, as declared data: a kind is known by the words in its name, so that every theme's is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from audit_core.model.theme import Chronology
from audit_core.words import own

if TYPE_CHECKING:
    from audit_core.model.chronicle import Role
    from audit_core.model.theme import Theme


@attrs.frozen
class Known:
    """A role, the words that give it to a kind, and those that do not although they hold such words."""

    role: Role
    words: tuple[str, ...]
    never: tuple[str, ...] = ()


KNOWN = (
    Known("worry", ("incident", "concern", "home conditions", "missed appointment", "hunger", "supervision of the child")),
    Known("referral", ("referral",)),
    Known("nothing", ("no action", "no further action")),
    Known("assessment", ("assessment",), never=("new worker or assessment",)),
    Known("decision", ("decision", "step up", "step down", "change of plan"), never=("change of plan or worker",)),
    Known("down", ("step down",)),
    Known("change", ("change of", "new worker")),
)
"""A notification is no worry of its own: it reports one. Attendance, weight and health can be good news or bad, and stand for nothing here."""


def roles_of(kind: str) -> tuple[Role, ...]:
    """What a kind stands for, in the house's words or the partnership's own; nothing for most."""
    name = folded(kind)
    return tuple(known.role for known in KNOWN if _has(name, known.words) and not _has(name, known.never))


def kinds_of(theme: Theme) -> tuple[str, ...]:
    """The kinds that the theme's forms offer, in their order, each once."""
    sheets = (sheet for instrument in theme.instruments for sheet in instrument.sheets if isinstance(sheet, Chronology))
    return tuple(dict.fromkeys(kind for sheet in sheets for kind in sheet.kinds))


def folded(text: str) -> str:
    """A text in small letters and single spaces."""
    return " ".join(text.split()).casefold()


def _has(name: str, words: tuple[str, ...]) -> bool:
    return any(re.search(rf"\b{re.escape(said)}", name) for word in words for said in {word, folded(own(word))})
