"""What a kind of question decides: the rows it has on a form, which mistakes of a theme's author it
notices, how a cell is read, and what its Check column shows.

A new kind is a record in themes/theme.py, a module beside this one with its class, and a line in
kinds/registry.py.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from string import ascii_lowercase
from typing import Generic, NamedTuple, TypeVar

import attrs

from audit_core.forms.form import FieldKind
from audit_core.forms.formulas import CELL, is_explained, shown
from audit_core.forms.kinds.filled_cell import AnswerValue, FilledCell, read_filled
from audit_core.parsing.choices import Option
from audit_core.themes.theme import AnswerKind, Question, Theme

Record = TypeVar("Record", bound=AnswerKind)
Mistake = tuple[object, str] | tuple[object, str, Mapping[str, object]]
"""What is wrong if it is true, its code, and the values of its wording."""


class AnswerRow(NamedTuple):
    """One row of a question: its printed ref, how its cell is answered, and its label."""

    ref: str
    kind: FieldKind
    label: str
    point: str = ""
    options: tuple[Option, ...] = ()


@attrs.frozen
class QuestionKind(ABC, Generic[Record]):
    """How one question of a theme is asked, checked and read, by its kind. `answer` is the record
    that its author wrote, `limits` what the form says of the round's time limits, by name.
    """

    question: Question
    answer: Record
    theme: Theme
    limits: Mapping[str, str]

    @property
    def has_heading(self) -> bool:
        """Whether the question is printed on a row of its own, above the rows to answer."""
        return False

    @abstractmethod
    def rows(self) -> Iterator[AnswerRow]:
        """Yield the rows to answer, in printed order."""

    @property
    def below(self) -> range:
        """How many rows below its heading each row to answer stands."""
        return range(1, len(tuple(self.rows())) + 1)

    def lettered(self, names: Sequence[str], start: int = 0) -> Iterator[tuple[str, str]]:
        """Yield each name with the printed ref of its row: the question's, and a letter."""
        for place, name in enumerate(names, start):
            yield f"{self.question.ref}{ascii_lowercase[place]}", name

    def how_to_answer(self) -> str:
        """Return the last line of the guidance: how the rows are answered."""
        return ""

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what the author of the theme may have got wrong."""
        yield from ()

    def read(self, filled: FilledCell) -> AnswerValue:
        """Return what a cell says. Nothing is guessed: what is unclear is not understood."""
        return read_filled(filled)

    def check(self, todo: str) -> str:
        """Return the formula of the Check column. `todo` is what it shows while the form is blank.

        It belongs on the row of the answer, or on the heading above the answers if there is one.
        """
        return check_of_words(todo)


def check_of_words(todo: str, done: str = "") -> str:
    """Return the check of a question with one cell: anything in it, or an explanation beside it.

    `done` is the formula for a cell that is filled in, if not everything is welcome there.
    """
    blank = f'IF({is_explained([0])},{shown("Done")},"{todo}")'
    return f'=IF(TRIM({CELL})="",{blank},{done or shown("Done")})'


def check_of_numbers(todo: str, wanted: str) -> str:
    """Return the check of a question whose one cell takes a number or a date; `wanted` asks for
    it.
    """
    return check_of_words(todo, f"IF(COUNT({CELL})=0,{wanted},{shown('Done')})")
