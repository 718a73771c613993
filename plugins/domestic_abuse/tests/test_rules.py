"""Each rule and limit of the domestic abuse theme, on a small table where it fires and on one where it has nothing to say."""

from __future__ import annotations

import re

import pytest
from audit_theme_domestic_abuse.findings import ADVICE, RULES
from audit_theme_domestic_abuse.scoring import LIMITS
from audit_theme_domestic_abuse.theme import THEME

from audit_core import Cap, Finding, Question
from audit_core.findings import find_all
from audit_core.findings.recommendations import recommend
from audit_core.problems.problem import Where
from audit_core.rounds.panel_decisions import Decisions, PanelAnswer
from audit_core.rounds.round import Round, Subject
from audit_core.testing import compiled, findings, returns, round_of, scores
from audit_core.themes.agencies import kind_label

RULE_BY_ID = {rule.id: rule for rule in RULES}
ADVICE_IDS = {advice.id for advice in ADVICE}
CRITICAL = tuple(question for _, _, question in THEME.questions() if "critical" in question.flags)
PARTNERSHIP = round_of(THEME, (), 0, subjects=(Subject("DA26A", "round", expected=(("partnership", "ask"),)),))

# Two moments and two days each that are in time, or late, by every limit of the theme.
TIMES = {"NIGHT": "2025-05-06T21:00", "SOON": "2025-05-07T08:00", "LATE": "2025-05-12T08:00", "DAY": "2025-05-06", "NEXT": "2025-05-07", "AUTUMN": "2025-09-15"}


def table(text: str) -> str:
    """A table with its moments filled in."""
    return re.sub("|".join(TIMES), lambda found: TIMES[found.group()], text)


def found(text: str, audit_round: Round | None = None) -> tuple[Finding, ...]:
    """The findings of a table of returns."""
    return findings(THEME, returns(THEME, table(text), audit_round), audit_round)


def limits(text: str) -> dict[str, tuple[str, int]]:
    """The limits that apply to the first case of a table: the grade each allows, and how many cells it stands on."""
    return {hit.rule: (hit.to, len(hit.evidence)) for hit in scores(THEME, returns(THEME, text)).grades[0].fired}


