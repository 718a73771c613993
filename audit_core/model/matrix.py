"""Subjects by recipients: what came back of every form, and how much of it was met."""

from __future__ import annotations

from datetime import date

import attrs

from audit_core.model.results import HELD
from audit_core.model.scale import Tint
from audit_core.words import say


@attrs.frozen
class Square:
    """One form: what came back of it, in a word with its tint; its counts, which are 0 of 0 where nothing in it counts.

    `rate` is False where under 80 % was answered: its counts stand, and no share of them may be taken.
    """

    form: str
    subject: str
    recipient: str
    word: str
    tint: Tint
    met: int = 0
    base: int = 0
    rate: bool = True
    received: date | None = None

    @property
    def counted(self) -> str:
        """Its counts in words: "12 of 15 met"; nothing where nothing counts."""
        if not self.base:
            return ""
        return say("{n} of {total} met", n=self.met, total=self.base) if self.rate else say("{n} of {total} met, not all answered", n=self.met, total=self.base)


@attrs.frozen
class Line:
    """One subject, with the squares of each recipient in the order of the columns: none where it was not asked.

    One that is `held` may not be one child: each square stands, and nothing is said of all together.
    """

    subject: str
    cells: tuple[tuple[Square, ...], ...]
    held: bool = False

    @property
    def met(self) -> int:
        """Answers met, over all that came back about this subject."""
        return sum(square.met for cell in self.cells for square in cell)

    @property
    def base(self) -> int:
        """Answers that count, over all that came back about this subject."""
        return sum(square.base for cell in self.cells for square in cell)

    @property
    def together(self) -> str:
        """What stands for all agencies together: counts in words, a dash where nothing counts, or that the case is held."""
        if self.held:
            return say(HELD)
        return say("{n} of {total} met", n=self.met, total=self.base) if self.base else "–"


@attrs.frozen
class Matrix:
    """A round on one page: a line a subject, a column a recipient. `beside` are the forms about the round itself."""

    recipients: tuple[str, ...]
    lines: tuple[Line, ...]
    beside: tuple[Square, ...] = ()
