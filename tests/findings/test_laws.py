"""The two laws over every rule of every theme: silence in place of an honest No never hides a
finding, and never raises a share met.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from random import Random

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit_core.findings.find_all import find_all
from audit_core.forms.kinds.poll import POLL_BASE
from audit_core.forms.kinds.times import LATE_REASON
from audit_core.plugin_system.manager import load_plugins
from audit_core.problems.problem import Where
from audit_core.returns.contradictions import without_contradicted
from audit_core.returns.model import CaseBook, Entry, Return
from audit_core.rounds.panel_decisions import Decisions, PanelAnswer
from audit_core.rounds.round import Round
from audit_core.scoring.percent_met import Tally
from audit_core.scoring.score import score
from audit_core.scoring.scorecard import Scorecard
from audit_core.testing.builders import others_of, round_of
from audit_core.testing.text_tables import ALWAYS_OPEN, book_of
from audit_core.themes.rules import Differ, Standard
from audit_core.themes.scales import ENDS, NO_RECORD, NOT_DONE, NOTHING_ON_RECORD
from audit_core.themes.theme import Instrument, Poll, Theme, Times

THEMES = load_plugins().themes
CASES = 4
KNOWN = ("known",) * 6 + ("known_sibling", "known_adult", "not_involved", "not_known")
NOWHERE = Where("decisions.xlsx", "Panel", "D2")
ENDS_CODES = [answer.code for answer in ENDS.answers]
DATES = ("2025-03-03", "2025-03-04", "2025-03-07", "2025-06-02", "2025-12-18", "2026-01-20")
SILENCE = {NOT_DONE: NOTHING_ON_RECORD, "not_met": NO_RECORD}
"""What stands in place of an honest No, where the answers to choose from have it."""
Blank = tuple[Theme, Round, CaseBook]


@cache
def blank_round(name: str) -> Blank:
    """Return a round of every kind of agency that the theme asks, nothing of it filled in."""
    theme = THEMES[name]
    kinds = sorted({kind for _, _, question in theme.questions() for kind in question.asked_of})
    asked = [kind for kind in kinds if kind not in {"all", "panel", "partnership", "observer"}]
    audit_round = round_of(theme, asked, CASES)
    meetings = 2 if any(each.about == "meeting" for each in theme.instruments) else 0
    others = others_of(theme, meetings, own_form=True)
    subjects = (*audit_round.subjects, *others)
    audit_round = attrs.evolve(audit_round, terms=ALWAYS_OPEN, subjects=subjects)
    rows = [
        {"case": str(number), "agency": code}
        | ({any_ref(instrument): "?"} if instrument.about == "round" else {})
        for number, subject in enumerate(subjects, start=1)
        for instrument in theme.instruments
        if instrument.about == subject.kind
        for code in (asked if subject.kind == "case" else [code for code, _ in subject.expected])
    ]
    return theme, audit_round, book_of(theme, rows, audit_round)


def any_ref(instrument: Instrument) -> str:
    """Return a heading by which a row is known to be of this instrument."""
    _, question = next(instrument.questions())
    return f"{question.ref}a" if isinstance(question.answer, Times | Poll) else question.ref


@attrs.frozen
class Answered:
    """A round that was answered: its returns, and what the panel said itself."""

    theme: Theme
    audit_round: Round
    book: CaseBook
    decisions: Decisions

    def figures(self) -> Scorecard:
        """Every figure, as a round has them."""
        book = without_contradicted(self.book, {}, self.theme)
        return score(book, self.theme, self.audit_round, self.decisions, ())

    def kinds(self) -> dict[str, str]:
        """The kind of each finding, those of the house's own rules among them, by its key."""
        found = find_all(self.figures(), self.book, self.theme, self.audit_round)
        return {finding.key: finding.kind for finding in found}


def answered_at_random(name: str, seed: int) -> Answered:
    """Return a round in which any agency may have given any answer, to some questions mostly the
    best one; by the seed, always the same.
    """
    draw = Random(seed)  # noqa: S311
    theme, audit_round, blank = blank_round(name)
    refs = [question.ref for _, _, question in theme.questions()]
    best, blanks = (
        {ref: draw.choice(shares) for ref in refs} for shares in ((0.1, 0.5, 0.8, 1), (0.1, 0.5, 1))
    )

    def one(entry: Entry) -> Entry:
        is_blank = draw.random() < blanks.get(entry.question, 1)
        codes = [] if is_blank else choices(theme, entry)
        if not codes:
            return entry
        is_best = draw.random() < best.get(entry.question, 0.5)
        return with_code(theme, entry, codes[0] if is_best else draw.choice(codes))

    book = attrs.evolve(
        blank,
        returns=tuple(
            attrs.evolve(each_entry(ret, one), known=draw.choice(KNOWN)) for ret in blank.returns
        ),
    )
    said = tuple(
        PanelAnswer(case.ref, question.ref, "", "", NOWHERE, draw.choice(scale.answers).code)
        for case in audit_round.cases
        for _, _, question in theme.questions()
        if "panel" in question.asked_of
        and (scale := theme.scale_of(question))
        and draw.random() < 0.7
    )
    return Answered(theme, audit_round, book, Decisions(panel=said))


def choices(theme: Theme, entry: Entry) -> list[str]:
    """Return what may be answered there, the best first; nothing where figures count nothing."""
    question = theme.question(entry.question)
    if question is None:
        return []
    if entry.kind == "rating":
        scale = theme.scale_of(question)
        return [*(answer.code for answer in scale.answers), "not_understood"] if scale else []
    if isinstance(question.answer, Times) and entry.point != LATE_REASON:
        start, end = question.answer.span
        instead = {start: [NOTHING_ON_RECORD], end: [*ENDS_CODES, NOT_DONE]}.get(entry.point, [])
        return [*(DATES[:-1] if entry.point == start else DATES[1:]), *instead, "not_understood"]
    if entry.kind == "number":
        return ["6"] if entry.point == POLL_BASE else ["4", "0", "2"]
    return []