# Rule, ref, n, m, and the table that makes it fire. Its clean table is the same with every weakness mended: see `mended`.
WEAK = [
    ("children-missed", "DA-1.1", 2, 3, "| case | agency | DA-1.1 |\n| 1 | police | not_met |\n| 2 | police | partly |\n| 3 | police | no_evidence |"),
    (
        "late-notification",
        "DA-1.2",
        1,
        2,
        "| case | agency | DA-1.2a | DA-1.2c |\n| 1 | school | NIGHT | LATE |\n| 2 | school | NIGHT | SOON |\n| 3 | school | NIGHT | |",
    ),
    ("school-not-told", "DA-1.4", 2, 3, "| case | agency | DA-1.4 |\n| 1 | police | not_met |\n| 1 | school | partly |\n| 2 | school | met |"),
    ("no-risk-checklist", "DA-2.1", 1, 3, "| case | agency | DA-2.1 |\n| 1 | police | met |\n| 1 | hospital | partly |\n| 1 | housing | told |"),
    ("not-referred", "DA-2.2", 1, 1, "| case | agency | DA-2.2 |\n| 1 | police | not_met |\n| 1 | social_care | not_applicable |"),
    ("life-not-described", "DA-3.1", 2, 3, "| case | agency | DA-3.1 |\n| 1 | school | partly |\n| 1 | social_care | not_met |\n| 1 | health_visiting | met |"),
    ("victim-responsible", "DA-4.4", 1, 2, "| case | agency | DA-4.4 |\n| 1 | social_care | not_met |\n| 2 | social_care | met |"),
    ("early-step-down", "DA-4.7", 1, 2, "| case | agency | DA-4.7 |\n| 1 | social_care | partly |\n| 2 | social_care | met |"),
    ("harm-unassessed", "DA-5.1", 1, 3, "| case | agency | DA-5.1 |\n| 1 | police | met |\n| 1 | social_care | not_met |\n| 1 | probation | no_evidence |"),
    ("not-escalated", "DA-7.3", 1, 2, "| case | agency | DA-7.3 |\n| 1 | school | not_met |\n| 2 | school | met |"),
    ("disagreed-and-left", "DA-7.3", 1, 2, "| case | agency | DA-7.2 | DA-7.3 |\n| 1 | school | yes | not_met |\n| 1 | police | not_recorded | partly |"),
    ("stepped-down-unsafe", "DA-4.7", 1, 1, "| case | agency | DA-4.6 | DA-4.7 |\n| 1 | social_care | yes | no_evidence |"),
    (
        "history-light",
        "",
        2,
        3,
        "| case | agency | DA-2.4 | DA-4.2 |\n| 1 | police | not_met | partly |\n| 1 | social_care | | met |",
    ),
    ("slow-recovery", "DA-3.4", 1, 2, "| case | agency | DA-3.4a | DA-3.4b |\n| 1 | camhs | DAY | AUTUMN |\n| 2 | camhs | DAY | NEXT |"),
    ("recovery-not-offered", "DA-3.5", 2, 2, "| case | agency | DA-3.5 |\n| 1 | school | not_met |\n| 1 | camhs | partly |"),
    ("slow-decision", "DA-4.1", 1, 1, "| case | agency | DA-4.1a | DA-4.1b |\n| 1 | social_care | DAY | AUTUMN |\n| 2 | social_care | DAY | |"),
    ("slow-advocate", "DA-6.2", 1, 1, "| case | agency | DA-6.2a | DA-6.2b |\n| 1 | domestic_abuse_service | NIGHT | LATE |"),
    (
        "voice-weak",
        "",
        3,
        4,
        "| case | agency | DA-1.3 | DA-3.1 |\n| 1 | police | not_met | |\n| 2 | police | partly | |\n| 1 | school | | not_met |\n| 2 | school | | met |",
    ),
    (
        "sharing-slow",
        "",
        3,
        4,
        "| case | agency | DA-4.3 | DA-7.1 | DA-7.6 |\n| 1 | police | not_met | | |\n| 1 | gp | | partly | not_met |\n| 1 | hospital | | met | |",
    ),
    (
        "oversight-thin",
        "DA-7.4",
        2,
        8,
        "| case | agency | DA-7.4 |\n| 1 | school | not_met |\n| 2 | school | partly |\n" + "".join(f"| {case} | school | met |\n" for case in range(3, 9)),
    ),
    ("identity-thin", "", 2, 2, "| case | agency | DA-6.3 | DA-7.5 |\n| 1 | school | | not_met |\n| 1 | gp | partly | |"),
    ("no-difference-shown", "", 2, 3, "| case | agency | DA-8.1 |\n| 1 | social_care | not_met |\n| 1 | school | partly |\n| 1 | police | met |"),
    (
        "recording-gap",
        "DA-1.5",
        2,
        5,
        "| case | agency | DA-1.5 |\n| 1 | school | told |\n| 2 | school | no_evidence |\n| 3 | school | met |\n| 4 | school | met |\n| 5 | school | not_met |",
    ),
    ("recording-gap-risk", "DA-2.3", 2, 2, "| case | agency | DA-2.3 |\n| 1 | police | no_evidence |\n| 1 | housing | told |"),
]
# The same for what was done well: the other table has one answer that is not Met more than the rule allows.
STRONG = [
    (
        "voice-strong",
        "",
        3,
        5,
        "| case | agency | DA-1.3 | DA-3.1 |\n| 1 | police | met | |\n| 2 | police | partly | |\n| 1 | school | | met |\n| 2 | school | | met |\n| 3 | school | | told |",
    ),
    ("done-well", "DA-1.1", 3, 4, "| case | agency | DA-1.1 |\n| 1 | police | met |\n| 2 | police | met |\n| 3 | police | met |\n| 4 | police | told |"),
    (
        "notified-in-time",
        "DA-1.8",
        3,
        4,
        "| case | agency | DA-1.8a | DA-1.8b |\n"
        + "".join(f"| {case} | social_care | NIGHT | {end} |\n" for case, end in enumerate(("SOON", "SOON", "SOON", "LATE"), start=1)),
    ),
]
DIFFER = [
    ("told-differently", "DA-1.4", "| case | agency | DA-1.4 |\n| 1 | police | met |\n| 1 | school | not_met |"),
    ("told-differently", "DA-2.2", "| case | agency | DA-2.2 |\n| 1 | police | met |\n| 1 | domestic_abuse_service | not_met |"),
    ("told-differently", "DA-4.6", "| case | agency | DA-4.6 |\n| 1 | social_care | yes |\n| 1 | school | no |"),
    ("told-differently", "DA-7.2", "| case | agency | DA-7.2 |\n| 1 | school | yes |\n| 1 | police | no |"),
    ("times-differ", "DA-1.2", "| case | agency | DA-1.2a | DA-1.2c |\n| 1 | police | NIGHT | SOON |\n| 1 | school | NIGHT | LATE |"),
    ("counts-differ", "DA-2.6", "| case | agency | DA-2.6 |\n| 1 | police | 7 |\n| 1 | social_care | 3 |"),
]


