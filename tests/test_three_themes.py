"""What every theme of ours promises, whatever its subject: each rule can fire, each limit can, and neither does for nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

import attrs
import pytest

from audit_core.findings.finding import Finding
from audit_core.findings.recommendations import recommend
from audit_core.forms.build import kinds_asked, workload
from audit_core.plugin_system.manager import load_plugins
from audit_core.plugin_system.theme_checks import check_theme
from audit_core.returns.model import CaseBook
from audit_core.rounds.round import Round, Subject
from audit_core.serialization import from_json, to_json
from audit_core.testing import compiled, findings, returns, round_of, scores, sound
from audit_core.themes.rules import Cap, Differ, IfThen, LowestOf, Mismatch, Share
from audit_core.themes.theme import Instrument, Poll, Question, Rating, Theme, Times

THEMES = load_plugins().themes
RULES = [(name, rule) for name, theme in sorted(THEMES.items()) for rule in theme.rules]
LIMITS = [(name, limit) for name, theme in sorted(THEMES.items()) for limit in theme.limits]
CRITICAL = [(name, question) for name, theme in sorted(THEMES.items()) for _, _, question in theme.questions() if "critical" in question.flags]
START = datetime(2025, 5, 6, 9, 0)  # noqa: DTZ001 - Excel's dates have no zone; a Tuesday, far from any bank holiday
MANY = 4


def instrument_of(theme: Theme, ref: str) -> Instrument:
    """The instrument that asks a question."""
    return next(instrument for instrument, _, question in theme.questions() if question.ref == ref)


def typed(theme: Theme, question: Question, code: str) -> dict[str, str]:
    """What to type for a question so that it counts as `code`: by printed ref."""
    if isinstance(question.answer, Times):
        limit = theme.time_limit(question.answer.limit)
        assert limit is not None
        start, end = question.answer.span
        step = timedelta(days=300) if code == "late" else timedelta(minutes=0)
        moments = {point: START + (step if point == end else timedelta()) for point in question.answer.points}
        moments[start] = START
        shape = "%Y-%m-%dT%H:%M" if question.answer.precision == "datetime" else "%Y-%m-%d"
        return {f"{question.ref}{'abcdefgh'[place]}": moments[point].strftime(shape) for place, point in enumerate(question.answer.points)}
    if isinstance(question.answer, Rating):
        scale = theme.scale(question.answer.scale)
        assert scale is not None
        return {question.ref: next((answer.code for answer in scale.answers if code in {answer.code, answer.counts}), code)}
    return {question.ref: code}


def round_and_book(theme: Theme, instrument: Instrument, said: dict[str, dict[str, str]], subjects: int = MANY) -> tuple[Round, CaseBook]:
    """Every respondent of an instrument answers `said` (by printed ref, or by respondent) about every one of some subjects."""
    kinds = kinds_asked(theme, instrument)
    respondents = [kind for kind in kinds if kind not in {"partnership", "observer"}] or list(kinds)
    audit_round = round_of(theme, [kind for kind in respondents if kind not in {"partnership", "observer"}] or ["police"], cases=subjects)
    about = instrument.about if instrument.about != "organisation" else "case"
    made = tuple(
        Subject(subject.ref, about, roles=(("lead_professional", respondents[0]), ("plan_member", respondents[0])), expected=subject.expected)
        for subject in audit_round.subjects
    )
    audit_round = attrs.evolve(audit_round, subjects=made)
    refs = sorted({ref for answers in said.values() for ref in answers})
    from audit_core.forms.build import form_of
    from audit_core.serialization import fingerprint

    lines = ["| case | agency | " + " | ".join(refs) + " |"]
    for place, subject in enumerate(audit_round.subjects, start=1):
        for code in respondents:
            asked = {field.ref for field in form_of(theme, audit_round, instrument, subject, code, 1, fingerprint(theme)).fields}
            answers = said.get(code, said.get("*", {}))
            lines.append(f"| {place} | {code} | " + " | ".join(answers.get(ref, "") if ref in asked else "" for ref in refs) + " |")
    return audit_round, returns(only(theme, instrument), "\n".join(lines), audit_round)


def only(theme: Theme, instrument: Instrument) -> Theme:
    """The theme with this instrument first, so that a table's rows are read as its forms."""
    return attrs.evolve(theme, instruments=(instrument, *(other for other in theme.instruments if other is not instrument)))


