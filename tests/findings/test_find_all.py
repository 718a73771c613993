"""Findings, recommendations and actions from small tables of returns."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from audit_core.findings.action import by_date, how_known
from audit_core.findings.agreement import compare_accounts
from audit_core.findings.finding import Finding
from audit_core.findings.propose_actions import orphans, propose_actions
from audit_core.findings.recommendations import MAX_RECOMMENDATIONS, decide, recommend
from audit_core.rounds.panel_decisions import Decisions, RecommendationDecision
from audit_core.tabulation.agreement_tables import records_differ_table
from audit_core.testing.builders import advice, question, round_of, small_theme
from audit_core.testing.pipeline import findings, scores
from audit_core.testing.text_tables import returns
from audit_core.themes.rules import Differ, IfThen, Share
from audit_core.themes.theme import Instrument, Number, Rating, Section, TimeLimit, Times

AS_AT = date(2026, 4, 8)
POOR = Share(
    "poor",
    "In {n} of {m} records {question} was not met.",
    refs=("XX-1.1",),
    recommend="act",
    high=True,
)
THEME = small_theme(question("XX-1.1"), rules=(POOR,), advice=(advice(),))
TWO_OF_THREE = """
    | case | agency | XX-1.1         |
    | 1    | police | not_met        |
    | 1    | school | not_met        |
    | 2    | police | met            |
    | 2    | school | not_applicable |