def mended(text: str) -> str:
    """The same table with every weakness put right: met instead of less, in time instead of late."""
    return re.sub(r"\b(not_met|partly|told|no_evidence)\b", "met", text).replace("LATE", "SOON").replace("AUTUMN", "NEXT")


def test_every_rule_has_its_table() -> None:
    """A rule that nobody has seen fire is not known to work."""
    shown = [row[0] for row in (*WEAK, *STRONG, *DIFFER)] + ["arrangements-missing"]
    assert set(shown) == set(RULE_BY_ID)


@pytest.mark.parametrize(("rule", "ref", "n", "m", "text"), [*WEAK, *STRONG], ids=[row[0] for row in (*WEAK, *STRONG)])
def test_a_rule_fires_once_with_these_counts(rule: str, ref: str, n: int, m: int, text: str) -> None:
    """One finding, with the counts worked out by hand, the cells behind them, a whole sentence and its recommendation."""
    (hit,) = [finding for finding in found(text) if finding.rule == rule]
    assert (hit.ref, hit.n, hit.m, hit.recommend) == (ref, n, m, RULE_BY_ID[rule].recommend)
    assert len(hit.evidence) == n if rule not in {"disagreed-and-left", "stepped-down-unsafe"} else len(hit.evidence) >= 2
    assert hit.says.endswith(".")
    assert not re.search(r"[{}]|\bNone\b", hit.says)
    if "{n}" in RULE_BY_ID[rule].says:
        assert f"{n} of {m} " in hit.says


@pytest.mark.parametrize(("rule", "text"), [(row[0], row[4]) for row in WEAK], ids=[row[0] for row in WEAK])
def test_a_rule_has_nothing_to_say_once_things_are_mended(rule: str, text: str) -> None:
    """The same table with everything met and in time: only strengths can be left."""
    assert {finding.kind for finding in found(mended(text))} <= {"strength"}


@pytest.mark.parametrize(("rule", "text"), [(row[0], row[4]) for row in STRONG], ids=[row[0] for row in STRONG])
def test_a_strength_needs_more_than_two_good_answers(rule: str, text: str) -> None:
    """With one good answer fewer it is not said."""
    lesser = text.replace(" SOON ", " LATE ", 1) if "SOON" in text else text.replace(" met ", " partly ", 1)
    assert rule not in {finding.rule for finding in found(lesser)}


@pytest.mark.parametrize("text", [row[4] for row in (*WEAK, *STRONG)], ids=[row[0] for row in (*WEAK, *STRONG)])
def test_blanks_make_no_finding(text: str) -> None:
    """An empty form says nothing about practice, good or poor."""
    assert found(re.sub(r"\b(not_met|partly|told|no_evidence|met|yes|no|NIGHT|SOON|LATE|DAY|NEXT|AUTUMN)\b", "", text)) == ()


