"""The workbooks of an issue: the master, and one for each owner that still has something to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from audit_core.engine.plan.seen import as_seen_by
from audit_core.intake.plan_book import plan_id
from audit_core.model.tracked import CHAIR
from audit_core.plan_store import MASTER
from audit_core.words import speaking
from audit_core.workbook.plan.house import House
from audit_core.workbook.plan.master import build_master_book
from audit_core.workbook.plan.owner import build_owner_book, own_actions
from audit_core.workbook.plan.shown import printed_base

if TYPE_CHECKING:
    from audit_core.engine.plan.home import Home
    from audit_core.model.tracked import TrackedPlan


def books(home: Home, plan: TrackedPlan) -> dict[str, bytes]:
    """The workbooks of the plan as it was issued last, by file name. The same plan always gives the same bytes."""
    on = plan.issued_on
    if on is None:
        return {}
    about = home.house
    house = House(home.partnership, home.marking, about.return_to if about else "", about.contact if about else "")
    with speaking(home.speech):
        files = {MASTER: build_master_book(plan, on, house, plan_id(plan.code, plan.issue, CHAIR), printed_base(plan, on))}
        for owner in sorted({action.owner for action in plan.actions}):
            own = own_actions(plan, owner)
            if own:
                seen = as_seen_by(attrs.evolve(plan, actions=own), owner)
                files[f"{owner}.xlsx"] = build_owner_book(seen, owner, on, house, plan_id(plan.code, plan.issue, owner), printed_base(seen, on))
    return files