"""


def test_a_share_finding_counts_rated_answers_and_keeps_its_cells() -> None:
    """If two of three counted answers are not met, the sentence says so and the two cells are
    kept.
    """
    (finding,) = findings(THEME, returns(THEME, TWO_OF_THREE))
    assert finding.says == "In 2 of 3 records Standard XX-1.1 was not met."
    assert [at.file for at in finding.evidence] == ["police-1.xlsx", "school-1.xlsx"]
    assert finding.recipients == ("police", "school")


def test_one_more_return_changes_the_counts_but_not_the_key() -> None:
    """A late return turns 2 of 3 into 3 of 4; the key, on which the printed id depends, stays the
    same.
    """
    (before,) = findings(THEME, returns(THEME, TWO_OF_THREE))
    (after,) = findings(THEME, returns(THEME, TWO_OF_THREE + "| 3 | police | not_met |"))
    assert (before.n, before.m, after.n, after.m) == (2, 3, 3, 4)
    assert before.key == after.key


def test_a_rule_by_recipient_makes_a_finding_for_each() -> None:
    """Each agency's own share is a finding with its own key and the agency's name in the
    sentence.
    """
    rule = attrs.evolve(POOR, id="each", per="recipient", says="{recipient}: {n} of {m}.")
    theme = attrs.evolve(THEME, rules=(rule,))
    assert [finding.says for finding in findings(theme, returns(theme, TWO_OF_THREE))] == [
        "Police: 1 of 2.",
        "School: 1 of 1.",
    ]


@pytest.mark.parametrize(
    ("least", "share", "fires"), [(2, 0.0, True), (3, 0.0, False), (1, 0.6, True), (1, 0.7, False)]
)
def test_a_rule_fires_from_its_minimum_count_and_share(
    least: int, share: float, fires: bool
) -> None:
    """With 2 of 3, a rule that needs two, or 60 %, fires; one that needs three, or 70 %, does
    not.
    """
    theme = attrs.evolve(THEME, rules=(attrs.evolve(POOR, at_least=least, share=share),))
    assert bool(findings(theme, returns(theme, TWO_OF_THREE))) is fires


def test_a_clock_that_was_not_assessed_is_in_no_share() -> None:
    """Of three clocks one is late and one cannot be assessed: it counts as one of two."""
    theme = small_theme(
        question("XX-1.1", flags=("timed",), answer=Times(("sent", "received"), "told")),
        time_limits=(TimeLimit("told", "Telling", 1, "calendar_days"),),
        rules=(Share("late", "Late in {n} of {m}.", counts=("late",), refs=("XX-1.1",)),),
    )
    book = returns(
        theme,
        """
        | case | agency | XX-1.1a    | XX-1.1b    |
        | 1    | police | 2026-03-02 | 2026-03-05 |
        | 2    | police | 2026-03-02 | 2026-03-03 |
        | 3    | police | 2026-03-02 |            |
        """,
    )
    assert [finding.says for finding in findings(theme, book)] == ["Late in 1 of 2."]


FACT = small_theme(
    question("XX-1.1", scope="shared", answer=Rating("yes_no")),
    question("XX-1.2", flags=("escalation",)),
    rules=(
        Differ("records", "{recipient} record {question} differently.", refs=("XX-1.1",)),
        IfThen(
            "not-escalated",
            "{recipient} disagreed and nobody escalated.",
            fact="XX-1.1",
            then="XX-1.2",
        ),
    ),
)


@pytest.mark.parametrize(
    ("police", "school", "differ"),
    [
        ("yes", "no", True),
        ("yes", "yes", False),
        ("yes", "not_recorded", False),
        ("yes", "", False),
        ("yes", "?", False),
    ],
)
def test_records_differ_only_if_they_contradict_each_other(
    police: str, school: str, differ: bool
) -> None:
    """Yes against No differs. A silent record, a blank or an answer that was not understood
    contradicts nothing.
    """
    book = returns(
        FACT, f"| case | agency | XX-1.1 |\n| 1 | police | {police} |\n| 1 | school | {school} |"
    )
    found = [finding for finding in findings(FACT, book) if finding.kind == "differ"]
    assert bool(found) is differ
    if differ:
        assert [at.file for at in found[0].evidence] == ["police-1.xlsx", "school-1.xlsx"]
        assert found[0].says == "Police and School record Standard XX-1.1 differently."


HELD = small_theme(
    question("XX-1.1", scope="shared", answer=Rating("yes_no"), held_by=("school",)),
    question("XX-1.2", scope="shared", flags=("critical",)),
    question("XX-1.3", scope="shared", answer=Number("incidents")),
    rules=(
        Differ(
            "records",
            "{recipient} record {question} differently.",
            refs=("XX-1.1", "XX-1.2", "XX-1.3"),
        ),
    ),
)


@pytest.mark.parametrize(
    ("ref", "police", "school", "kind", "matters"),
    [
        ("XX-1.1", "yes", "no", "contradiction", True),
        ("XX-1.1", "yes", "yes", "agreement", False),
        ("XX-1.1", "yes", "not_recorded", "one_sided", True),  # the school should hold it
        ("XX-1.1", "not_recorded", "yes", "one_sided", False),  # nobody expects the police to
        ("XX-1.1", "not_recorded", "not_recorded", None, False),
        ("XX-1.1", "yes", "", None, False),
        ("XX-1.1", "yes", "?", None, False),
        ("XX-1.2", "met", "not_met", "contradiction", True),
        ("XX-1.2", "met", "partly", "agreement", False),
        ("XX-1.2", "no_evidence", "met", "one_sided", True),  # critical: whoever is silent
        ("XX-1.2", "not_applicable", "met", None, False),
        ("XX-1.3", "3", "7", "contradiction", True),
        ("XX-1.3", "3", "3", "agreement", False),
    ],
)
def test_two_records_of_one_fact_contradict_agree_or_are_one_sided(
    ref: str, police: str, school: str, kind: str | None, matters: bool
) -> None:
    """A one-sided fact is an item only if it is critical or the silent agency should hold it."""
    book = returns(
        HELD, f"| case | agency | {ref} |\n| 1 | police | {police} |\n| 1 | school | {school} |"
    )
    found = [
        item for item in compare_accounts(book, HELD, round_of(HELD)) if item.question.ref == ref
    ]
    assert [(item.kind, item.matters) for item in found] == ([(kind, matters)] if kind else [])
    differ = [finding for finding in findings(HELD, book) if finding.kind == "differ"]
    assert bool(differ) is matters
    assert all(
        {at.file for at in finding.evidence} == {"police-1.xlsx", "school-1.xlsx"}
        for finding in differ
    )


def test_how_often_records_agree_is_counted() -> None:
    """Two cases agree on the number of incidents and one does not; one fact is on one record only.
    Each row keeps all its cells.
    """
    table = """
        | case | agency | XX-1.1       | XX-1.3 |
        | 1    | police | yes          | 3      |
        | 1    | school | not_recorded | 3      |
        | 2    | police |              | 4      |
        | 2    | school | no           | 4      |
        | 3    | police |              | 4      |
        | 3    | school |              | 5      |
    """
    rows = records_differ_table(returns(HELD, table), HELD, round_of(HELD, cases=3)).rows
    assert [row.cells for row in rows] == [
        ("XX-1.1", "Standard XX-1.1", "0", "0", "0", "1"),
        ("XX-1.3", "Standard XX-1.3", "2", "1", "0", "0"),
    ]
    assert [len(row.evidence) for row in rows] == [2, 6]


def test_one_sided_records_are_described_as_such() -> None:
    """The sentence names who has the fact and who has not; the note says what was answered."""
    book = returns(
        HELD, "| case | agency | XX-1.1 |\n| 1 | police | yes |\n| 1 | school | not_recorded |"
    )
    (finding,) = findings(HELD, book)
    assert finding.says == "Recorded by Police and not by School: Standard XX-1.1."
    assert finding.note == "Not on record: School. Yes: Police."


NOTIFIED = small_theme(
    question(
        "XX-1.1",
        scope="shared",
        flags=("timed",),
        held_by=("school",),
        answer=Times(("sent", "received"), "told", precision="datetime"),
    ),
    time_limits=(TimeLimit("told", "Telling", 24, "hours"),),
    rules=(Differ("times", "{recipient} differ.", refs=("XX-1.1",)),),
)


@pytest.mark.parametrize(
    ("sent", "received", "says"),
    [
        ("", "no_evidence", "Recorded by Police and not by School: Standard XX-1.1."),
        (
            "",
            " / Nothing came; the log was searched.",
            "Recorded by Police and not by School: Standard XX-1.1.",
        ),
        ("2026-03-02T11:30", "", "Police and School differ."),
        ("", "", ""),
    ],
)
def test_a_message_sent_but_not_received_is_one_sided(sent: str, received: str, says: str) -> None:
    """The police sent it at 09:10 with a receipt and the school says nothing came: one-sided.
    Different times of sending are a difference in timing.
    """
    table = """
        | case | agency | XX-1.1a          | XX-1.1b          |
        | 1    | police | 2026-03-02T09:10 | 2026-03-02T09:12 |
        | 1    | school | {}               | {}               |
    """
    book = returns(NOTIFIED, table.format(sent, received))
    assert [finding.says for finding in findings(NOTIFIED, book)] == ([says] if says else [])


@pytest.mark.parametrize(
    ("answer", "fires"), [("not_met", True), ("no_evidence", True), ("met", False), ("", False)]
)
def test_a_disagreement_that_was_not_escalated_is_found(answer: str, fires: bool) -> None:
    """The overruled school says there was one and the police say there was none; it is a finding
    unless an agency escalated it or left the question out.
    """
    book = returns(
        FACT,
        f"| case | agency | XX-1.1 | XX-1.2 |\n| 1 | police | no | {answer} |\n| 1 | school | "
        f"yes | |",
    )
    assert any(finding.rule == "not-escalated" for finding in findings(FACT, book)) is fires


def test_times_more_than_an_hour_apart_differ() -> None:
    """Two agencies' times of one event differ if there is more than an hour between them."""
    theme = small_theme(
        question(
            "XX-1.1",
            scope="shared",
            flags=("timed",),
            answer=Times(("sent", "received"), "told", precision="datetime"),
        ),
        time_limits=(TimeLimit("told", "Telling", 24, "hours"),),
        rules=(Differ("times", "They differ.", refs=("XX-1.1",)),),
    )
    table = """
        | case | agency | XX-1.1a          |
        | 1    | police | 2026-03-02T09:00 |
        | 1    | school | 2026-03-02T{}    |
    """
    assert not findings(theme, returns(theme, table.format("10:00")))
    assert findings(theme, returns(theme, table.format("10:01")))


