"""Questions answered by choosing from a scale."""

from __future__ import annotations

from collections.abc import Iterator

from audit_core.forms.formulas import CELL, among, is_explained, shown
from audit_core.forms.kinds.question_kind import (
    AnswerRow,
    Mistake,
    QuestionKind,
    check_of_words,
)
from audit_core.parsing.choices import MAX_LIST_LENGTH, Option, fits_a_list
from audit_core.themes.theme import Rating


class RatingKind(QuestionKind[Rating]):
    """One cell with the answers of a scale, and evidence beside it."""

    def rows(self) -> Iterator[AnswerRow]:
        """Yield its one row."""
        scale = self.theme.scale(self.answer.scale)
        answers = scale.answers if scale else ()
        options = tuple(Option(answer.code, answer.label) for answer in answers)
        yield AnswerRow(self.question.ref, "rating", self.question.text, options=options)

    def mistakes(self) -> Iterator[Mistake]:
        """Yield a scale that does not exist, or whose labels fit no drop-down list."""
        scale = self.theme.scale(self.answer.scale)
        yield scale is None, "theme.unknown_scale", {"scale": self.answer.scale}
        labels = tuple(option.label for option in scale.answers) if scale else ()
        yield not fits_a_list(labels), "theme.answers_too_long", {"limit": MAX_LIST_LENGTH}

    def check(self, todo: str) -> str:
        """Return a check for an answer from the scale, a reason if that answer needs one, and
        evidence if it needs that.

        A paste removes the drop-down list, so the formula checks the answer as well.
        """
        scale = self.theme.scale(self.answer.scale)
        if scale is None:
            return check_of_words(todo)
        answer, explained = f"TRIM({CELL})", is_explained([0])
        one = among(answer, [item.label for item in scale.answers])
        why = among(answer, [item.label for item in scale.answers if item.reason])
        see = among(answer, [item.label for item in scale.answers if item.evidence])
        choose, done = shown("Choose an answer"), shown("Done")
        lacking = f"IF({why},{shown('Say why')},IF({see},{shown('Add evidence')},{done}))"
        right = f"IF({one},IF({explained},{done},{lacking}),{choose})"
        return f'=IF({answer}="",IF({explained},{choose},"{todo}"),{right})'
