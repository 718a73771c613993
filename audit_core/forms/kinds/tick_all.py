"""Questions answered by ticking every option that is true."""

from __future__ import annotations

from collections.abc import Iterator

from audit_core.forms.formulas import area_below, cell_below, is_explained, shown
from audit_core.forms.kinds.question_kind import AnswerRow, Mistake, QuestionKind
from audit_core.forms.shared_rows import printed_options
from audit_core.i18n import N_, _, localised
from audit_core.parsing.choices import Option
from audit_core.themes.theme import TickAll

TICK = N_((Option("yes", "Yes"),))


class TickAllKind(QuestionKind[TickAll]):
    """A row to tick for each option, below the question."""

    @property
    def has_heading(self) -> bool:
        """The question stands above its options."""
        return True

    def rows(self) -> Iterator[AnswerRow]:
        """Yield a row for each option."""
        for ref, option in self.lettered(self.answer.options):
            yield AnswerRow(ref, "tick", localised(option), option, printed_options(TICK))

    def how_to_answer(self) -> str:
        """Return that only what is true is ticked."""
        return _("Choose Yes for each that is true; leave the others blank.")

    def mistakes(self) -> Iterator[Mistake]:
        """Yield a question with nothing to tick, and an exclusive option that is none of them."""
        answer = self.answer
        yield not answer.options, "theme.nothing_to_tick"
        yield (
            answer.options and set(answer.none) - set(answer.options),
            "theme.none_not_an_option",
        )

    def check(self, todo: str) -> str:
        """Return a check for something ticked or written, and no other option with one that
        excludes the others.
        """
        rows = self.below
        yes, area = shown("Yes"), area_below("C", rows)
        alone = [
            f"TRIM({cell_below('C', row)})={yes}"
            for row, option in zip(rows, self.answer.options, strict=True)
            if option in self.answer.none
        ]
        done = shown("Done")
        blank = f'IF({is_explained(rows)},{done},"{todo}")'
        if alone:
            both = f"AND(OR({','.join(alone)}),COUNTIF({area},{yes})>1)"
            done = f"IF({both},{shown('Only one can be true')},{done})"
        return f"=IF(COUNTIF({area},{yes})=0,{blank},{done})"
