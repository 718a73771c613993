"""A theme under test: what each test is about, and the results of some returns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TypeVar

from audit_core.findings.finding import Finding
from audit_core.forms.build import kinds_asked
from audit_core.records import with_changes
from audit_core.testing.answer_values import answer_that
from audit_core.testing.pipeline import findings, scores
from audit_core.testing.sentence_checks import AVOIDED
from audit_core.testing.text_tables import ReturnRow, book_of
from audit_core.themes.agencies import AGENCY_KINDS
from audit_core.themes.rules import FindingRule
from audit_core.themes.theme import Instrument, Question, Theme

_Rule = TypeVar("_Rule")
Named = list[tuple[str, object]]
"""Objects that a test may be about, each with its id."""


class ThemeUnderTest:
    """The theme that a class of tests is about."""

    theme: Theme
    avoided = ""
    """Further words that this theme avoids, as a regular expression."""

    def pytest_generate_tests(self, metafunc: Any) -> None:
        """Run each test once for every object that its argument names. Called by pytest."""
        for name, about in self.about().items():
            if name in metafunc.fixturenames:
                ids = [id_ for id_, _ in about]
                metafunc.parametrize(name, [value for _, value in about], ids=ids)

    def about(self) -> dict[str, Named]:
        """Return what a test may be about, by the name of its argument."""
        theme, asked = self.theme, self.questions()
        critical = [question for question in asked if "critical" in question.flags]
        forms = [(each, kind) for each in theme.instruments for kind in kinds_asked(theme, each)]
        rules = [(rule.id, rule) for rule in theme.rules]
        return {
            "question": [(question.ref, question) for question in asked],
            "critical_question": [(question.ref, question) for question in critical],
            "form": [(f"{each.name}-{kind}", (each, kind)) for each, kind in forms],
            "instrument": [(instrument.name, instrument) for instrument in theme.instruments],
            "rule": [*rules],
            "limit": [(limit.id, limit) for limit in theme.limits],
            "advice": [(advice.id, advice) for advice in theme.advice],
        }

    def questions(self) -> list[Question]:
        """Return every question of the theme."""
        return [question for _, _, question in self.theme.questions()]

    def rules_of(self, kind: type[_Rule]) -> list[_Rule]:
        """Return the finding rules of one type."""
        return [rule for rule in self.theme.rules if isinstance(rule, kind)]

    def case_file(self) -> Instrument:
        """Return the theme's case file."""
        return next(each for each in self.theme.instruments if each.about == "case")

    def case_questions(self) -> list[Question]:
        """Return every question of the case file."""
        return [question for _, question in self.case_file().questions()]

    def agencies(self) -> set[str]:
        """Return the kinds of agency that can be asked."""
        return {kind.code for kind in (*AGENCY_KINDS, *self.theme.kinds)}

    def words_to_avoid(self, text: str) -> list[str]:
        """Return the words in a text that the theme avoids."""
        avoided = f"{AVOIDED}|{self.avoided}" if self.avoided else AVOIDED
        return [found.group() for found in re.finditer(avoided, text, re.I)]

    def same_answers(self, question: Question, counts: str, times: int) -> list[ReturnRow]:
        """Return rows in which one agency gives the same answer about several cases; [] if there is
        no such answer.
        """
        instrument = next(each for each, _, asked in self.theme.questions() if asked is question)
        kinds = (*kinds_asked(self.theme, instrument), "panel")
        agency = next((kind for kind in question.asked_of if kind in kinds), kinds[0])
        answer = answer_that(self.theme, question, counts)
        cases = range(1, times + 1) if answer else ()
        return [{"case": str(case), "agency": agency, **answer} for case in cases]

    def found(self, rows: Sequence[ReturnRow]) -> tuple[Finding, ...]:
        """Return the findings of the theme's rules in some returns."""
        return findings(self.theme, book_of(self.theme, rows))

    def limited(self, rows: Sequence[ReturnRow]) -> list[tuple[str, str, int]]:
        """Return the limits that apply in some returns: id, the grade allowed, and the number of
        cells.
        """
        cases = scores(self.theme, book_of(self.theme, rows)).grades
        return [(hit.rule, hit.to, len(hit.evidence)) for case in cases for hit in case.fired]


def found_by(theme: Theme, rule: FindingRule, rows: Sequence[ReturnRow]) -> tuple[Finding, ...]:
    """Return the findings of one rule alone in some returns."""
    alone = with_changes(theme, rules=(rule,))
    return findings(alone, book_of(alone, rows))


def within(number: int, bounds: tuple[int, int]) -> bool:
    """Whether a number is within two bounds, including them."""
    least, most = bounds
    return least <= number <= most
