"""How a problem is worded."""

from __future__ import annotations

from functools import partial
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]


class Wording(NamedTuple):
    """The words of one problem: what is wrong and what to do, with {names} to be filled in.

    `to_auditor` replaces `remedy` in a message to the auditor, where the two differ; for a refused
    file it is the text of the reply.
    """

    severity: Severity
    what: str
    remedy: str = ""
    to_auditor: str = ""

    def sentence(self, data: dict[str, object]) -> str:
        """Return what is wrong and what to do as one English text."""
        return f"{self.what} {self.remedy}".strip().format(**data)


Wordings = dict[str, Wording]
"""Code -> wording."""

error = partial(Wording, "error")
warning = partial(Wording, "warning")
note = partial(Wording, "note")