def found(theme: Theme, instrument: Instrument, said: dict[str, dict[str, str]], subjects: int = MANY) -> tuple[Finding, ...]:
    """What the theme's rules make of these answers."""
    audit_round, book = round_and_book(theme, instrument, said, subjects)
    return findings(only(theme, instrument), book, audit_round)


def chosen(theme: Theme, rule: Share) -> list[Question]:
    """The questions a rule looks at, of the first instrument it touches."""
    hits = [
        (instrument, question)
        for instrument, section, question in theme.questions()
        if (question.ref in rule.refs or (rule.flag and rule.flag in question.flags) or rule.section == section.number)
        and question.scope != "case"
        and (question.is_timed if rule.counts[0] in {"late", "in_time"} else theme.is_good(question.ref) and not question.is_timed)
    ]
    return [question for instrument, question in hits if instrument is hits[0][0]]


@pytest.mark.parametrize("name", sorted(THEMES))
def test_a_theme_is_sound_and_turns_to_json_and_back_equal(name: str) -> None:
    """No fault, no weakness; and the frozen value survives being written down."""
    theme = THEMES[name]
    sound(theme)
    assert check_theme(theme) == ()
    assert from_json(Theme, to_json(theme), name) == theme


@pytest.mark.parametrize("name", sorted(THEMES))
def test_a_theme_is_complete_and_no_form_is_too_long(name: str) -> None:
    """At least 30 questions, each said in full in at most 30 words; at most 20 rated rows and 4 timed questions on any form."""
    theme = THEMES[name]
    questions = [question for _, _, question in theme.questions()]
    assert len(questions) >= 30
    for question in questions:
        assert len(question.text.split()) <= 30, question.ref
        assert question.text.endswith("?") or question.scope == "case" or instrument_of(theme, question.ref).about == "meeting", question.ref
        assert all((question.good, question.look_for, question.met_means, question.label, question.topic)), question.ref
    for instrument in theme.instruments:
        for kind in kinds_asked(theme, instrument):
            _, rated, timed, _, minutes = workload(theme, instrument, kind)
            assert (rated <= 20, timed <= 4, minutes <= 90) == (True, True, True), (instrument.name, kind)
    assert {"agency", "shared", "case", "partnership"} <= {question.scope for question in questions}
    assert {"critical", "timed", "voice", "escalation", "oversight", "outcome", "recording"} <= {flag for question in questions for flag in question.flags}


def beside(theme: Theme, rule: Mismatch) -> tuple[Finding, ...]:
    """What is found where one instrument is good throughout on a topic, and in the other nobody says so."""
    shown, told = theme.instrument(rule.shown_in), theme.instrument(rule.not_in)
    assert shown is not None
    assert told is not None
    good = {ref: said for _, question in shown.questions() if question.topic == rule.topic for ref, said in typed(theme, question, "met").items()}
    audit_round, files = round_and_book(theme, shown, {"*": good})
    polls = {question.ref: question.answer for _, question in told.questions() if question.topic == rule.topic and isinstance(question.answer, Poll)}
    said = {f"{ref}{letter}": number for ref in polls for letter, number in zip("abcde", ("10", "1", "2", "3", "4"), strict=True)}
    _, survey = round_and_book(theme, told, {"*": said}, subjects=1)
    return findings(theme, attrs.evolve(files, returns=(*files.returns, *survey.returns)), audit_round)


@pytest.mark.parametrize(("name", "rule"), RULES, ids=[f"{name}-{rule.id}" for name, rule in RULES])
def test_every_rule_can_fire_and_says_a_whole_sentence(name: str, rule: Share | Differ | IfThen | Mismatch) -> None:
    """Answers that are exactly what a rule looks for make it fire, and its sentence has no gap in it."""
    theme = THEMES[name]
    if isinstance(rule, Share):
        questions = chosen(theme, rule)
        instrument = instrument_of(theme, questions[0].ref)
        answers = {ref: said for question in questions for ref, said in typed(theme, question, rule.counts[0]).items()}
        hits = found(theme, instrument, {"*": answers})
    elif isinstance(rule, Differ):
        question = theme.question(rule.refs[0])
        assert question is not None
        instrument = instrument_of(theme, question.ref)
        first, *_ = [kind for kind in kinds_asked(theme, instrument) if kind in question.asked_of]
        one, other = ("late", "in_time") if question.is_timed else ("met", "not_met") if theme.is_good(question.ref) else ("yes", "no")
        if not question.is_timed and not question.is_rated:
            one, other = "3", "5"
        hits = found(theme, instrument, {first: typed(theme, question, one), "*": typed(theme, question, other)})
    elif isinstance(rule, Mismatch):
        hits = beside(theme, rule)
    else:
        fact, then = theme.question(rule.fact), theme.question(rule.then)
        assert fact is not None
        assert then is not None
        hits = found(theme, instrument_of(theme, fact.ref), {"*": {**typed(theme, fact, rule.when[0]), **typed(theme, then, "not_met")}})
    mine = [finding for finding in hits if finding.rule == rule.id]
    assert mine
    for finding in mine:
        assert finding.evidence
        assert "{" not in finding.says
        assert finding.says.endswith(".")
        assert finding.says[0].isupper()


