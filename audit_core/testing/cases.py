"""The tests of a theme's cases: what its rules and limits make of the small tables in cases.md."""

from __future__ import annotations

import inspect
import re
from functools import cache
from pathlib import Path

from audit_core.records import with_changes
from audit_core.testing.answer_values import answer_that
from audit_core.testing.cases_reader import RuleCase, read_cases
from audit_core.testing.rule_promises import same_everywhere
from audit_core.testing.text_tables import POINTS, ReturnRow, instrument_of
from audit_core.testing.theme_under_test import Named, ThemeUnderTest, found_by
from audit_core.themes.rules import Cap, Differ, FindingRule, IfThen, LowestOf, Share, Standard
from audit_core.themes.scales import NO_RECORD
from audit_core.themes.theme import Question, Theme, Times

SILENT_ANSWERS = ("no_evidence", "told", "not_applicable", "?", "")
"""Answers if the record is silent, or if the auditor wrote nothing readable."""


class ThemeCases(ThemeUnderTest):
    """The cases of a theme: inherit this class, set `theme`, and write `cases.md` beside the test
    file.
    """

    cases: Path | None = None
    """The path of the cases, if it is not `cases.md` beside the test file."""

    @classmethod
    @cache
    def read(cls) -> tuple[list[RuleCase], list[str]]:
        """Return the theme's cases, and the errors in their file."""
        path = cls.cases or Path(inspect.getfile(cls)).with_name("cases.md")
        return read_cases(path, cls.theme)

    def about(self) -> dict[str, Named]:
        """Return what a test may be about: also cases, by what is expected of them."""
        rules = {rule.id: rule for rule in self.theme.rules}
        cases = self.read()[0]

        def named(*chosen: RuleCase) -> Named:
            return [(case.rule, case) for case in chosen]

        firing = [case for case in cases if case.fires and case.rule in rules]
        firing_limits = [case for case in cases if case.fires and case.rule not in rules]
        short = [case for case in cases if not case.fires]
        return {
            **super().about(),
            "firing_rule": named(*firing),
            "weak_rule": named(*(case for case in firing if is_weakness(rules[case.rule]))),
            "short_rule": named(*(case for case in short if case.rule in rules)),
            "firing_limit": named(*firing_limits),
            "short_limit": named(*(case for case in short if case.rule not in rules)),
            "case_file": named(
                *(case for case in (*firing, *firing_limits) if is_case_file(self.theme, case))
            ),
        }

    def rule_of(self, case: RuleCase) -> FindingRule:
        """Return the rule that a case is about."""
        return next(rule for rule in self.theme.rules if rule.id == case.rule)

    # the file

    def test_the_cases_can_be_read(self) -> None:
        """Every line of cases.md is understood."""
        errors = self.read()[1]
        assert not errors, "\n".join(errors)

    def test_every_rule_and_limit_has_its_tables(self) -> None:
        """A rule is known to work only if one table makes it fire and another does not."""
        ids = [rule.id for rule in (*self.theme.rules, *self.theme.limits)]
        shown = {(case.rule, case.fires) for case in self.read()[0]}
        missing = [f"{id_}: no table on which it fires" for id_ in ids if (id_, True) not in shown]
        missing += [f"{id_}: no table that falls short" for id_ in ids if (id_, False) not in shown]
        assert not missing, "\n".join(missing)

    # rules

    def test_a_rule_fires_with_these_counts(self, firing_rule: RuleCase) -> None:
        """It makes exactly these findings, of the kinds in the file if it names them, and the
        sentence in the file is that of one of them.
        """
        hits = [hit for hit in self.found(firing_rule.rows) if hit.rule == firing_rule.rule]
        made = sorted((hit.ref, hit.n, hit.m) for hit in hits)
        assert made == sorted(firing_rule.expected), firing_rule.at
        kinds = sorted(hit.kind for hit in hits)
        assert not firing_rule.kinds or sorted(firing_rule.kinds) == kinds, firing_rule.at
        sentences = [hit.says for hit in hits]
        assert not firing_rule.says or firing_rule.says in sentences, firing_rule.at

    def test_a_finding_is_complete(self, firing_rule: RuleCase) -> None:
        """It has counts and question in a whole sentence, its cells and its recommendation."""
        rule = self.rule_of(firing_rule)
        for hit in (hit for hit in self.found(firing_rule.rows) if hit.rule == rule.id):
            is_strength = hit.kind == "strength"
            assert hit.recommend == ("" if is_strength else rule.recommend), firing_rule.at
            critical = set() if is_strength else critical_refs(self.theme, rule)
            is_high = hit.kind == "priority" or hit.ref in critical
            is_high |= rule.high and hit.kind not in {"strength", "once"}
            may_be = is_high or bool(critical) or getattr(rule, "kind", "") == "priority"
            assert is_high <= hit.high <= may_be, firing_rule.at
            assert re.fullmatch(r"[A-Z][^{}]*\.", hit.says), firing_rule.at
            assert "None" not in hit.says.split(), firing_rule.at
            if "{question}" in rule.says:
                assert self.theme.by_ref[hit.ref].label in hit.says, firing_rule.at
            if isinstance(rule, Share):
                counted = f"{hit.n} of {hit.m} " in hit.says
                assert counted is ("{n} of {m} " in rule.says), firing_rule.at
            if isinstance(rule, Differ):
                assert (hit.kind, bool(hit.note)) == ("differ", True), firing_rule.at
                assert "{recipient}" not in rule.says or " and " in hit.says, firing_rule.at
            if isinstance(rule, Share) or (isinstance(rule, Differ) and rule.per == "subject"):
                assert len(hit.evidence) == hit.n, firing_rule.at
            assert len(hit.evidence) >= (2 if isinstance(rule, IfThen) else 1), firing_rule.at

    def test_a_rule_is_silent_where_it_falls_short(self, short_rule: RuleCase) -> None:
        """Good answers, too few poor ones, or records that can all be true make no finding; of a
        standard they make a strength or what is seen once, at most.
        """
        differ = {rule.id for rule in self.theme.rules if isinstance(rule, Differ)}
        silent = differ if short_rule.rule in differ else {short_rule.rule}
        allowed = {"strength", "once"} if isinstance(self.rule_of(short_rule), Standard) else set()
        hits = [hit for hit in self.found(short_rule.rows) if hit.rule in silent]
        assert {hit.kind for hit in hits} <= allowed, short_rule.at

    def test_tables_stand_on_either_side_of_a_threshold(self) -> None:
        """If the rule needed one answer more or fewer, or no share, some table would fail."""
        for rule in self.rules_of(Share):
            cases = [case for case in self.read()[0] if case.rule == rule.id]
            stricter = with_changes(rule, at_least=rule.at_least + 1)
            fires = [case for case in cases if case.fires]
            least = [case for case in fires if not found_by(self.theme, stricter, case.rows)]
            assert least or not fires, "on every table there are more answers than the rule needs"
            looser = [with_changes(rule, at_least=rule.at_least - 1)] if rule.at_least > 1 else []
            looser += [with_changes(rule, share=0.0)] if rule.share else []
            short = [case for case in cases if not case.fires]
            for each in looser:
                close = [case for case in short if found_by(self.theme, each, case.rows)]
                what = f"at least {each.at_least}, of all {each.share:.0%}"
                assert close or not short, f"no table falls short of the rule and not of: {what}"

    def test_only_strengths_are_found_once_things_are_mended(self, weak_rule: RuleCase) -> None:
        """If everything is met and in time, the only other findings are records that differed
        before.
        """
        before = {hit.key for hit in self.found(weak_rule.rows) if hit.kind == "differ"}
        after = self.found([mended(self.theme, row) for row in weak_rule.rows])
        assert {hit.key for hit in after if hit.kind != "strength"} <= before, weak_rule.at

    def test_blanks_make_no_finding(self, firing_rule: RuleCase) -> None:
        """The same forms left empty make no finding about practice, good or poor."""
        blank = [same_everywhere(row, "") for row in firing_rule.rows]
        assert self.found(blank) == (), firing_rule.at

    def test_silence_never_hides_a_finding(self, weak_rule: RuleCase) -> None:
        """The same table with nothing on record in place of what was not done finds the same."""
        if isinstance(self.rule_of(weak_rule), Standard):
            silent = [unrecorded(self.theme, row) for row in weak_rule.rows]
            before = {hit.key for hit in self.found(weak_rule.rows) if hit.rule == weak_rule.rule}
            assert before <= {hit.key for hit in self.found(silent)}, weak_rule.at

    # limits

    def test_a_limit_fires_on_poor_practice(self, firing_limit: RuleCase) -> None:
        """It allows the grade in the file, and keeps a cell for each answer behind it."""
        limits = [each for each in self.limited(firing_limit.rows) if each[0] == firing_limit.rule]
        assert [hit[1:] for hit in limits] == firing_limit.expected, firing_limit.at

    def test_a_limit_spares_what_falls_just_short_of_it(self, short_limit: RuleCase) -> None:
        """One answer fewer, a better answer, or a grade of the other kind limits nothing."""
        limits = [rule for rule, _, _ in self.limited(short_limit.rows)]
        assert short_limit.rule not in limits, short_limit.at

    def test_a_limit_never_fires_for_want_of_evidence(self, firing_limit: RuleCase) -> None:
        """The same table with records that are silent, or without answers, limits nothing."""
        limit = next(limit for limit in self.theme.limits if limit.id == firing_limit.rule)
        for answer in SILENT_ANSWERS if isinstance(limit, Cap) else ("?", ""):
            rows = [silenced(self.theme, limit, row, answer) for row in firing_limit.rows]
            assert self.limited(rows) == [], f"{firing_limit.at}, with '{answer}'"

    def test_a_nil_return_finds_and_limits_nothing(self, case_file: RuleCase) -> None:
        """An agency that did not know the child is in no figure, whatever its form contains."""
        rows = [{**row, "known": "not_known"} for row in case_file.rows]
        assert self.found(rows) == (), case_file.at
        assert self.limited(rows) == [], case_file.at


