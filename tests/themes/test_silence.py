"""The law, over all rules of our themes at once: silence is never better than an honest No."""

from __future__ import annotations

from random import Random

import pytest

from audit_core.forms.build import is_asked_of, kinds_asked
from audit_core.plugin_system.manager import load_plugins
from audit_core.testing.answer_values import answer_that
from audit_core.testing.pipeline import findings, scores
from audit_core.testing.text_tables import ReturnRow, book_of
from audit_core.themes.theme import Instrument, Question, Theme

THEMES = load_plugins().themes
ROUNDS = 8
"""How many rounds are drawn for each instrument of a theme."""
PRACTICE = ((5, 1, 2, 1), (1, 1, 4, 1), (9, 1, 1, 0))
"""Of how many answers some are met, met in part, not met or not done, and left blank."""
Answer = tuple[ReturnRow, ReturnRow]
"""What an auditor typed, and what stands there if the record is silent on what was not done."""


def answer(theme: Theme, question: Question, draw: Random, practice: tuple[int, ...]) -> Answer:
    """Draw an answer to a question; facts that are neither good nor bad have the same in both."""
    scale = theme.scale_of(question)
    if scale is not None and scale.direction == "none":
        fact = {question.ref: draw.choice(scale.answers).code}
        return fact, fact
    (counts,) = draw.choices(("met", "partly", "not_met", ""), practice)
    if counts == "not_met":
        no = answer_that(theme, question, "not_done" if question.is_timed else counts)
        silent = answer_that(theme, question, "no_evidence") or no
        return no, draw.choice((silent, no))
    said = answer_that(theme, question, counts) if counts else {}
    return said, said


def drawn(theme: Theme, instrument: Instrument, draw: Random) -> tuple[list[ReturnRow], ...]:
    """Draw the returns of a round twice: with honest answers, and with some of them silent."""
    practice = draw.choice(PRACTICE)
    subjects = 1 if instrument.about == "round" else draw.randint(1, 6)
    honest, silent = [], []
    for kind in kinds_asked(theme, instrument):
        asked = [
            each for _, each in instrument.questions() if is_asked_of(each, kind, with_roles=True)
        ]
        for case in range(1, subjects + 1):
            row = {"case": str(case), "agency": kind}
            answers = [answer(theme, question, draw, practice) for question in asked]
            honest.append(row | {ref: cell for said, _ in answers for ref, cell in said.items()})
            silent.append(row | {ref: cell for _, said in answers for ref, cell in said.items()})
    return honest, silent


@pytest.mark.parametrize("name", sorted(THEMES))
def test_silence_never_removes_a_finding_nor_makes_a_strength(name: str) -> None:
    """Whichever Not met or Not done is replaced by a silent record: whatever was to be improved is
    still found and not merely seen once, nothing becomes a strength, and no share met rises.
    """
    theme, draw = THEMES[name], Random(name)  # noqa: S311 - a seed
    for instrument in theme.instruments * ROUNDS:
        honest, silent = (book_of(theme, rows) for rows in drawn(theme, instrument, draw))
        before, after = (
            {each.key: each.kind for each in findings(theme, book)} for book in (honest, silent)
        )
        assert before.keys() <= after.keys()
        for kind in ("strength", "once"):
            now, was = ({key for key in each if each[key] == kind} for each in (after, before))
            assert now <= was
        shares = [scores(theme, book).overall.pooled.percent or 0 for book in (honest, silent)]
        assert shares[1] <= shares[0]