# records differ


@pytest.mark.parametrize(("rule", "ref", "text"), DIFFER, ids=[f"{row[0]}-{row[1]}" for row in DIFFER])
def test_records_that_contradict_each_other_are_one_finding(rule: str, ref: str, text: str) -> None:
    """It names both agencies, keeps both cells and says who said what."""
    (hit,) = [finding for finding in found(text) if finding.rule == rule]
    assert (hit.kind, hit.ref, hit.n, hit.recommend) == ("differ", ref, 2, "one-account")
    assert len(hit.evidence) == 2
    assert " and " in hit.says
    assert hit.note


@pytest.mark.parametrize(
    "text",
    [
        "| case | agency | DA-1.4 |\n| 1 | police | met |\n| 2 | school | not_met |",
        "| case | agency | DA-7.2 |\n| 1 | school | yes |\n| 1 | police | not_recorded |",
        "| case | agency | DA-1.2a | DA-1.2c |\n| 1 | police | NIGHT | |\n| 1 | school | NIGHT | SOON |",
        "| case | agency | DA-1.2a | DA-1.2c |\n| 1 | police | NIGHT | SOON |\n| 1 | school | NIGHT | 2025-05-07T09:00 |",
        "| case | agency | DA-1.8a | DA-1.8b |\n| 1 | social_care | NIGHT | SOON |\n| 1 | health_visiting | NIGHT | 2025-05-07T16:00 |",
    ],
    ids=["two children", "one record does not say", "one time is missing", "an hour apart", "two notifications"],
)
def test_records_that_can_both_be_true_do_not_differ(text: str) -> None:
    """Silence contradicts nothing, an hour is how clocks are kept, and two agencies' notifications are two facts."""
    assert [finding for finding in found(text) if finding.kind == "differ"] == []


def test_a_school_that_has_no_record_of_being_told_is_found() -> None:
    """The police say it was told in time, the school's record holds nothing: this standard is critical, so one side alone is a finding."""
    (hit,) = [finding for finding in found("| case | agency | DA-1.4 |\n| 1 | police | met |\n| 1 | school | no_evidence |") if finding.kind == "differ"]
    assert (hit.rule, hit.ref, hit.says) == (
        "told-differently",
        "DA-1.4",
        "On record at Police and not at School: School told before the child was next there.",
    )


# one thing was so, and what should follow did not


def test_whoever_wrote_the_disagreement_down_is_not_said_to_have_disagreed() -> None:
    """The police may only have recorded that the school disagreed: the sentence says who recorded it."""
    (hit,) = [finding for finding in found("| case | agency | DA-7.2 | DA-7.3 |\n| 1 | police | yes | no_evidence |") if finding.rule == "disagreed-and-left"]
    assert hit.says == "Police recorded that agencies disagreed about this child, and no record shows that it was taken further in time."
    assert hit.high


@pytest.mark.parametrize(
    "text",
    [
        "| case | agency | DA-7.2 | DA-7.3 |\n| 1 | school | yes | not_applicable |\n| 1 | police | no | met |",
        "| case | agency | DA-7.2 | DA-7.3 |\n| 1 | school | no | not_met |",
        "| case | agency | DA-7.2 | DA-7.3 |\n| 1 | school | yes | |",
        "| case | agency | DA-7.2 | DA-7.3 |\n| 1 | police | yes | not_applicable |",
        "| case | agency | DA-7.2 | DA-7.3 |\n| 1 | school | not_recorded | no_evidence |",
    ],
    ids=["somebody escalated", "nobody disagreed", "the answer is missing", "it was another agency's to do", "nothing on record"],
)
def test_a_disagreement_is_not_said_to_be_left_without_grounds(text: str) -> None:
    """One agency that saw it through clears it; a fact that nobody confirmed starts nothing."""
    assert "disagreed-and-left" not in {finding.rule for finding in found(text)}