def made(number: int, level: str = "partnership") -> tuple[tuple[Finding, ...], object]:
    """`number` findings, each leading to a recommendation of its own."""
    theme = small_theme(
        *(question(f"XX-1.{place}") for place in range(1, number + 1)),
        rules=tuple(
            Share(f"r{place}", "{n} of {m}.", refs=(f"XX-1.{place}",), recommend=f"a{place}")
            for place in range(1, number + 1)
        ),
        advice=tuple(advice(f"a{place}", level=level) for place in range(1, number + 1)),
    )
    refs = " | ".join(f"XX-1.{place}" for place in range(1, number + 1))
    book = returns(
        theme, f"| case | agency | {refs} |\n| 1 | police | {' | '.join(['not_met'] * number)} |"
    )
    return findings(theme, book), theme


def test_at_most_eight_recommendations_are_proposed_and_none_is_lost() -> None:
    """Of ten, eight are proposed; the other two are noted with a reason and keep their findings."""
    found, theme = made(10)
    put = recommend(found, theme)
    assert [item.status for item in put].count("proposed") == MAX_RECOMMENDATIONS
    rest = [item for item in put if item.status == "noted"]
    assert len(rest) == 2
    assert all(item.findings and item.reason for item in rest)


def test_findings_of_one_kind_lead_to_one_recommendation() -> None:
    """Two rules that give the same advice make one recommendation that names both findings."""
    theme = small_theme(
        question("XX-1.1"),
        question("XX-1.2"),
        rules=(POOR, attrs.evolve(POOR, id="poor2", refs=("XX-1.2",))),
        advice=(advice(),),
    )
    found = findings(
        theme,
        returns(theme, "| case | agency | XX-1.1 | XX-1.2 |\n| 1 | police | not_met | not_met |"),
    )
    (item,) = recommend(found, theme)
    assert set(item.findings) == {finding.key for finding in found}


