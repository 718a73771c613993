"""The Form ID: what a form is about, who it is for, and which questions it asks."""

from __future__ import annotations

import re

import attrs

FORM_ID = re.compile(
    r"AF1/[A-Z0-9-]+/[a-z0-9_]+/[a-z0-9_]+/\d/[a-z0-9_]+-[0-9A-Za-z.]+-[0-9a-f]{6}(?:/practice)?"
)


@attrs.frozen(order=True)
class FormId:
    """The identity of a form: subject, respondent, instrument, reader, and the exact theme it was
    issued with.
    """

    subject: str
    recipient: str
    instrument: str
    reader: int
    theme: str
    version: str
    fingerprint: str

    def __str__(self) -> str:
        respondent = f"{self.recipient}/{self.instrument}/{self.reader}"
        theme = f"{self.theme}-{self.version}-{self.fingerprint}"
        return f"AF1/{self.subject}/{respondent}/{theme}"

    @property
    def slot(self) -> tuple[str, str, str, int]:
        """Which form of the round this is, whatever the version of its theme."""
        return self.subject, self.recipient, self.instrument, self.reader

    @classmethod
    def parse(cls, text: str) -> FormId | None:
        """Return the id written in `text`, or None if it is not one."""
        parts = text.strip().split("/")
        if FORM_ID.fullmatch(text.strip()) is None or len(parts) != 6:
            return None
        _mark, subject, recipient, instrument, reader, theme = parts
        return cls(subject, recipient, instrument, int(reader), *theme.rsplit("-", 2))