def test_help_that_ended_when_safety_had_lasted_is_no_finding() -> None:
    """The school's Yes and social care's Met belong together."""
    text = "| case | agency | DA-4.6 | DA-4.7 |\n| 1 | school | yes | |\n| 1 | social_care | yes | met |"
    assert found(text) == ()
    (hit,) = [finding for finding in found(text.replace("met", "not_met")) if finding.rule == "stepped-down-unsafe"]
    assert sorted(hit.recipients) == ["school", "social_care"]


# the partnership's own form, and the panel's answers


def test_each_arrangement_that_is_missing_is_found_and_none_that_is_there() -> None:
    """The partnership answers for itself, once."""
    text = "| case | agency | DA-P.1 | DA-P.2 | DA-P.3 | DA-P.6 |\n| 1 | partnership | not_met | partly | met | no_evidence |"
    hits = found(text, PARTNERSHIP)
    assert [(hit.rule, hit.ref, hit.n, hit.m) for hit in hits] == [("arrangements-missing", ref, 1, 1) for ref in ("DA-P.1", "DA-P.2")]
    assert hits[0].says == "The partnership does not yet have this fully in place: Notification routes reach everyone."


def test_what_the_partnership_says_of_itself_is_no_answer_about_a_child() -> None:
    """Its own voice question is not counted with the children's: two weak answers and this one are no three."""
    audit_round = round_of(THEME, ("police",), 2)
    both = round_of(THEME, ("police",), 2, subjects=(*audit_round.subjects, *PARTNERSHIP.subjects))
    cases = returns(THEME, "| case | agency | DA-1.3 |\n| 1 | police | not_met |\n| 2 | police | partly |", both)
    own = returns(THEME, "| case | agency | DA-P.6 |\n| 3 | partnership | not_met |", both)
    together = type(cases)((*cases.returns, *own.returns), (*cases.ledger, *own.ledger), (*cases.expected, *own.expected))
    assert {hit.rule for hit in findings(THEME, together, both)} == {"arrangements-missing"}


def test_the_panels_answer_counts_once_beside_the_agencies() -> None:
    """Could the child name a change? One agency and the panel say no: two of two."""
    book = returns(THEME, "| case | agency | DA-8.1 |\n| 1 | school | not_met |")
    audit_round = round_of(THEME, ("school",), 1)
    panel = Decisions(panel=(PanelAnswer(audit_round.subjects[0].ref, "DA-8.2", "Not met", "", Where("decisions.xlsx", "Panel", "D2"), "not_met"),))
    hits = find_all(scores(THEME, book, audit_round, panel), book, THEME, audit_round)
    assert [(hit.rule, hit.n, hit.m) for hit in hits] == [("no-difference-shown", 2, 2)]


# from critical standards to recommendations


@pytest.mark.parametrize("question", CRITICAL, ids=lambda question: question.ref)
def test_a_critical_standard_that_was_not_met_leads_to_a_recommendation(question: Question) -> None:
    """One record with Not met is enough for a finding, and its advice is among the recommendations."""
    agency = next((kind for kind in question.asked_of if kind_label(kind) and kind not in {"lead_professional", "plan_member"}), "social_care")
    hits = [hit for hit in found(f"| case | agency | {question.ref} |\n| 1 | {agency} | not_met |") if hit.kind != "strength"]
    proposed = {item.advice for item in recommend(tuple(hits), THEME)}
    assert proposed
    assert proposed <= ADVICE_IDS
    assert {hit.recommend for hit in hits if hit.ref == question.ref} <= proposed
    assert all(hit.high for hit in hits)


# limits on grades

FIRES = {
    "critical-3": (
        "| case | agency | DA-1.4 | DA-2.1 | DA-7.3 |\n| 1 | police | not_met | not_met | |\n| 1 | health_visiting | | | not_met |",
        "inadequate",
        3,
    ),
    "unseen-child": ("| case | agency | DA-3.1 | DA-5.1 |\n| 1 | social_care | not_met | not_met |", "inadequate", 2),
    "early-or-unchallenged": ("| case | agency | DA-4.7 |\n| 1 | social_care | not_met |", "requires_improvement", 1),
    "victim-made-responsible": ("| case | agency | DA-4.4 |\n| 1 | social_care | not_met |", "requires_improvement", 1),
    "together": ("| case | agency | J-3 |\n| 1 | police | good |\n| 1 | school | inadequate |", "inadequate", 1),
}


