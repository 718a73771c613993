"""How much was met, in words alone: what may be said in public of a handful of cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.model.results import Tally
from audit_core.publish.suppress import LEAST
from audit_core.quantifier import quantifier
from audit_core.words import own, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audit_core.model.results import QuestionScore, Scorecard
    from audit_core.model.theme import Theme

_LEAST_AGENCIES = 3
"""What fewer agencies answered could point at one of them."""
_Questions = tuple["QuestionScore", ...]


def tell(scores: Scorecard, theme: Theme) -> tuple[str, ...]:
    """One sentence a section of the case file, in words; nothing of one with too few answers, or from too few agencies."""
    told = []
    for title, questions in case_sections(scores, theme):
        tally = sum((score.tally for score in questions), Tally())
        if tally.base >= LEAST and speaks_of_several(questions):
            told.append(say("{section}: {share} of the answers show the standard met.", section=own(title), share=quantifier(tally.met, tally.base)))
    return tuple(told)


def case_sections(scores: Scorecard, theme: Theme) -> Iterator[tuple[str, _Questions]]:
    """Every section of the forms about cases, with the scores of its questions that have a good answer."""
    for instrument in theme.instruments:
        if instrument.about == "case":
            for section in instrument.sections:
                mine = (score for score in scores.questions if score.instrument == instrument.name and score.section == section.number)
                yield section.title, tuple(score for score in mine if theme.is_good(score.ref))


def speaks_of_several(questions: _Questions) -> bool:
    """Whether enough agencies have an answer that counts: no figure is published that could point at one of them."""
    return len({code for score in questions for code, tally in score.by_recipient if tally.base}) >= _LEAST_AGENCIES
