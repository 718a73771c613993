"""Likely identifiers in the plan are reported by their cell and shown only to their author and the
chair. Every name and number is invented; the telephone numbers come from the ranges reserved for
drama, the NHS number from the range for testing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from audit_core.errors import Exit
from tests.action_plan.conftest import AUTUMN, SUMMER, Partnership, codes, copied, type_into

PHONE, NHS, NAME = "Ring 07700 900123 first", "Her number is 999 000 0018.", "Support Mrs Invented"
NOTICE = "[withheld: the text may identify a person]"
DECIDE, NEW = "To decide", "New actions"


def words(path: Path) -> str:
    """Return every text in a workbook, hidden sheets included."""
    return "\n".join(
        str(cell.value)
        for sheet in load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    )


def reported(done: Any) -> list[tuple[str, str]]:
    """Return the reported cells, by sheet."""
    return sorted(
        (problem.where.sheet, problem.where.cell)
        for problem in done.problems
        if problem.code == "plan.identifier"
    )


@pytest.mark.parametrize(
    "heading",
    [
        "Source",
        "Reference",
        "What is to be done",
        "Why",
        "Lead (role)",
        "Sub-group",
        "How we will know",
    ],
)
def test_an_import_reports_an_identifier(heading: str, empty: Partnership) -> None:
    """An identifier in an imported row is reported by its kind and cell."""
    done = empty.bring(
        [
            {
                "Source": "Review",
                "What is to be done": "Ring schools",
                "Owner": "Police",
                heading: PHONE,
            }
        ]
    )
    (problem,) = [problem for problem in done.problems if problem.code == "plan.identifier"]
    assert (
        done.exit_code,
        problem.where.cell[-1],
        "a telephone number" in problem.what,
        "07700" in str(problem),
    ) == (Exit.PERSON_NEEDED, "4", True, False)


def test_a_proposal_and_its_acceptance_report_an_identifier(mereshire: Partnership) -> None:
    """An identifier in a proposal is reported when it is merged and when the chair accepts it."""
    path = mereshire.sent("police")
    type_into(path, NEW, 4, **{"What is to be done": NAME, "Why": NHS})
    done = mereshire.merge(path)
    assert (reported(done), done.exit_code) == ([(NEW, "A4")], Exit.PERSON_NEEDED)
    mereshire.issue(SUMMER)
    assert reported(
        mereshire.merge(
            mereshire.back("master", 2, sheet=NEW, N1={"Decision": "Accept"}), on=AUTUMN
        )
    ) == [(NEW, "B4")]


def test_the_chairs_own_action_reports_an_identifier(mereshire: Partnership) -> None:
    """An identifier in an action that the chair adds is reported."""
    path = mereshire.sent("master")
    type_into(path, NEW, 4, **{"What is to be done": NAME, "Owner": "Police"})
    assert reported(mereshire.merge(path)) == [(NEW, "B4")]


def test_a_text_that_waits_reports_an_identifier(mereshire: Partnership) -> None:
    """Identifiers are reported in texts that wait for a decision and in reasons for decisions."""
    done = mereshire.merge(mereshire.back("police", P1={"What is to be done": PHONE}))
    assert [sheet for sheet, _ in reported(done)] == ["Action plan"]
    mereshire.issue(SUMMER)
    done = mereshire.merge(
        mereshire.back("master", 2, sheet=DECIDE, M1={"Decision": "Keep ours", "Why": NAME}),
        on=AUTUMN,
    )
    assert [sheet for sheet, _ in reported(done)] == [DECIDE]


def hand_over(mereshire: Partnership) -> None:
    """Let the police type identifiers, then the chair give P1 to the school and issue the plan."""
    typed = {
        "Progress this period": PHONE,
        "Evidence it helped children": NHS,
        "If in part or not: why": NAME,
        "Do you accept it?": "In part",
    }
    mereshire.merge(mereshire.back("police", P1=typed, P2={"Evidence it helped children": NHS}))
    mereshire.merge(mereshire.back("master", P1={"Owner": "Northwick School"}))
    mereshire.issue(SUMMER)


@pytest.fixture
def handed_over(after: Callable[..., Partnership]) -> Partnership:
    """The plan after P1 was handed over."""
    return after(hand_over)


def test_another_owner_sees_a_notice_instead_of_an_identifier(handed_over: Partnership) -> None:
    """An owner who takes over an action gets a notice where its former owner typed an
    identifier.
    """
    issued = handed_over.home / "plan/issued/002"
    school, police, master = (
        words(issued / f"{who}.xlsx") for who in ("northwick_school", "police", "master")
    )
    assert all(secret not in school for secret in ("07700", "999 000", "Invented"))
    assert NOTICE in school
    assert all(secret in master for secret in ("07700", "999 000", "Invented"))
    assert "999 000" in police


def test_a_notice_left_alone_changes_nothing(handed_over: Partnership) -> None:
    """A notice that is returned unchanged is not an entry; text typed over it replaces the withheld
    text.
    """
    before = handed_over.action("P1")
    done = handed_over.merge(
        handed_over.back("northwick_school", 2, P1={"Status": "Blocked"}), on=AUTUMN
    )
    action = handed_over.action("P1")
    assert (codes(done), action.evidence, action.answer_why, action.status) == (
        [],
        before.evidence,
        before.answer_why,
        "blocked",
    )
    done = handed_over.merge(
        handed_over.back(
            "northwick_school",
            2,
            "b.xlsx",
            P1={"Status": "Blocked", "Evidence it helped children": "Seen."},
        ),
        on=AUTUMN,
    )
    assert (codes(done), handed_over.action("P1").evidence) == ([], "Seen.")


@pytest.mark.parametrize(
    "heading",
    [
        "What is to be done",
        "Lead (role)",
        "How we will know",
        "Why not by the rules",
        "If you move it: why",
    ],
)
def test_identifiers_typed_by_the_chair_are_withheld_from_owners(
    heading: str, mereshire: Partnership
) -> None:
    """Identifiers that the chair types are withheld from owners' workbooks."""
    done = mereshire.merge(
        mereshire.back(
            "master",
            P1={heading: PHONE, "Position in your judgement": "Blocked", "Due": date(2026, 10, 1)},
        )
    )
    assert "plan.identifier" in codes(done)
    mereshire.issue(SUMMER)
    assert "07700" not in words(mereshire.home / "plan/issued/002/police.xlsx")
    done = mereshire.merge(mereshire.back("police", 2, P1={"Status": "Blocked"}), on=AUTUMN)
    assert (codes(done), mereshire.action("P1").status) == ([], "blocked")


@given(
    where=st.lists(
        st.tuples(st.sampled_from(("police", "master")), st.integers(4, 5), st.integers(2, 18)),
        min_size=1,
        max_size=4,
    )
)
@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_an_identifier_typed_anywhere_reaches_no_other_owner(
    where: list[tuple[str, int, int]],
    mereshire: Partnership,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """An identifier typed into any cell, by an owner or the chair, is not in another owner's
    workbook.
    """
    place = copied(mereshire.home, tmp_path_factory.mktemp("any") / "mereshire", mereshire.plugins)
    for who in ("police", "master"):
        path = place.sent(who)
        book = load_workbook(path)
        for by, row, column in where:
            if by == who:
                book["Action plan"].cell(row, column).value = f"{PHONE} {NAME}"
        book.save(path)
        place.merge(path)
    place.issue(SUMMER)
    place.merge(
        place.back("master", 2, P1={"Owner": "Northwick School"}, P2={"Owner": "Northwick School"}),
        on=AUTUMN,
    )
    place.issue(AUTUMN)
    school = words(place.home / "plan/issued/003/northwick_school.xlsx")
    assert ("07700" in school, "Invented" in school) == (False, False)
