"""What one agency receives: everything of its own, and no name, case or words of another's."""

from __future__ import annotations

import attrs
import pytest

from audit_core.reports.completeness_check import missing_parts
from audit_core.reports.leak_check import text_in
from audit_core.reports.views import for_agency, for_board
from audit_core.reports.writers import report_writers, workbook_writers
from audit_core.rounds.panel_decisions import (
    ChildAction,
    Decisions,
    FindingNote,
    RecommendationDecision,
)
from audit_core.tabulation.compiled import Compiled
from audit_core.testing.builders import advice, question, round_of, small_theme
from audit_core.testing.pipeline import compiled
from audit_core.testing.text_tables import returns
from audit_core.themes.rules import Differ, Share, Standard

NAMES = {
    "police": "Mereshire Constabulary",
    "school_oak": "Oakfield Academy",
    "school_elm": "Elmhurst Primary",
    "gp": "Harbour Surgery",
}
HAS = {"police": (1, 2, 3), "school_oak": (1,), "school_elm": (2,), "gp": (3,)}
THEME = small_theme(
    question("XX-1.1", asked_of=("police", "school", "gp"), flags=("critical",)),
    question("XX-1.2", asked_of=("police", "school", "gp")),
    question("XX-1.3", asked_of=("police", "school", "gp"), scope="shared"),
    summary="Whether it was done.",
    rules=(
        Share(
            "each",
            "At {recipient}, {question} was not met in {n} of {m} records.",
            refs=("XX-1.1",),
            per="recipient",
            recommend="own",
        ),
        Share(
            "good",
            "In {n} of {m} records {question} was met.",
            refs=("XX-1.2",),
            counts=("met",),
            kind="strength",
        ),
        Differ("differ", "Records of {question} differ.", refs=("XX-1.3",), recommend="all"),
    ),
    advice=(
        advice("own", text="Keep to the standard.", owner="found", level="agency"),
        advice("all", text="Agree one record.", owner="found"),
    ),
)
ROWS = """
    | case | agency     | XX-1.1                        | XX-1.2  | XX-1.3  | J-2              |
    | 1    | police     | not_met / Too little written  | met     | met     | We were slow     |
    | 2    | police     | met                           | not_met | met     | We were quick    |
    | 3    | police     | not_met / Nobody rang them    | met     | met     | We were slow too |
    | 1    | school_oak | not_met / The office was shut | met     | not_met | We rang at once  |
    | 2    | school_elm | met                           | not_met | not_met | We wrote at once |
    | 3    | gp         | not_met / The letter was late | met     | met     | We saw the child |
"""


@pytest.fixture(scope="module")
def result() -> Compiled:
    """Four agencies, each with cases of its own, everything accepted, and an action for one child
    each.
    """
    audit_round = round_of(THEME, ("police", "school_oak", "school_elm", "gp"), 3)
    kinds = {"school_oak": "school", "school_elm": "school"}
    recipients = tuple(
        attrs.evolve(item, kind=kinds.get(item.code, item.code), name=NAMES[item.code])
        for item in audit_round.recipients
    )
    subjects = tuple(
        attrs.evolve(
            subject, expected=tuple((code, "ask") for code, cases in HAS.items() if number in cases)
        )
        for number, subject in enumerate(audit_round.subjects, 1)
    )
    audit_round = attrs.evolve(audit_round, recipients=recipients, subjects=subjects)
    decisions = Decisions(
        findings=tuple(
            FindingNote(f"F{number}", "Busy", "They waited", "accepted") for number in range(1, 12)
        ),
        recommendations=tuple(
            RecommendationDecision(f"R{number}", "accepted") for number in (1, 2)
        ),
        child_actions=tuple(
            ChildAction(
                audit_round.subjects[cases[0] - 1].ref, code, f"Ring {code} about the gate.", None
            )
            for code, cases in HAS.items()
        ),
    )
    return compiled(THEME, returns(THEME, ROWS, audit_round), audit_round, decisions)


