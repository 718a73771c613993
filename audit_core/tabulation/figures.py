"""Charts: stacked bars of answers by section and agency, and of grades. Each has a description in
words for readers who cannot see it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from audit_core.i18n import _
from audit_core.rounds.round import Round
from audit_core.scoring.percent_met import Tally
from audit_core.scoring.scorecard import Scorecard, total
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
    bars = _bars(
        (section.title, total(questions))
        for instrument, section, questions in scores.by_section(theme)
        if instrument.about == "case"
    )
    description = _("Stacked bars of answers in each section. {bars}.", bars=_in_words(bars))
    return Figure("sections", _("Answers by section of the case file audit"), description, bars)


def _bars(tallies: Iterable[tuple[str, Tally]]) -> tuple[Bar, ...]:
    """Return a bar for each tally, with its label, in which answers count."""
    return tuple(
        Bar(label, tuple((_(name), getattr(tally, part), tint) for part, name, tint in _PARTS))
        for label, tally in tallies
        if tally.base
    )


def _in_words(bars: Iterable[Bar]) -> str:
    return "; ".join(
        _(
            "{section}: {met} met of {total}",
            section=bar.label,
            met=bar.parts[0][1],
            total=sum(count for _, count, _ in bar.parts),
        )
        for bar in bars
    )


def agencies(scores: Scorecard, audit_round: Round) -> Figure:
    """Return stacked bars of each agency's answers, for the analysis workbook only: reports do not
    compare agencies in a chart.
    """
    bars = _bars((audit_round.name_of(code), tally) for code, tally in scores.recipients)
    description = _("Stacked bars of each agency's answers. {bars}.", bars=_in_words(bars))
    return Figure("agencies", _("Answers by agency"), description, bars)


def _grades(scores: Scorecard) -> Figure:
    rows = (
        (
            _("Agencies on their own practice"),
            Counter(grade for case in scores.grades for _, grade, _ in case.own),
        ),
        (
            _("Agencies on working together"),
            Counter(grade for case in scores.grades for _, grade, _ in case.together),
        ),
        (_("Agreed by the panel"), Counter(case.agreed for case in scores.grades if case.agreed)),
    )
    bars = tuple(
        Bar(
            label,
            tuple((_(answer.label), count[answer.code], answer.tint) for answer in GRADES.answers),
        )
        for label, count in rows
        if count
    )
    words = "; ".join(
        f"{bar.label}: " + ", ".join(f"{name} {count}" for name, count, _ in bar.parts if count)
        for bar in bars
    )
    return Figure(
        "grades",
        _("Grades given and agreed"),
        _("Stacked bars of grades. {bars}.", bars=words),
        bars,
        unit="grades",
    )
