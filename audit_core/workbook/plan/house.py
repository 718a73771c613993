"""Whose plan it is, as its workbooks print it."""

from __future__ import annotations

import attrs


@attrs.frozen
class House:
    """The partnership's name and marking, where workbooks go back to, and whom to ask."""

    partnership: str
    marking: str
    return_to: str = ""
    contact: str = ""