def received(result: Compiled, code: str) -> dict[str, str]:
    """The text of every part of every file that an agency receives."""
    view = for_agency(result, for_board(result), code)
    writers = [
        writer
        for writer in (*report_writers(), *workbook_writers())
        if writer.audience == "agencies"
    ]
    written = {writer.file: writer.write(view, code) for writer in writers}
    assert all(
        missing_parts(view, f"agencies/{code}/{name}", data) == ()
        for name, data in written.items()
        if data
    )
    return {name: text_in(data) for name, data in written.items() if data is not None}


@pytest.mark.parametrize("mine", NAMES)
def test_nothing_of_another_agency_is_included(result: Compiled, mine: str) -> None:
    """There is no name, code, case, text or action of another agency."""
    files = received(result, mine)
    assert set(files) == {"report.docx", "action-plan.xlsx", "follow-up.xlsx"}
    for name, words in files.items():
        for code, title in NAMES.items():
            if code != mine:
                assert title not in words, name
                assert code not in words.replace("Police", ""), name
                assert f"Ring {code} about" not in words, name
        for number, subject in enumerate(result.round.subjects, start=1):
            assert (subject.ref in words) <= (number in HAS[mine]), (name, subject.ref)
        for row in ROWS.splitlines()[2:]:
            for typed in (
                part.strip().partition(" / ")[2] or part.strip() for part in row.split("|")[3:]
            ):
                assert not typed.startswith("We ") or typed not in words
        for action in result.plan.actions:
            assert action.owner == mine or action.id not in words.split(), (name, action.id)


@pytest.mark.parametrize("mine", NAMES)
def test_everything_of_its_own_is_included(result: Compiled, mine: str) -> None:
    """There is each form, each finding that rests on its answers, each of its recommendations and
    actions, and its own follow-up for a child.
    """
    files = received(result, mine)
    report, plan, follow = files["report.docx"], files["action-plan.xlsx"], files["follow-up.xlsx"]
    for number in HAS[mine]:
        assert result.round.subjects[number - 1].ref in report
    found = [
        finding for finding in result.findings if mine in (*finding.recipients, finding.recipient)
    ]
    assert found
    assert all(finding.id in report and finding.says in report for finding in found)
    actions = [action for action in result.plan.actions if action.owner == mine]
    assert actions
    assert all(action.id in report and action.id in plan for action in actions)
    assert {
        item.id
        for item in result.recommendations
        if item.key in {action.arises_from for action in actions}
    } <= set(report.replace(".", " ").split())
    assert f"Ring {mine} about the gate." in follow


def test_a_finding_about_one_agency_goes_to_it_alone(result: Compiled) -> None:
    """A finding at one school is not shown to the other."""
    about = [finding for finding in result.findings if finding.recipient == "school_oak"]
    assert about
    for finding in about:
        assert finding.says in received(result, "school_oak")["report.docx"]
        assert finding.says not in received(result, "school_elm")["report.docx"]


def test_an_agency_reads_in_which_of_its_own_records_it_fell_short() -> None:
    """The case in which only another agency did is not named to it, though both have a form."""
    told = Standard("told", "Nobody was told", "Somebody was told", refs=("XX-1.1",))
    theme = small_theme(question("XX-1.1", asked_of=("police", "gp")), rules=(told,))
    text = """
        | case | agency | XX-1.1  |
        | 1    | police | met     |
        | 1    | gp     | not_met |
        | 2    | police | not_met |
        | 2    | gp     | met     |
    """
    result = compiled(theme, returns(theme, text))
    one, two = (subject.ref for subject in result.round.subjects)
    board = for_board(result)
    for code, mine in (("police", two), ("gp", one)):
        (finding,) = for_agency(result, board, code).findings
        assert (finding.n, finding.short) == (2, (mine,))
