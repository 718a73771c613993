"""Charts: stacked bars of answers by section and agency, and of grades. Each has a description in
words for readers who cannot see it.
"""

from __future__ import annotations

from collections import Counter

from audit_core.i18n import _
from audit_core.rounds.round import Round
from audit_core.scoring.percent_met import Tally
from audit_core.scoring.scorecard import Scorecard
from audit_core.tables import Bar, Figure, Tint
from audit_core.themes.scales import COMPLIANCE, GRADES, Counts
from audit_core.themes.theme import Theme

_PARTS: tuple[tuple[Counts, str, Tint], ...] = tuple(
    (answer.counts, answer.label, answer.tint)
    for answer in COMPLIANCE.answers
    if answer.counts != "excluded"
)


def charts(scores: Scorecard, theme: Theme) -> tuple[Figure, ...]:
    """Return the figures of a round. Empty figures are left out."""
    return tuple(figure for figure in (_sections(scores, theme), _grades(scores)) if figure.bars)


def _sections(scores: Scorecard, theme: Theme) -> Figure:
    bars = []
    for instrument in theme.instruments:
        if instrument.about != "case":
            continue
        for section in instrument.sections:
            tally = sum(
                (
                    s.tally
                    for s in scores.questions
                    if s.instrument == instrument.name
                    and s.section == section.number
                    and theme.is_good(s.ref)
                ),
                Tally(),
            )
            if tally.base:
                bars.append(
                    Bar(
                        section.title,
                        tuple(
                            (_(label), getattr(tally, part), tint) for part, label, tint in _PARTS
                        ),
                    )
                )
    words = (
        _(
            "{section}: {met} met of {total}",
            section=bar.label,
            met=bar.parts[0][1],
            total=sum(count for _, count, _ in bar.parts),
        )
        for bar in bars
    )
    description = _("Stacked bars of answers in each section. {bars}.", bars="; ".join(words))
    return Figure(
        "sections", _("Answers by section of the case file audit"), description, tuple(bars)
    )


def agencies(scores: Scorecard, audit_round: Round) -> Figure:
    """Return stacked bars of each agency's answers, for the analysis workbook only: reports do not
    compare agencies in a chart.
    """
    bars = tuple(
        Bar(
            audit_round.name_of(code),
            tuple((_(label), getattr(tally, part), tint) for part, label, tint in _PARTS),
        )
        for code, tally in scores.recipients
        if tally.base
    )
    words = "; ".join(
        _(
            "{section}: {met} met of {total}",
            section=bar.label,
            met=bar.parts[0][1],
            total=sum(count for _, count, _ in bar.parts),
        )
        for bar in bars
    )
    return Figure(
        "agencies",
        _("Answers by agency"),
        _("Stacked bars of each agency's answers. {bars}.", bars=words),
        bars,
    )


def _grades(scores: Scorecard) -> Figure:
    rows = (
        (
            _("Agencies on their own practice"),
            [grade for case in scores.grades for _, grade, _ in case.own],
        ),
        (
            _("Agencies on working together"),
            [grade for case in scores.grades for _, grade, _ in case.together],
        ),
        (_("Agreed by the panel"), [case.agreed for case in scores.grades if case.agreed]),
    )
    bars = []
    for label, given in rows:
        count = Counter(given)
        if given:
            bars.append(
                Bar(
                    label,
                    tuple(
                        (_(answer.label), count[answer.code], answer.tint)
                        for answer in GRADES.answers
                    ),
                )
            )
    words = "; ".join(
        f"{bar.label}: " + ", ".join(f"{name} {count}" for name, count, _ in bar.parts if count)
        for bar in bars
    )
    return Figure(
        "grades",
        _("Grades given and agreed"),
        _("Stacked bars of grades. {bars}.", bars=words),
        tuple(bars),
        unit="grades",
    )
