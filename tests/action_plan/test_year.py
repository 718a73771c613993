"""A year of one partnership: a round, its plan, two quarters of returns, closing, and a follow-up
round that sustains one action and reopens another.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from openpyxl import load_workbook

from audit_core.commands.compare import compare_rounds, retest_results
from audit_core.commands.compile import CompileOutcome, compile_round
from audit_core.commands.explain import explain
from audit_core.commands.generate import generate
from audit_core.commands.new import new_round
from audit_core.commands.plan.history import action_history
from audit_core.plugin_system.manager import Plugins
from tests.action_plan.conftest import Partnership, codes, copied
from tests.conftest import Made

PANEL, JULY, OCTOBER = date(2026, 4, 20), date(2026, 7, 15), date(2026, 10, 15)
FOLLOW_UP = date(2027, 3, 30)
CHILDREN, CHECKLIST = "every-child", "risk-checklist"


def decide_everything(made: Made, done: CompileOutcome) -> None:
    """The panel decides everything that is open."""
    for case in done.compiled.scores.grades:
        made.decide(
            "Cases",
            case.subject,
            Agreed_grade="Good",
            Why="As read.",
            What_it_is_like_to_be_this_child="She waits.",
        )
        for question, _ in done.compiled.theme.for_the_panel():
            made.decide("Panel questions", f"{case.subject} {question.ref}", Answer="Met")
    for item in done.compiled.recommendations:
        made.decide("Recommendations", item.id, Decision="Accept")
    for finding in done.compiled.findings:
        if finding.high:
            made.decide(
                "Across the cases",
                finding.id,
                Why_it_happens="No time.",
                What_it_means_for_children="They wait.",
                Decision="Accept",
            )


def audited(made: Made, on: date, children: str, checklist: str) -> None:
    """Both agencies return forms about both cases."""
    for case in (1, 2):
        made.fill(case, "police", {"DA-1.1": children, "DA-2.1": checklist, "G-6": on})
        made.fill(case, "school", {"DA-1.4": "Met", "G-6": on})


@pytest.fixture(scope="module")
def home(
    blank_round: Path, tmp_path_factory: pytest.TempPathFactory, plugins: Plugins
) -> Partnership:
    """A partnership whose first round has been through its panel."""
    partnership = Partnership(tmp_path_factory.mktemp("year") / "mereshire", plugins)
    copied(blank_round, partnership.home / "spring", plugins)
    made = Made(partnership.home / "spring", plugins)
    audited(made, date(2026, 3, 20), "Not met", "Not met")
    decide_everything(made, compile_round(made.folder, plugins, PANEL))
    compile_round(made.folder, plugins, PANEL)
    return partnership


@pytest.fixture
def year(home: Partnership, tmp_path: Path, plugins: Plugins) -> Partnership:
    """The same partnership, free to change."""
    return copied(home.home, tmp_path / "mereshire", plugins)


def ids(partnership: Partnership) -> tuple[str, str]:
    """The ids of the police's two actions: about every child, and about the checklist."""
    by_text = {
        action.text: action.id for action in partnership.plan.actions if action.owner == "police"
    }
    return next(id_ for text, id_ in by_text.items() if text.startswith("Check a sample")), next(
        id_ for text, id_ in by_text.items() if text.startswith("Brief staff")
    )