def is_weakness(rule: FindingRule) -> bool:
    """Whether a rule finds poor practice, which can be put right."""
    return isinstance(rule, Standard) or (
        isinstance(rule, Share | IfThen) and rule.kind != "strength"
    )


def critical_refs(theme: Theme, rule: FindingRule) -> set[str]:
    """Return the refs of the critical standards that a rule of type Standard is about."""
    refs = rule.refs if isinstance(rule, Standard) else ()
    return {ref for ref in refs if "critical" in theme.by_ref[ref].flags}


def is_case_file(theme: Theme, case: RuleCase) -> bool:
    """Whether the returns of a case are about children's cases."""
    return all(instrument_of(theme, row).about == "case" for row in case.rows)


def mended(theme: Theme, row: ReturnRow) -> ReturnRow:
    """Return a row in which poor answers are put right: met, and in time."""
    better = dict(row)
    for ref, cell in row.items():
        question = theme.question(ref.rstrip(POINTS))
        if question is not None and isinstance(question.answer, Times):
            points = question.answer.points
            start = POINTS[points.index(question.answer.span[0])]
            is_date = ref[-1] in POINTS[: len(points)]  # below them is why it was late
            better[ref] = (cell and (row[f"{question.ref}{start}"] or cell)) if is_date else ""
        elif question is not None and is_in_base(theme, question, cell):
            better |= answer_that(theme, question, "met")
    return better


