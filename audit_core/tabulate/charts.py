"""Charts: stacked bars of answers by section, and of grades. Each is described in words for those who cannot see it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from audit_core.model.compiled import Bar, Figure
from audit_core.model.results import Tally
from audit_core.model.scale import COMPLIANCE, GRADES

if TYPE_CHECKING:
    from audit_core.model.results import Scorecard
    from audit_core.model.scale import Counts, Tint
    from audit_core.model.theme import Theme

_PARTS: tuple[tuple[Counts, Tint], ...] = tuple((answer.counts, answer.tint) for answer in COMPLIANCE.answers if answer.counts != "excluded")
_LABELS = {answer.counts: answer.label for answer in COMPLIANCE.answers}


def charts(scores: Scorecard, theme: Theme) -> tuple[Figure, ...]:
    """The figures of a round; one that would be empty is left out."""
    return tuple(figure for figure in (_sections(scores, theme), _grades(scores)) if figure.bars)


def _sections(scores: Scorecard, theme: Theme) -> Figure:
    bars = []
    for instrument in theme.instruments:
        if instrument.about != "case":
            continue
        for section in instrument.sections:
            tally = sum(
                (s.tally for s in scores.questions if s.instrument == instrument.name and s.section == section.number and theme.is_good(s.ref)), Tally()
            )
            if tally.base:
                bars.append(Bar(section.title, tuple((_LABELS[part], getattr(tally, part), tint) for part, tint in _PARTS)))
    words = "; ".join(f"{bar.label}: {bar.parts[0][1]} met of {sum(count for _, count, _ in bar.parts)}" for bar in bars)
    return Figure("sections", "Answers by section of the case file audit", f"Stacked bars of answers in each section. {words}.", tuple(bars))


def _grades(scores: Scorecard) -> Figure:
    rows = (
        ("Agencies on their own practice", [grade for case in scores.grades for _, grade, _ in case.own]),
        ("Agencies on working together", [grade for case in scores.grades for _, grade, _ in case.together]),
        ("Agreed by the panel", [case.agreed for case in scores.grades if case.agreed]),
    )
    bars = []
    for label, given in rows:
        count = Counter(given)
        if given:
            bars.append(Bar(label, tuple((answer.label, count[answer.code], answer.tint) for answer in GRADES.answers)))
    words = "; ".join(f"{bar.label}: " + ", ".join(f"{name} {count}" for name, count, _ in bar.parts if count) for bar in bars)
    return Figure("grades", "Grades given and agreed", f"Stacked bars of grades. {words}.", tuple(bars), unit="grades")
