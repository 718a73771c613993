"""Answers for uniform returns: in all of them practice is good, practice is poor, or nothing is
answered.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from audit_core.forms.build import is_asked_of, kinds_asked
from audit_core.testing.text_tables import POINTS, ReturnRow
from audit_core.themes.theme import Instrument, Question, Theme, Times

START = datetime(2025, 5, 6, 9, 0)  # noqa: DTZ001 - Excel's dates have no zone; a Tuesday
LATE = timedelta(days=300)


def answer_that(theme: Theme, question: Question, counts: str) -> ReturnRow:
    """Return what to type, by printed ref, so that the answer to a question counts as `counts`; {}
    if no answer does.

    A timed question is in time for "met" and "in_time", otherwise late; for "told", "no_evidence"
    and "not_done" it has a choice in place of its last date, if its theme offers one.
    """
    answer = question.answer
    if isinstance(answer, Times):
        shape = "%Y-%m-%dT%H:%M" if answer.precision == "datetime" else "%Y-%m-%d"
        moments = dict.fromkeys(answer.points, START)
        moments[answer.span[1]] += timedelta() if counts in {"met", "in_time"} else LATE
        letters = zip(POINTS, answer.points, strict=False)
        typed = {point: f"{moment:{shape}}" for point, moment in moments.items()}
        typed[answer.span[1]] = _in_place_of_a_date(theme, counts) or typed[answer.span[1]]
        return {f"{question.ref}{letter}": typed[point] for letter, point in letters}
    scale = theme.scale_of(question)
    if scale is None or scale.direction == "none":
        return {}
    codes = [answer.code for answer in scale.answers if answer.counts == counts]
    return {question.ref: codes[0]} if codes else {}


def _in_place_of_a_date(theme: Theme, counts: str) -> str:
    """Return the choice at the end of a time that counts so, or has this code; "" if none does."""
    scale = theme.house_now.scale("ends")
    if scale is None or counts == "not_met":
        return ""
    named = (each.code for each in scale.answers if counts in {each.code, each.counts})
    return next(named, "")


def nothing_said(theme: Theme, question: Question) -> ReturnRow:
    """Return the answer that says nothing: not applicable or, for a fact, that the record is
    silent.
    """
    scale = theme.scale_of(question)
    answers = scale.answers if scale else ()
    excluded = [answer.code for answer in answers if answer.counts == "excluded"]
    return {question.ref: excluded[-1]} if excluded else {}


def everybody(
    theme: Theme, instrument: Instrument, answers_to: Callable[[Question], ReturnRow]
) -> list[ReturnRow]:
    """Return rows in which each respondent of an instrument answers each question by `answers_to`:
    for four subjects, or one if it is about the round.
    """
    rows = []
    for kind in kinds_asked(theme, instrument):
        answers: ReturnRow = {}
        for _, question in instrument.questions():
            if is_asked_of(question, kind, with_roles=True):
                answers |= answers_to(question)
        subjects = 1 if instrument.about == "round" else 4
        rows += [{"case": str(case), "agency": kind, **answers} for case in range(1, subjects + 1)]
    return rows
