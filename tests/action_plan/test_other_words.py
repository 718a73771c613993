"""In another language the plan's workbooks are translated except for the headings and choices that
are read back.
"""

from __future__ import annotations

import hashlib
from datetime import date
from io import BytesIO

import attrs
import pytest
from openpyxl import load_workbook

from audit_core.action_plan.columns import SHEETS
from audit_core.action_plan.import_workbook import build_import_workbook
from audit_core.action_plan.master_workbook import build_master_workbook
from audit_core.action_plan.merging.author_view import author_view
from audit_core.action_plan.merging.merge_return import merge_return
from audit_core.action_plan.model import CHAIR, OpenQuestion, PlanEvent, Proposal
from audit_core.action_plan.owner_workbook import Issuer, build_owner_workbook
from audit_core.action_plan.plan_sheet import printed_base
from audit_core.action_plan.reader import plan_id, read_plan_workbook
from audit_core.action_plan.replay import apply_event, replay
from audit_core.i18n import Language, TwoForms, using_language
from audit_core.resources import catalogue_texts
from tests.action_plan.merging.copies import DAY, begun, tracked
from tests.greek import english, in_greek

HOUSE = Issuer("77", "88", "99", "66")
READ_BACK = {
    text for sheet in SHEETS for text in (sheet.name, *(column.heading for column in sheet.columns))
} | {word for sheet in SHEETS for column in sheet.columns for _, word in column.choices}
TEXTS = {text for pair in catalogue_texts().items() for text in pair if text}
GREEK = Language(catalogue=TwoForms({text: in_greek(text) for text in TEXTS}))


def everything() -> tuple[PlanEvent, ...]:
    """A plan with every kind of content, in which nobody typed English words."""
    one = tracked(
        "P1",
        "police",
        text="1",
        source="2",
        override="on_track",
        override_why="3",
        status="in_progress",
    )
    two = tracked(
        "P2",
        "police",
        text="1",
        source="4",
        evidence="5",
        decision="closed",
        closed_on=DAY,
        test_on=DAY,
        test_what="6",
    )
    events = begun(one, two)
    moved = (
        PlanEvent("set", DAY, CHAIR, "P1", "due", after=f"2026-0{month}-01", why="7")
        for month in (3, 4)
    )
    matter = OpenQuestion(1, "conflict", "P1", "status", "in_progress", "blocked", CHAIR, DAY)
    more = (
        *moved,
        PlanEvent("note", DAY, CHAIR, "P1", after="8"),
        *(
            PlanEvent("matter", DAY, CHAIR, "P1", matter=attrs.evolve(matter, no=no, by=by))
            for no, by in ((1, CHAIR), (2, "police"))
        ),
        PlanEvent("propose", DAY, "police", proposal=Proposal(1, "9", "police", DAY)),
        PlanEvent("name", DAY, CHAIR, "police", after="10"),
        PlanEvent("issue", DAY, CHAIR, issue=1),
    )
    return (*events, *more)


@pytest.mark.parametrize("who", ["police", CHAIR, "import"])
def test_only_what_is_read_back_stays_english(who: str) -> None:
    """Titles, explanations and history are translated; sheets, headings and choices stay
    English.
    """
    plan = replay(everything())
    id_ = plan_id("abc123", 1, who)
    with using_language(GREEK):
        base = printed_base(plan, DAY)
        book = {
            "police": lambda: build_owner_workbook(
                plan, "police", date(2026, 12, 1), HOUSE, id_, base
            ),
            CHAIR: lambda: build_master_workbook(plan, date(2026, 12, 1), HOUSE, id_, base),
            "import": lambda: build_import_workbook(dict(plan.names)),
        }[who]()
    sheets = [sheet for sheet in load_workbook(BytesIO(book)) if not sheet.title.startswith("_")]
    texts = [
        str(cell.value)
        for sheet in sheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value
    ]
    assert (
        english(
            text
            for text in texts
            if text not in READ_BACK | {id_, "P1 + P2", "P1", "P2", "M1", "M2", "N1"}
        )
        == []
    )


@pytest.mark.parametrize("who", ["police", CHAIR])
def test_an_untouched_workbook_in_another_language_changes_nothing(who: str) -> None:
    """Returned values are compared in the words in which they were issued."""
    events = everything()
    plan = replay(events)
    with using_language(GREEK):
        base = printed_base(plan, DAY)
        id_ = plan_id(plan.code, 1, who)
        data = (
            build_master_workbook(plan, DAY, HOUSE, id_, base)
            if who == CHAIR
            else build_owner_workbook(plan, who, DAY, HOUSE, id_, base)
        )
        returned, faults = read_plan_workbook(
            data, "back.xlsx", hashlib.sha256(data).hexdigest(), plan, DAY
        )
        assert returned is not None
        happened, problems = merge_return(plan, author_view(returned, plan, events), returned, DAY)
    assert (faults, problems, [event.kind for event in happened]) == ((), (), ["merged"])
    assert apply_event(plan, happened).actions == plan.actions
