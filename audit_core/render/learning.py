"""What may be said in public: from aggregates only, small numbers left out, and below eight cases in words alone.

The bounds follow what published audits leave out (docs/sources.md, "Publishing").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from audit_core.model.results import Tally
from audit_core.render.context import share
from audit_core.words import say

if TYPE_CHECKING:
    from audit_core.model.compiled import Compiled

FEW_CASES, SMALL = 8, 6
_LEAST_AGENCIES = 3
"""A standard that fewer agencies answered could point at one of them."""


def learning_values(compiled: Compiled) -> dict[str, Any]:
    """`lines`: one sentence a section, in words or counts; `few`: whether there are too few cases for any count."""
    cases = [subject for subject in compiled.round.subjects if subject.kind == "case" and not subject.withdrawn]
    few = len(cases) < FEW_CASES
    lines = []
    for instrument in compiled.theme.instruments:
        if instrument.about != "case":
            continue
        for section in instrument.sections:
            scores = [
                score
                for score in compiled.scores.questions
                if score.instrument == instrument.name and score.section == section.number and compiled.theme.is_good(score.ref)
            ]
            tally = sum((score.tally for score in scores), Tally())
            agencies = {code for score in scores for code, mine in score.by_recipient if mine.base}
            if tally.base >= SMALL and len(agencies) >= _LEAST_AGENCIES:
                lines.append(_how_much(section.title, tally, few=few))
    return {"lines": tuple(lines), "few": few}


def _how_much(section: str, tally: Tally, *, few: bool) -> str:
    how_many = share(tally.met, tally.base)
    if few or tally.met < SMALL or tally.base - tally.met < SMALL:
        return say("{section}: {share} of the answers show the standard met.", section=section, share=how_many)
    return say("{section}: {share} of the answers show the standard met ({n} of {total}).", section=section, share=how_many, n=tally.met, total=tally.base)