def plan_of(decision: RecommendationDecision | None = None, owner: str = "found"):
    """The plan that TWO_OF_THREE leads to, with or without a decision."""
    theme = attrs.evolve(THEME, advice=(advice(owner=owner),))
    audit_round = round_of(theme)
    decisions = Decisions(recommendations=(decision,) if decision else ())
    book = returns(theme, TWO_OF_THREE, audit_round)
    found = findings(theme, book, audit_round)
    put = tuple(attrs.evolve(item, id="R1") for item in recommend(found, theme))
    return propose_actions(
        decide(put, decisions),
        found,
        theme,
        audit_round,
        decisions,
        AS_AT,
        answered=scores(theme, book, audit_round).answered,
    )


def test_a_recommendation_leads_to_an_action_for_each_agency_concerned() -> None:
    """A finding at the police and the school gives an action for each, with a baseline in counts
    of its own records, proposed until decided.
    """
    plan = plan_of()
    assert [action.owner for action in plan.actions] == ["police", "school"]
    assert [action.baseline for action in plan.actions] == [
        "short of the standard in 1 of its 2 records (XX26A: poor)",
        "short of the standard in its one record (XX26A: poor)",
    ]
    assert plan.actions[0].found == "short of the standard in 1 of its 2 records (poor)"
    assert all(action.proposed for action in plan.actions)
    assert plan.orphan_recommendations == ()


def test_an_action_about_single_cases_gives_their_number_and_no_share() -> None:
    """Five records that were compared and differ are not five that fell short, so the plan says in
    how many cases this was found.
    """
    theme = attrs.evolve(THEME, advice=(advice(),))
    audit_round = round_of(theme)
    (found,) = findings(theme, returns(theme, TWO_OF_THREE, audit_round), audit_round)
    differ = tuple(
        attrs.evolve(found, key=f"k{n}", id=f"F{n}", subject=case, n=5, m=5)
        for n, case in ((8, "XX26A-04"), (9, "XX26A-04"), (10, "XX26A-02"))
    )
    item = attrs.evolve(
        recommend((found,), theme)[0], findings=tuple(finding.key for finding in differ)
    )
    plan = propose_actions((item,), differ, theme, audit_round, Decisions(), AS_AT)
    assert {action.baseline for action in plan.actions} == {
        "found for 2 children (XX26A: F8, F9, F10)"
    }