def test_a_year(year: Partnership, plugins: Plugins) -> None:
    """No entry made during the year is lost, and the plan ends with what was sustained and what was
    not.
    """
    first = year.issue(PANEL)
    assert (first.plan.issue, first.exit_code) == (1, 0)
    children, checklist = ids(year)
    assert first.plan.action(children).refs[0] == "DA-1.1"
    assert [link.id for link in explain(year.home / "spring", children).arises_from] == [
        year.action(children).reference.split(" ")[0]
    ]

    # July: the police have begun; the chair was told otherwise; both stand in the next master.
    police = year.back(
        "police",
        1,
        **{children: {"Status": "In progress", "Progress this period": "First sample done."}},
    )
    chair = year.back(
        "master",
        1,
        **{
            children: {"Status": "Blocked"},
            checklist: {"Due": date(2026, 9, 1), "If you move it: why": "The board asked."},
        },
    )
    july = year.merge(police, chair, on=JULY)
    assert [(item.theirs, item.by) for item in july.plan.open_matters] == [("blocked", "chair")]
    second = year.issue(JULY)
    settled = year.back(
        "master",
        2,
        sheet="To decide",
        M1={"Decision": "Keep ours", "Why": "It was a misunderstanding."},
    )
    assert year.merge(settled, on=JULY).plan.open_matters == ()

    # October: both are done, says the police; an old copy turns up; the chair closes both, each
    # with its test.
    evidence = {
        "Status": "Done: evidence sent",
        "Evidence it helped children": "Two children became known through it.",
    }
    year.merge(
        year.back("police", second.plan.issue, **{children: evidence, checklist: evidence}),
        on=OCTOBER,
    )
    late = year.merge(
        year.back("police", 1, name="late.xlsx", **{checklist: {"Status": "Blocked"}}), on=OCTOBER
    )
    assert [(item.action, item.theirs) for item in late.plan.open_matters] == [
        (checklist, "blocked")
    ]
    year.issue(OCTOBER)
    year.merge(
        year.back(
            "master", 3, sheet="To decide", M2={"Decision": "Keep ours", "Why": "Overtaken."}
        ),
        on=OCTOBER,
    )
    test = {
        "Chair's decision": "Agreed closed",
        "Closed by (role)": "Chair",
        "How it is tested": "The next round",
        "Test due": date(2027, 3, 1),
    }
    closing = {
        children: {**test, "Test: question or measure": "DA-1.1", "What passes": "all"},
        checklist: {
            **test,
            "Test: question or measure": "DA-2.1 in the next round",
            "What passes": "at least 80 %",
        },
    }
    assert (
        codes(
            year.merge(
                year.back("master", 3, "closing.xlsx", sheet="Closing and tests", **closing),
                on=OCTOBER,
            )
        )
        == []
    )
    assert {action.id for action in year.show(OCTOBER).at("done")} >= {children, checklist}

    # Next spring: a round that asks again. While it is a draft it answers nothing.
    follow_up = follow(year, plugins)
    follow_up.follow("DA26A")
    draft = year.issue(FOLLOW_UP)
    assert {problem.code for problem in draft.problems} >= {"plan.test_draft"}
    assert {action.id for action in year.show(FOLLOW_UP).tests_due} == {children, checklist}
    decide_everything(follow_up, compile_round(follow_up.folder, plugins, FOLLOW_UP))
    compile_round(follow_up.folder, plugins, FOLLOW_UP)
    year.issue(FOLLOW_UP)
    sustained, reopened = year.action(children), year.action(checklist)
    assert (sustained.is_sustained, sustained.test_note) == (
        True,
        "2 of 2 met DA-1.1 in DA27A; passes: all",
    )
    assert (reopened.id, reopened.is_closed, reopened.status, reopened.reopened) == (
        checklist,
        False,
        "in_progress",
        1,
    )
    assert [note.text for note in reopened.notes][-3:-1] == [
        "Tested on 30 Mar 2027: failed. 0 of 2 met DA-2.1 in DA27A; passes: at least 80 %",
        "Reopened: its test failed.",
    ]
    # The follow-up's own action is the reopened one, and is not added beside it.
    assert reopened.notes[-1].text.startswith("Measured again in DA27A on 30 Mar 2027: still ")
    assert reopened.evidence == evidence["Evidence it helped children"]
    assert [move.why for move in reopened.moves] == ["The board asked."]
    assert sustained.notes[0].text == "First sample done."

    # Side by side, the follow-up says the same of both tests, on the screen and in its report.
    beside = compare_rounds(year.home / "spring", follow_up.folder, plugins)
    assert [(test.id, test.met, test.base, test.passed) for test in beside.tests] == [
        (children, 2, 2, True),
        (checklist, 0, 2, False),
    ]
    early = retest_results(
        follow_up.folder,
        beside.old,
        attrs.evolve(beside.new, as_at=date(2027, 2, 1)),
        beside.contrast,
    )
    assert [(test.passed, test.too_early) for test in early] == [
        (True, date(2027, 3, 1)),
        (False, date(2027, 3, 1)),
    ]
    table = compile_round(follow_up.folder, plugins, FOLLOW_UP).compiled.table("contrast_tests")
    assert table is not None
    assert [(row.cells[0], row.cells[3], row.cells[5]) for row in table.rows] == [
        (children, "2 of 2", "Passed"),
        (checklist, "0 of 2", "Not passed"),
    ]


def follow(year: Partnership, plugins: Plugins) -> Made:
    """A second round in the same partnership, returned by the police and the school and compiled
    once.
    """
    theme = plugins.theme("domestic_abuse")
    assert theme is not None
    folder = year.home / "next"
    new_round(folder, theme, ("police", "school"), 2, 0, date(2027, 3, 1))
    generate(folder, plugins)
    made = Made(folder, plugins)
    audited(made, date(2027, 3, 20), "Met", "Not met")
    compile_round(folder, plugins, FOLLOW_UP)
    return made