@pytest.mark.parametrize("name", sorted(THEMES))
def test_good_practice_everywhere_is_nothing_but_strengths(name: str) -> None:
    """All Met and all in time: no rule finds anything but what was done well."""
    theme = THEMES[name]
    for instrument in theme.instruments:
        answers = {
            ref: said
            for _, question in instrument.questions()
            if question.scope != "case" and (theme.is_good(question.ref) or question.is_timed)
            for ref, said in typed(theme, question, "in_time" if question.is_timed else "met").items()
        }
        assert {finding.kind for finding in found(theme, instrument, {"*": answers})} <= {"strength"}


@pytest.mark.parametrize(("name", "question"), CRITICAL, ids=[question.ref for _, question in CRITICAL])
def test_every_critical_question_leads_to_a_recommendation(name: str, question: Question) -> None:
    """Not met in every record: there is a finding that is no strength, and a recommendation that stands on it."""
    theme = THEMES[name]
    if question.scope == "case":
        pytest.skip("the panel answers it in decisions.xlsx; the rule is checked by check_theme")
    code = "late" if question.is_timed else "not_met"
    hits = [finding for finding in found(theme, instrument_of(theme, question.ref), {"*": typed(theme, question, code)}) if finding.kind != "strength"]
    behind = {key for item in recommend(tuple(hits), theme) for key in item.findings}
    assert any(finding.key in behind for finding in hits)


@pytest.mark.parametrize(("name", "limit"), LIMITS, ids=[f"{name}-{limit.id}" for name, limit in LIMITS])
def test_every_limit_fires_for_poor_practice_and_not_for_silence(name: str, limit: Cap | LowestOf) -> None:
    """Not met is practice; a record that is silent is not, unless recording itself is what was asked about."""
    theme = THEMES[name]
    case_file = next(instrument for instrument in theme.instruments if instrument.about == "case")

    def fired(answers: dict[str, str]) -> bool:
        audit_round, book = round_and_book(theme, case_file, {"*": answers}, subjects=1)
        return any(hit.rule == limit.id for case in scores(only(theme, case_file), book, audit_round).grades for hit in case.fired)

    if isinstance(limit, LowestOf):
        ref = "J-1" if limit.grade == "own" else "J-3"
        assert fired({ref: "inadequate"})
        assert not fired({ref: ""})
        return
    questions = [
        question
        for _, question in case_file.questions()
        if (question.ref in limit.refs or (limit.flag and limit.flag in question.flags)) and question.is_rated and question.scope != "case"
    ]
    assert fired({ref: said for question in questions for ref, said in typed(theme, question, limit.answers[0]).items()})
    quiet = [question for question in questions if "recording" not in question.flags]
    assert not fired({ref: said for question in quiet for ref, said in typed(theme, question, "no_evidence").items()})


@pytest.mark.parametrize("name", sorted(THEMES))
def test_a_themes_own_report_reads_whole(name: str) -> None:
    """The theme's template fills in with answers and without any, and speaks of its own subject."""
    from audit_core.reports.writers import report_writers

    theme = THEMES[name]
    plugins = load_plugins()
    case_file = next(instrument for instrument in theme.instruments if instrument.about == "case")
    answers = {
        ref: said
        for _, question in case_file.questions()
        if question.scope != "case" and theme.is_good(question.ref)
        for ref, said in typed(theme, question, "late" if question.is_timed else "partly").items()
    }
    for said in (answers, {}):
        audit_round, book = round_and_book(theme, case_file, {"*": said})
        page = next(writer for writer in report_writers(plugins.template_dirs(theme)[0]) if writer.file == "report.html")
        text = (page.write(compiled(only(theme, case_file), book, audit_round), "") or b"").decode()
        assert "Why this theme" in text
        assert "undefined" not in text
        assert theme.title.split()[0].lower() in text.lower()
