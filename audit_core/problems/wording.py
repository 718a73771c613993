"""How a problem is worded."""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "note"]


class Wording(NamedTuple):
    """What is wrong and what to do, in plain English; the {names} in both are filled from the data
    of the case.

    `to_auditor` is what to do where the auditor is asked and not the chair, if that differs. For a
    file that is refused,
    it is what to say in a reply.
    """

    severity: Severity
    what: str
    remedy: str = ""
    to_auditor: str = ""

    def sentence(self, data: dict[str, object]) -> str:
        """What is wrong and what to do, in one breath, in English."""
        return f"{self.what} {self.remedy}".strip().format(**data)


Wordings = dict[str, Wording]
"""Code -> wording."""
