"""Who gets forms in a round."""

from __future__ import annotations

from datetime import date

import attrs


@attrs.frozen
class Recipient:
    """Who gets forms. `code` is unique (school_oakfield); `kind` decides what is asked (school)."""

    code: str
    kind: str
    name: str
    contact: str = ""
    due: date | None = None