def test_how_an_actions_effect_is_known_reads_as_sentences() -> None:
    """Each part ends with a single full stop, whether or not it was typed with one."""
    assert (
        how_known("The forms are read.", "All.", "The forms.")
        == how_known("The forms are read", "All", "The forms")
        == "The forms are read. Target: All. Evidence: The forms"
    )


def test_a_recommendation_without_an_owner_is_reported() -> None:
    """Its advice is for housing, which is not in the round, so there is no action until an owner is
    named.
    """
    plan = plan_of(owner="housing")
    assert (plan.actions, plan.orphan_recommendations) == ((), ("small|act",))
    owned = plan_of(RecommendationDecision("R1", "accepted", owner="school"), owner="housing")
    assert [action.owner for action in owned.actions] == ["school"]
    assert owned.orphan_recommendations == ()


def test_an_action_without_its_recommendation_is_reported() -> None:
    """An action that no longer arises from anything is listed by its key."""
    (action, *_) = plan_of().actions
    assert orphans((), (action,)) == ((), (action.key,))


def test_an_adopted_recommendation_stays_when_its_findings_go() -> None:
    """If a corrected return removes the finding, the adopted recommendation stays, with nothing
    behind it.
    """
    assert recommend((), THEME) == ()
    (item,) = recommend((), THEME, adopted=frozenset({"small|act"}))
    assert (item.key, item.findings) == ("small|act", ())


def test_a_rejected_recommendation_leads_to_no_action() -> None:
    """Once rejected, it has no action and is not reported as lacking an owner."""
    plan = plan_of(RecommendationDecision("R1", "rejected", reason="Already in hand."))
    assert (plan.actions, plan.orphan_recommendations) == ((), ())


def test_a_decision_sets_owner_and_date() -> None:
    """An accepted recommendation with an owner and a date has one action, theirs, due then and no
    longer proposed.
    """
    (action,) = plan_of(
        RecommendationDecision("R1", "accepted", owner="school", due=date(2026, 7, 1))
    ).actions
    assert (action.owner, action.due, action.proposed) == ("school", date(2026, 7, 1), False)


@pytest.mark.parametrize(
    ("status", "due", "expected"),
    [
        ("not_started", date(2026, 4, 7), "overdue"),
        ("in_progress", date(2026, 4, 7), "overdue"),
        ("not_started", date(2026, 5, 6), "at_risk"),
        ("not_started", date(2026, 5, 7), "not_started"),
        ("in_progress", date(2026, 5, 6), "on_track"),
        ("blocked", date(2026, 6, 1), "blocked"),
        ("done_evidence_sent", date(2026, 4, 7), "overdue"),
        ("no_longer_needed", date(2026, 4, 7), "overdue"),
    ],
)
def test_a_position_is_never_better_than_its_date_allows(
    status: str, due: date, expected: str
) -> None:
    """An action past its date is overdue, however it is described; one not begun 28 days before is
    at risk.
    """
    assert by_date(status, due, AS_AT) == expected


def test_a_rule_never_adds_up_two_instruments() -> None:
    """A flag shared by questions of the case file and of the partnership makes a finding for each,
    with its own key.
    """
    case_file = Instrument(
        "case_file",
        "Case file",
        "case",
        (
            Section(
                1,
                "Files",
                (question("XX-1.1", flags=("voice",)), question("XX-1.2", flags=("voice",))),
            ),
        ),
    )
    other = Instrument(
        "visit", "Visit", "case", (Section(1, "Visits", (question("XX-2.1", flags=("voice",)),)),)
    )
    pooled = Share("voice", "In {n} of {m} answers.", flag="voice", per="pooled")
    theme = attrs.evolve(THEME, instruments=(case_file, other), rules=(pooled,), advice=())
    files = returns(
        theme, "| case | agency | XX-1.1 | XX-1.2 |\n| 1 | police | not_met | not_met |"
    )
    visits = returns(
        attrs.evolve(theme, instruments=(other, case_file)),
        "| case | agency | XX-2.1 |\n| 1 | police | not_met |",
    )
    both = attrs.evolve(files, returns=(*files.returns, *visits.returns))
    assert [(finding.says, finding.instrument) for finding in findings(theme, both)] == [
        ("In 2 of 2 answers.", "case_file"),
        ("In 1 of 1 answers.", "visit"),
    ]