def test_every_limit_has_its_table() -> None:
    """Three to five limits, each with one sentence of reason that can be read out in a room."""
    assert [limit.id for limit in LIMITS] == list(FIRES)
    assert all(limit.because.count(".") == 1 and limit.because.endswith(".") for limit in LIMITS)


@pytest.mark.parametrize("limit", FIRES)
def test_a_limit_fires_on_poor_practice(limit: str) -> None:
    """It limits the case to the grade it names, and keeps as many cells as the answers it stands on."""
    text, to, cells = FIRES[limit]
    assert limits(text)[limit] == (to, cells)


@pytest.mark.parametrize("said", ["no_evidence", "told", "not_applicable", "?", ""])
@pytest.mark.parametrize("limit", [limit.id for limit in LIMITS if isinstance(limit, Cap)])
def test_a_limit_never_fires_for_want_of_evidence(limit: str, said: str) -> None:
    """The same table with a record that is silent limits nothing."""
    assert limits(FIRES[limit][0].replace("not_met", said)) == {}


@pytest.mark.parametrize("limit", ["critical-3", "unseen-child"])
def test_a_limit_needs_as_many_answers_as_it_says(limit: str) -> None:
    """One answer better, and it does not apply."""
    assert limit not in limits(FIRES[limit][0].replace("not_met", "partly", 1))


def test_a_child_who_was_not_recorded_counts_where_recording_was_the_standard() -> None:
    """Nothing on file about the children at an incident is the police's third critical answer; no checklist on file is not."""
    text = "| case | agency | DA-1.1 | DA-1.4 | DA-2.1 |\n| 1 | police | {} | not_met | {} |"
    assert set(limits(text.format("no_evidence", "not_met"))) == {"critical-3"}
    assert limits(text.format("not_met", "no_evidence")) == {}


def test_one_standard_that_two_agencies_missed_is_one() -> None:
    """A limit whose reason names two failings needs both: the life undescribed twice is not a risk unassessed."""
    assert "unseen-child" not in limits("| case | agency | DA-3.1 |\n| 1 | social_care | not_met |\n| 1 | school | not_met |")


def test_a_nil_return_limits_nothing_and_finds_nothing() -> None:
    """An agency that did not know the child is in no figure, whatever was left standing on its form."""
    text = "| case | agency | known | DA-4.7 | J-3 |\n| 1 | social_care | not_known | not_met | inadequate |"
    assert limits(text) == {}
    assert found(text) == ()


# the report


def test_the_report_speaks_of_domestic_abuse_with_its_own_figures() -> None:
    """Told in time, life described, harm assessed: each with its count, and nothing said of what nobody answered."""
    from audit_core.plugin_system.manager import load_plugins
    from audit_core.reports.writers import report_writers

    text = """
        | case | agency      | DA-1.4  | DA-3.1 | DA-5.1  |
        | 1    | school      | not_met | met    |         |
        | 1    | police      | not_met |        | partly  |
        | 2    | school      | met     | met    |         |
    """
    (page,) = [writer for writer in report_writers(load_plugins().template_dirs(THEME)[0]) if writer.file == "report.html"]
    words = " ".join(re.sub(r"<[^>]+>", " ", (page.write(compiled(THEME, returns(THEME, text)), "") or b"").decode()).split())
    assert "victims in their own right" in words
    assert "knew before the child was next there in 1 of 3 answers ( DA-1.4 )." in words
    assert "daily life was like for the child in 2 of 2 records ( DA-3.1 )." in words
    assert "the person causing harm was assessed in 0 of 1 records ( DA-5.1 )." in words
    assert "Reducing help." not in words
