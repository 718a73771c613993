"""The kinds of question: each record of themes/theme.py with the class that asks and reads it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from audit_core.forms.kinds.day import DayKind
from audit_core.forms.kinds.number import NumberKind
from audit_core.forms.kinds.poll import PollKind
from audit_core.forms.kinds.question_kind import QuestionKind
from audit_core.forms.kinds.rating import RatingKind
from audit_core.forms.kinds.tick_all import TickAllKind
from audit_core.forms.kinds.times import TimesKind
from audit_core.forms.kinds.words import WordsKind
from audit_core.themes.theme import (
    Day,
    Number,
    Poll,
    Question,
    Rating,
    Theme,
    TickAll,
    Times,
    Words,
)

KINDS: dict[type, type[QuestionKind[Any]]] = {
    Rating: RatingKind,
    Times: TimesKind,
    TickAll: TickAllKind,
    Number: NumberKind,
    Day: DayKind,
    Words: WordsKind,
    Poll: PollKind,
}


def kind_of(
    question: Question, theme: Theme, limits: Mapping[str, str] = MappingProxyType({})
) -> QuestionKind[Any]:
    """Return how a question of a theme is asked, checked and read. `limits` is what a form says of
    the time limits of its round, by name.
    """
    return KINDS[type(question.answer)](question, question.answer, theme, limits)