def test_a_follow_up_measures_the_open_action_and_does_not_double_it(
    year: Partnership, plugins: Plugins
) -> None:
    """The panel of the follow-up adopts what it finds again: the plan keeps one action, and its
    history, the owner's workbook and the chair's master say that it is still short, and by how
    much. The id that the follow-up prints leads to that action.
    """
    year.issue(PANEL)
    _, checklist = ids(year)
    before = [action.id for action in year.plan.actions]
    follow_up = follow(year, plugins)
    follow_up.follow("DA26A")
    decide_everything(follow_up, compile_round(follow_up.folder, plugins, FOLLOW_UP))
    done = compile_round(follow_up.folder, plugins, FOLLOW_UP)
    again = next(
        action
        for action in done.compiled.plan.actions
        if (action.owner, action.arises_from) == ("police", "domestic_abuse|risk-checklist")
    )
    issued = year.issue(FOLLOW_UP)
    assert [action.id for action in issued.plan.actions if action.id in before] == before
    assert f"DA27A-{again.id}" not in [action.id for action in issued.plan.actions]
    assert issued.measured >= 1
    result = f"still {again.found}. Due date there: "
    assert "short of the standard in 2 of its 2 records" in again.found
    line = f"Measured again in DA27A on 30 Mar 2027: {result}"
    assert year.action(checklist).notes[-1].text.startswith(line)
    for workbook in ("police", "master"):
        book = load_workbook(year.sent(workbook, issued.plan.issue))
        rows = {row[0].value: [str(cell.value) for cell in row] for row in book["Action plan"]}
        assert any(line in text for text in rows[checklist])  # noted last
        assert any(
            f"Measured again (DA27A-{again.id}): {result}" in text for text in rows[checklist]
        )
    action, _owner, steps = action_history(year.home, plugins, f"da27a-{again.id}")
    assert (action.id, steps[-1].says[: len(line)]) == (checklist, line)
    assert not year.issue(FOLLOW_UP).changed


def test_compiling_again_overwrites_nothing(year: Partnership, plugins: Plugins) -> None:
    """If the panel rewords a recommendation and changes its date, the plan keeps what people wrote
    and the chair decides.
    """
    year.issue(PANEL)
    children, _ = ids(year)
    due = year.action(children).due
    year.merge(
        year.back(
            "master",
            1,
            **{
                children: {
                    "What is to be done": "Sample ten incidents a month",
                    "Sub-group": "Quality",
                }
            },
        ),
        on=JULY,
    )
    made = Made(year.home / "spring", plugins)
    recommendation = year.action(children).reference.split(" ")[0]
    made.decide("Recommendations", recommendation, Decision="Accept", Due=date(2026, 12, 24))
    compile_round(made.folder, plugins, PANEL)
    again = year.issue(JULY)
    action = again.plan.action(children)
    assert action is not None
    assert (action.text, action.sub_group, action.due) == (
        "Sample ten incidents a month",
        "Quality",
        due,
    )
    assert [(item.kind, item.field, item.theirs) for item in again.plan.open_matters] == [
        ("from_round", "due", "2026-12-24")
    ]
    assert year.issue(OCTOBER).plan.open_matters == again.plan.open_matters  # and it is said once


def test_an_action_the_round_no_longer_has_stays_and_is_reported(
    year: Partnership, plugins: Plugins
) -> None:
    """If the panel rejects what it had adopted, the action stays in the plan, which says so."""
    year.issue(PANEL)
    children, _ = ids(year)
    made = Made(year.home / "spring", plugins)
    made.decide(
        "Recommendations",
        year.action(children).reference.split(" ")[0],
        Decision="Reject",
        Reason="It is law already.",
    )
    compile_round(made.folder, plugins, PANEL)
    result = year.issue(JULY)
    assert "plan.gone" in {problem.code for problem in result.problems}
    assert year.action(children).gone
    assert "plan.gone" not in {problem.code for problem in year.issue(OCTOBER).problems}


def test_undecided_actions_do_not_join_the_plan(made: Any, plugins: Plugins) -> None:
    """The program's proposals do not become actions, and a round without a partnership keeps its
    plan in its own folder.
    """
    made.fill(1, "police", {"DA-1.1": "Not met", "DA-2.1": "Not met"})
    first = made.compile().compiled
    item = first.recommendations[0]
    made.decide("Recommendations", item.id, Decision="Accept")
    made.compile()
    partnership = Partnership(made.folder, plugins)
    issued = partnership.issue(PANEL)
    assert {action.reference.split(" ")[0] for action in issued.plan.actions} == {item.id}
    assert issued.folder == made.folder.resolve() / "plan/issued/001"


def test_the_plan_as_json_has_what_other_programs_need(year: Partnership) -> None:
    """Ids, sources, owners and positions are a public contract."""
    year.issue(PANEL)
    data = json.loads(json.dumps(year.show(OCTOBER).as_data()))
    assert (data["schema"], data["issue"], data["as_at"]) == (1, 1, "2026-10-15")
    assert {
        "id",
        "source",
        "reference",
        "text",
        "owner",
        "due",
        "first_due",
        "moves",
        "status",
        "position",
        "position_by_rules",
    } <= set(data["actions"][0])
