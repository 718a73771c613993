"""Published counts of children in bands, without small numbers: how far standards were met, the
panel's grades, and who the children are.

The unit is always the child, not the answer: six answers can be about one child. Every line divides
all children of the round into bands, and no line is the sum of others. Questions are not published
as well as their sections, since one would help to work out the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from audit_core.disclosure.published import CountLine, CountTable
from audit_core.i18n import N_, _, localised
from audit_core.quantifiers import quantifier
from audit_core.rounds.round import Round, Subject
from audit_core.scoring.scorecard import QuestionScore, Scorecard, total
from audit_core.themes.facts import fact_answer
from audit_core.themes.scales import GRADES
from audit_core.themes.theme import Theme

_Cases = tuple[Subject, ...]
_MET = N_(("More than half of the answers met", "Half or fewer met", "No answers that count"))


def count_children(
    scores: Scorecard, theme: Theme, audit_round: Round, cases: _Cases
) -> tuple[CountTable, ...]:
    """Return the tables that may be published about these cases. Empty tables are left out."""
    tables = (
        CountTable(
            _("How far the standards were met"), tuple(_sections(scores, theme, cases)), wide=True
        ),
        CountTable(
            _("The grades that the panel agreed"), tuple(_grades(scores, audit_round, cases))
        ),
        CountTable(_("Who the children are"), tuple(_facts(theme, cases))),
    )
    return tuple(table for table in tables if table.lines)


def _line(about: str, bands: tuple[str, ...], found: list[str]) -> Iterator[CountLine]:
    """Yield one line from each child's band in `found`, or nothing if there are too many bands for
    so few children.
    """
    if can_be_shown(len(bands), len(found)):
        shown = suppress([found.count(band) for band in bands])
        yield CountLine(about, tuple(zip(bands, shown, strict=True)))


def _sections(scores: Scorecard, theme: Theme, cases: _Cases) -> Iterator[CountLine]:
    """Yield, for each section of the case file, for how many children more than half of the answers
    were met.
    """
    bands = tuple(_(band) for band in _MET)
    for title, questions in case_sections(scores, theme):
        if is_plural_safe(questions):
            met, base = _by_case(questions)
            yield from _line(
                localised(title),
                bands,
                [
                    bands[
                        2 if not base[case.ref] else 0 if 2 * met[case.ref] > base[case.ref] else 1
                    ]
                    for case in cases
                ],
            )


def _by_case(questions: tuple[QuestionScore, ...]) -> tuple[Counter[str], Counter[str]]:
    """Return how many answers to these questions are met, and how many count, by case."""
    met: Counter[str] = Counter()
    base: Counter[str] = Counter()
    for score in questions:
        for case, tally in score.by_subject:
            met[case] += tally.met
            base[case] += tally.base
    return met, base


def _grades(scores: Scorecard, audit_round: Round, cases: _Cases) -> Iterator[CountLine]:
    if audit_round.grades:
        agreed = {grades.subject: grades.agreed for grades in scores.grades}
        words = {answer.code: _(answer.label) for answer in GRADES.answers}
        none = _("No grade")
        yield from _line(
            _("Agreed grade"),
            (*words.values(), none),
            [words.get(agreed.get(case.ref, ""), none) for case in cases],
        )


def _facts(theme: Theme, cases: _Cases) -> Iterator[CountLine]:
    """Yield each banded fact separately: two of them together could identify a child."""
    none = _("Not known")
    for fact in theme.facts:
        words = {band: fact_answer(fact.code, band) for band in fact.bands}
        yield from _line(
            fact_answer(fact.code, fact.label),
            (*words.values(), none),
            [words.get(case.fact(fact.code), none) for case in cases],
        )


SMALLEST_SHOWN = 6
"""The smallest number above 0 that is shown."""


def can_be_shown(bands: int, children: int) -> bool:
    """Return whether a line with this many bands may be published: with every band hidden, each
    must still be able to be any number from 1 to 5.

    Only the number of bands matters, not the counts, so that a missing line reveals nothing.
    """
    return children - (bands - 1) >= SMALLEST_SHOWN - 1


def suppress(counts: Sequence[int]) -> tuple[int | None, ...]:
    """Return the counts of one line with None for hidden numbers.

    Numbers from 1 to 5 are hidden, and as many larger ones as are needed so that the hidden numbers
    cannot be worked out from the total. Raises ValueError for too many bands.
    """
    if not can_be_shown(len(counts), sum(counts)):
        raise ValueError(f"{len(counts)} bands are too many for {sum(counts)} children")
    hidden = [place for place, count in enumerate(counts) if 0 < count < SMALLEST_SHOWN]
    if hidden:
        after = (*range(hidden[0] + 1, len(counts)), *range(hidden[0]))
        others = [place for place in after if counts[place] >= SMALLEST_SHOWN]
        while others and not _enough(sum(counts[place] for place in hidden), len(hidden)):
            hidden.append(others.pop(0))
    return tuple(None if place in hidden else count for place, count in enumerate(counts))


def _enough(altogether: int, bands: int) -> bool:
    """Return whether any one of the hidden numbers could be any number from 1 to 5 while all others
    are 6 or more. `altogether` is their sum and `bands` how many there are.
    """
    return bands > 1 and altogether >= SMALLEST_SHOWN - 1 + SMALLEST_SHOWN * (bands - 1)


_LEAST_AGENCIES = 3
"""The fewest agencies behind a published figure; fewer could identify one of them."""
_Questions = tuple[QuestionScore, ...]


def share_in_words(scores: Scorecard, theme: Theme) -> tuple[str, ...]:
    """Return one sentence for each section of the case file. Sections with too few answers, or from
    too few agencies, are left out.
    """
    sentences = []
    for title, questions in case_sections(scores, theme):
        tally = total(questions)
        if tally.base >= SMALLEST_SHOWN and is_plural_safe(questions):
            sentences.append(
                _(
                    "{section}: {share} of the answers show that the standard was met.",
                    section=localised(title),
                    share=quantifier(tally.met, tally.base),
                )
            )
    return tuple(sentences)


def case_sections(scores: Scorecard, theme: Theme) -> Iterator[tuple[str, _Questions]]:
    """Yield the title of each section of the forms about cases, with the scores of its questions
    that have a good answer.
    """
    for instrument, section, questions in scores.by_section(theme):
        if instrument.about == "case":
            yield section.title, questions


def is_plural_safe(questions: _Questions) -> bool:
    """Return whether enough agencies answered these questions for a figure not to identify one."""
    return (
        len({code for score in questions for code, tally in score.by_recipient if tally.base})
        >= _LEAST_AGENCIES
    )