def with_code(theme: Theme, entry: Entry, code: str) -> Entry:
    """Return the entry with another answer."""
    scale = theme.scale_of(theme.question(entry.question))
    answer = scale.get(code) if scale else None
    counts = answer.counts if answer else "excluded"
    return attrs.evolve(entry, code=code, label=code, raw=code, counts=counts)


def each_entry(ret: Return, change: Callable[[Entry], Entry]) -> Return:
    """Return the return with each of its answers changed."""
    return attrs.evolve(
        ret, form=attrs.evolve(ret.form, entries=tuple(map(change, ret.form.entries)))
    )


def silenced(honest: Answered, seed: int) -> Answered:
    """Return the round with some of its honest answers that something was not done, or any number
    of them, as "nothing is on record" where that may be answered.
    """
    draw = Random(seed)  # noqa: S311
    share = draw.choice((0.2, 0.6, 1))
    theme = honest.theme

    def instead_of(ref: str, code: str) -> str:
        silence = SILENCE.get(code, code)
        scale = theme.scale_of(theme.question(ref))
        may_be = scale is None or scale.get(silence) is not None
        return silence if may_be and draw.random() < share else code

    def one(entry: Entry) -> Entry:
        return with_code(theme, entry, instead_of(entry.question, entry.code))

    book = attrs.evolve(
        honest.book, returns=tuple(each_entry(ret, one) for ret in honest.book.returns)
    )
    said = tuple(
        attrs.evolve(each, code=instead_of(each.ref, each.code)) for each in honest.decisions.panel
    )
    return attrs.evolve(honest, book=book, decisions=Decisions(panel=said))


def shares(card: Scorecard) -> Iterator[tuple[str, float]]:
    """Yield every share met that is printed, by what it is of; 0 if nothing counts."""
    tallies: list[tuple[str, Tally]] = [
        ("overall", card.overall.pooled),
        *((f"{instrument} {number}", tally) for instrument, number, tally in card.sections),
        *card.recipients,
    ]
    for each in card.questions:
        met, base = each.children
        yield f"{each.ref} in children", met / base if base else 0
        tallies += [
            (each.ref, each.tally),
            *(
                (f"{each.ref} {name}", tally)
                for name, tally in (*each.by_recipient, *each.by_subject)
            ),
        ]
    yield from ((name, tally.percent or 0) for name, tally in tallies)
    yield "mean of agencies", card.overall.mean_of_agencies or 0


@pytest.mark.parametrize("name", sorted(THEMES))
@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_silence_hides_no_finding_of_any_rule(name: str, round_: int, silent: int) -> None:
    """Each finding stays, and none becomes a strength. A strength may go, as it should, and so may
    a finding that records differ: silence contradicts nothing (see the test below).
    """
    honest = answered_at_random(name, round_)
    before, after = honest.kinds(), silenced(honest, silent).kinds()
    differ = {rule.id for rule in honest.theme.rules if isinstance(rule, Differ)}
    must_stay = {
        key
        for key, kind in before.items()
        if kind != "strength" and key.split("|")[1] not in differ
    }
    assert must_stay <= after.keys()
    was, is_ = (
        {key for key, kind in found.items() if kind == "strength"} for found in (before, after)
    )
    assert is_ <= was


@pytest.mark.parametrize("name", sorted(THEMES))
def test_where_silence_ends_a_contradiction_a_standard_counts_the_silence(name: str) -> None:
    """A record that says nothing contradicts no other. So each question of a rule about records
    that differ, if it can be answered with an honest No, is counted by a standard too: there the
    child falls short whichever is answered.
    """
    theme = THEMES[name]
    counted = {ref for rule in theme.rules if isinstance(rule, Standard) for ref in rule.refs}
    for rule in theme.rules:
        for ref in rule.refs if isinstance(rule, Differ) else ():
            question, scale = theme.question(ref), theme.scale_of(theme.question(ref))
            assert question is not None
            has_no = question.is_timed or bool(scale and scale.get("not_met"))
            assert not has_no or ref in counted


@pytest.mark.parametrize("name", sorted(THEMES))
@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_silence_raises_no_share_met(name: str, round_: int, silent: int) -> None:
    """Of all answers, a section, an agency, a question, a child."""
    honest = answered_at_random(name, round_)
    before, after = (dict(shares(each.figures())) for each in (honest, silenced(honest, silent)))
    assert {what: after[what] for what, share in before.items() if after[what] > share} == {}


COUNT = re.compile(
    r"\d+ of \d+( child(ren)?)?|\ball \d+( children)?|both( children)?|the one child"
)
"""The first count of a sentence, of children or of anything else."""


@pytest.mark.parametrize("name", sorted(THEMES))
@pytest.mark.parametrize("seed", range(8))
def test_every_count_about_case_files_is_of_children_first(name: str, seed: int) -> None:
    """A finding that counts says for how many children before it says anything in records."""
    answered = answered_at_random(name, seed)
    about = {each.name: each.about for each in answered.theme.instruments}
    found = [
        finding
        for finding in find_all(
            answered.figures(), answered.book, answered.theme, answered.audit_round
        )
        if about[finding.instrument] == "case"
    ]
    assert found
    for finding in found:
        count = COUNT.search(finding.says)
        assert count is not None, finding.says
        assert "child" in count.group(), finding.says
