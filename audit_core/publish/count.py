"""Children counted in bands, small numbers left out: how far standards were met, the panel's grades, and who the children are.

The unit is always the child. Six answers can be about one child, so answers are not counted here. Every table is made of
lines that divide all children of the round into bands, and no line is the sum of others; questions are not shown beside
their sections, since one would limit the other.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from audit_core.model.agencies import said_of_fact
from audit_core.model.published import CountLine, CountTable
from audit_core.model.scale import GRADES
from audit_core.publish.suppress import fits, suppress
from audit_core.publish.tell import case_sections, speaks_of_several
from audit_core.words import mark, own, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audit_core.model.results import QuestionScore, Scorecard
    from audit_core.model.round import Round, Subject
    from audit_core.model.theme import Theme

_Cases = tuple["Subject", ...]
_MET = mark(("More than half of the answers met", "Half or fewer met", "Nothing that counts"))


def count(scores: Scorecard, theme: Theme, round_: Round, cases: _Cases) -> tuple[CountTable, ...]:
    """The tables that may be published of these cases; one without a line that fits is left out."""
    tables = (
        CountTable(say("How far the standards were met"), tuple(_sections(scores, theme, cases)), wide=True),
        CountTable(say("The grades that the panel agreed"), tuple(_grades(scores, round_, cases))),
        CountTable(say("Who the children are"), tuple(_facts(theme, cases))),
    )
    return tuple(table for table in tables if table.lines)


def _line(about: str, bands: tuple[str, ...], found: list[str]) -> Iterator[CountLine]:
    """One line, `found` being each child's band; nothing for a line with too many bands for so few children."""
    if fits(len(bands), len(found)):
        shown = suppress([found.count(band) for band in bands])
        yield CountLine(about, tuple(zip(bands, shown, strict=True)))


def _sections(scores: Scorecard, theme: Theme, cases: _Cases) -> Iterator[CountLine]:
    """For each section of the case file: for how many children were more than half of the answers met?"""
    bands = tuple(say(band) for band in _MET)
    for title, questions in case_sections(scores, theme):
        if speaks_of_several(questions):
            met, base = _by_case(questions)
            yield from _line(own(title), bands, [bands[2 if not base[case.ref] else 0 if 2 * met[case.ref] > base[case.ref] else 1] for case in cases])


def _by_case(questions: tuple[QuestionScore, ...]) -> tuple[Counter[str], Counter[str]]:
    """How many answers of these questions are met, and how many count, by case."""
    met: Counter[str] = Counter()
    base: Counter[str] = Counter()
    for score in questions:
        for case, tally in score.by_subject:
            met[case] += tally.met
            base[case] += tally.base
    return met, base


def _grades(scores: Scorecard, round_: Round, cases: _Cases) -> Iterator[CountLine]:
    if round_.grades:
        agreed = {grades.subject: grades.agreed for grades in scores.grades}
        words = {answer.code: say(answer.label) for answer in GRADES.answers}
        none = say("No grade")
        yield from _line(say("Agreed grade"), (*words.values(), none), [words.get(agreed.get(case.ref, ""), none) for case in cases])


def _facts(theme: Theme, cases: _Cases) -> Iterator[CountLine]:
    """Each banded fact by itself: two of them together could point at one child."""
    none = say("Not known")
    for fact in theme.facts:
        words = {band: said_of_fact(fact.code, band) for band in fact.bands}
        yield from _line(said_of_fact(fact.code, fact.label), (*words.values(), none), [words.get(case.fact(fact.code), none) for case in cases])