def unrecorded(theme: Theme, row: ReturnRow) -> ReturnRow:
    """Return a row with "no evidence" in place of every rating that is not met or met in part."""
    silent = dict(row)
    for ref, cell in row.items():
        scale = theme.scale_of(theme.question(ref))
        answer = scale.get(cell) if scale else None
        if answer and answer.counts in {"not_met", "partly"} and scale and scale.get(NO_RECORD):
            silent[ref] = NO_RECORD
    return silent


def is_in_base(theme: Theme, question: Question, cell: str) -> bool:
    """Whether an answer is in the base of a rate."""
    scale = theme.scale_of(question)
    answer = scale.get(cell) if scale else None
    return answer is not None and answer.counts != "excluded"


def silenced(theme: Theme, limit: Cap | LowestOf, row: ReturnRow, answer: str) -> ReturnRow:
    """Return a row with `answer` in place of every answer that the limit counts.

    If recording was the standard, a missing record is poor practice, so the cell is left blank
    instead.
    """
    silent = dict(row)
    for ref, cell in row.items():
        question = theme.question(ref)
        recording = question is not None and "recording" in question.flags
        if cell in limit.answers if isinstance(limit, Cap) else ref.startswith("J-"):
            silent[ref] = "" if recording and answer == NO_RECORD else answer
    return silent
