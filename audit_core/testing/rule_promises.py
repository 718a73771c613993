"""The promises of a theme about its rules, limits and advice, and about what follows from uniform
answers.
"""

from __future__ import annotations

import re
import string

from audit_core.findings.recommendations import recommend
from audit_core.findings.share import chosen_by
from audit_core.testing.answer_values import answer_that, everybody, nothing_said
from audit_core.testing.pipeline import compiled
from audit_core.testing.sentence_checks import VERBS
from audit_core.testing.text_tables import OWN, ReturnRow, book_of
from audit_core.testing.theme_under_test import ThemeUnderTest, within
from audit_core.themes.rules import (
    Advice,
    Cap,
    Differ,
    FindingRule,
    IfThen,
    LowestOf,
    Mismatch,
    Share,
    Standard,
)
from audit_core.themes.theme import Instrument, Question, Rating
from audit_core.themes.topics import TOPICS


class RulePromises(ThemeUnderTest):
    """The promises of a theme about what follows from the answers."""

    rules = (15, 30)
    """The fewest and the most rules."""
    limits = (3, 5)
    """The fewest and the most limits on grades."""
    pieces_of_advice = (10, 16)
    """The fewest and the most pieces of advice."""
    strength = (3, 0.75)
    """The fewest good answers that make a strength, and their least share of all answers."""
    critical_after = 1
    """The number of records in which a critical standard is missed before it is a finding."""
    heard_from_others: tuple[str, ...] = ()
    """The rules whose fact is known to agencies other than those that could put it right."""
    evidence = r"child|young people|famil"
    """The people that the evidence of an advice is about, as a regular expression."""

    # limits, rules and advice

    def test_rules_and_limits_are_few_and_permanent(self) -> None:
        """Their number is manageable, and each has a unique id in kebab-case."""
        ids = [rule.id for rule in (*self.theme.rules, *self.theme.limits)]
        assert within(len(self.theme.rules), self.rules)
        assert within(len(self.theme.limits), self.limits)
        assert len(set(ids)) == len(ids)
        assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id_) for id_ in ids)

    def test_a_limit_can_be_read_out_in_a_room(self, limit: Cap | LowestOf) -> None:
        """Its reason is one sentence."""
        assert limit.because.count(".") == 1
        assert limit.because.endswith(".")
        assert not self.words_to_avoid(limit.because)

    def test_a_finding_is_a_finished_sentence(self, rule: FindingRule) -> None:
        """A board can read it as it is; its kind of rule can fill in every placeholder."""
        fields = {name for _, name, _, _ in string.Formatter().parse(rule.says) if name}
        allowed = {"recipient", "question", "cases"}
        if isinstance(rule, Mismatch):
            allowed = {"shown", "told"}
        elif isinstance(rule, Share):
            allowed = {"n", "m", "question", "cases"}
            allowed |= {"recipient"} if rule.per == "recipient" else set()
        assert rule.says[0].isupper() or rule.says.startswith(("{recipient}", "{question}"))
        counts_follow = isinstance(rule, Differ) and rule.per == "rule"
        assert rule.says.endswith(".") is not counts_follow
        assert not self.words_to_avoid(rule.says)
        assert fields <= allowed

    def test_a_standard_says_both_what_went_well_and_what_did_not(self) -> None:
        """Each is a clause to which counts can be added, and they are not the same."""
        for rule in self.rules_of(Standard):
            for text in (rule.short, rule.well):
                assert text[0].isupper()
                assert text[-1] not in ".:;,"
                assert not set("{}") & set(text)
                assert not self.words_to_avoid(text)
            assert rule.short != rule.well

    def test_what_a_rule_counts_can_be_said_in_one_sentence(self) -> None:
        """Dates are not counted with ratings; pooled rules say "answers", others which question."""
        for rule in self.rules_of(Share):
            timed = {
                question.is_timed for question in self.questions() if question.ref in rule.refs
            }
            assert not rule.refs or timed == {counts_times(rule)}
            several = len(rule.refs) > 1 or rule.section
            assert rule.per != "question" or not several or "{question}" in rule.says
            assert rule.per != "pooled" or "{n} of {m} answers" in rule.says

    def test_a_fact_and_what_should_follow_are_asked_of_the_same_agencies(self) -> None:
        """An agency that reports the fact is also asked the question that could clear it."""
        for rule in self.theme.rules:
            if isinstance(rule, IfThen):
                fact, then = self.theme.by_ref[rule.fact], self.theme.by_ref[rule.then]
                assert (fact.scope, fact.answer) == ("shared", Rating("yes_no")), rule.id
                alike = fact.asked_of == then.asked_of
                assert alike is (rule.id not in self.heard_from_others), rule.id

    def test_strengths_need_several_good_answers(self) -> None:
        """One good answer, or many among many poor ones, is no strength; a strength recommends
        nothing.
        """
        least, share = self.strength
        counting = [rule for rule in self.theme.rules if isinstance(rule, Share)]
        strengths = [rule for rule in counting if rule.kind == "strength"]
        assert strengths or not counting
        for rule in strengths:
            assert rule.at_least >= least, rule.id
            assert rule.share >= share, rule.id
            assert not rule.recommend, rule.id

    def test_findings_of_every_kind_can_be_made(self) -> None:
        """Reports say what went well, what fell short, and where records of one fact differ."""
        rules = self.theme.rules
        kinds = {rule.kind for rule in rules if isinstance(rule, Share | IfThen | Standard)}
        if any(isinstance(rule, Standard) for rule in rules):
            kinds |= {"strength", "gap"}
        assert kinds == {"strength", "improvement", "priority", "gap"}
        shared = {question.ref for question in self.questions() if question.scope == "shared"}
        compared = {ref for rule in rules if isinstance(rule, Differ) for ref in rule.refs}
        standards = {ref for rule in rules if isinstance(rule, Standard) for ref in rule.refs}
        assert compared <= shared <= compared | standards

    def test_every_advice_is_used_and_none_is_missing(self) -> None:
        """Each piece of advice has a unique id, and some rule recommends it."""
        ids = [advice.id for advice in self.theme.advice]
        assert within(len(ids), self.pieces_of_advice)
        assert len(set(ids)) == len(ids)
        assert {rule.recommend for rule in self.theme.rules if rule.recommend} == set(ids)

    def test_advice_reads_as_a_partnership_would_adopt_it(self, advice: Advice) -> None:
        """It has an owner, begins with what to do, and says how change will be known."""
        assert advice.owner in self.agencies() | {"partnership", "found"}
        assert (advice.owner == "found") == (advice.level == "agency")
        assert advice.topic in dict((*TOPICS, *self.theme.topics))
        assert all((advice.owner_role, advice.measure, advice.target))
        assert 0 < advice.due_days <= 180
        assert advice.text.split()[0].rstrip(",").lower() in VERBS
        assert advice.action.split()[0].rstrip(",").lower() in VERBS
        assert re.search(self.evidence, advice.evidence, re.I)
        assert not self.words_to_avoid(read_advice(advice))

    # what comes of it

    def test_a_critical_standard_that_was_not_met_leads_to_a_recommendation(
        self, critical_question: Question
    ) -> None:
        """It makes one high finding, on which the recommendation is based."""
        records = self.critical_after
        hits = self.found(self.same_answers(critical_question, "not_met", records))
        assert [(hit.n, hit.m, hit.high) for hit in hits] == [(records, records, True)]
        assert hits[0].ref in {critical_question.ref, ""}
        proposed = [(item.advice, item.findings) for item in recommend(hits, self.theme)]
        assert proposed == [(hits[0].recommend, (hits[0].key,))]

    def test_each_question_of_a_rule_can_make_its_finding(self) -> None:
        """Enough answers to any one of its questions make a finding."""
        for rule in self.rules_of(Share):
            least, chosen = rule.at_least, chosen_by(rule, self.theme)
            for instrument, _, question in self.theme.questions():
                answered_once = question.scope == "case" or (
                    instrument.about == "round" and least > 1
                )
                alike = question.is_timed is counts_times(rule) and not answered_once
                if not alike or question.ref not in chosen:
                    continue
                rows = self.same_answers(question, rule.counts[0], least)
                if rows or question.ref in rule.refs:
                    hits = [hit for hit in self.found(rows) if hit.rule == rule.id]
                    ref = "" if rule.per == "pooled" else question.ref
                    made = [(hit.instrument, hit.ref, hit.n, hit.m, hit.recommend) for hit in hits]
                    assert made == [(instrument.name, ref, least, least, rule.recommend)], (
                        question.ref
                    )

    def test_each_question_of_a_standard_can_make_its_finding(self) -> None:
        """Two children short of any one of its questions make a finding: one does for a critical
        standard, which alone makes a priority where there is one, and for an arrangement.
        """
        for rule in self.rules_of(Standard):
            questions = [self.theme.by_ref[ref] for ref in rule.refs]
            critical = [question for question in questions if "critical" in question.flags]
            for question in questions:
                children = 1 if question in critical or question.scope == "partnership" else 2
                poor = "late" if question.is_timed else "not_met"
                rows = self.same_answers(question, poor, children)
                kind = "improvement" if critical and question not in critical else rule.kind
                hits = [hit for hit in self.found(rows) if hit.rule == rule.id]
                made = [(hit.kind, hit.n, hit.m, hit.recommend) for hit in hits]
                assert made == [(kind, children, children, rule.recommend)], question.ref

    def test_good_practice_everywhere_is_nothing_but_strengths(
        self, instrument: Instrument
    ) -> None:
        """If all is met and in time, only strengths are found, and no grade is limited."""
        theme = self.theme
        rows = everybody(theme, instrument, lambda asked: answer_that(theme, asked, "met"))
        hits = self.found(rows)
        assert {(hit.kind, hit.m - hit.n) for hit in hits} <= {("strength", 0)}
        assert hits or instrument.about != "case"
        assert self.limited(rows) == []

    def test_silence_finds_nothing_and_limits_nothing(self, instrument: Instrument) -> None:
        """Blanks, answers that could not be read and "not applicable" are evidence of nothing."""
        rows = everybody(self.theme, instrument, lambda asked: nothing_said(self.theme, asked))
        for silent in (
            rows,
            *([same_everywhere(row, answer) for row in rows] for answer in ("?", "")),
        ):
            assert self.found(silent) == ()
            assert self.limited(silent) == []

    def test_a_record_that_is_missing_limits_nothing(self) -> None:
        """No evidence is not poor practice, unless recording itself was the standard."""

        def missing(question: Question) -> ReturnRow:
            recording = "recording" in question.flags
            return {} if recording else answer_that(self.theme, question, "no_evidence")

        assert self.limited(everybody(self.theme, self.case_file(), missing)) == []

    def test_the_report_reads_whole(self) -> None:
        """The theme's template renders with answers and without, and names its subject."""
        from audit_core.plugin_system.manager import load_plugins
        from audit_core.reports.writers import report_writers

        theme = self.theme
        writers = report_writers(load_plugins().template_dirs(theme)[0])
        page = next(writer for writer in writers if writer.file == "report.html")
        rows = everybody(theme, self.case_file(), lambda asked: answer_that(theme, asked, "partly"))
        for answered in (rows, [same_everywhere(row, "") for row in rows]):
            text = (page.write(compiled(theme, book_of(theme, answered)), "") or b"").decode()
            assert "Why this theme" in text
            assert "undefined" not in text
            assert theme.title.split()[0].lower() in text.lower()


def counts_times(rule: Share) -> bool:
    """Whether a rule counts dates against a limit, not ratings."""
    return bool({"late", "in_time"} & {*rule.counts})


def read_advice(advice: Advice) -> str:
    """Return all the text of an advice."""
    read = (advice.text, advice.action, advice.measure, advice.target, advice.evidence)
    return " ".join(read)


def same_everywhere(row: ReturnRow, answer: str) -> ReturnRow:
    """Return the row with one answer in every cell."""
    return {name: cell if name in OWN else answer for name, cell in row.items()}
