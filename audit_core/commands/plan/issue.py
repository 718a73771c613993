"""Issue the plan: add what the rounds decided, record the results of tests, and write the master
and every owner's workbook.
"""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from audit_core.action_plan.lifecycle import derive_events
from audit_core.action_plan.master_workbook import build_master_workbook
from audit_core.action_plan.merging.session import EventsAndProblems
from audit_core.action_plan.model import CHAIR, PlanAction, PlanEvent, TrackedPlan
from audit_core.action_plan.new_actions import adopt_actions
from audit_core.action_plan.owner_workbook import Issuer, build_owner_workbook, own_actions
from audit_core.action_plan.plan_folder import MASTER
from audit_core.action_plan.plan_sheet import printed_base
from audit_core.action_plan.reader import plan_id
from audit_core.action_plan.redaction import identifying_texts, redacted_for
from audit_core.action_plan.replay import apply_event
from audit_core.action_plan.retest import retest
from audit_core.commands.open_round import RoundContext
from audit_core.commands.plan.from_rounds import (
    follow_ups,
    later_rounds,
    newest_set,
    tracked_actions,
)
from audit_core.commands.plan.open_plan import PlanContext, open_plan
from audit_core.errors import Exit, UsageProblem
from audit_core.i18n import date_in_words, using_language
from audit_core.plugin_system.manager import Plugins
from audit_core.problems.problem import Problem, Problems, Where, problem


@attrs.frozen
class PlanIssue:
    """What was issued: the plan, the folder and names of its workbooks, how many actions are new,
    how many results of follow-up rounds were attached to open actions, and problems.
    """

    plan: TrackedPlan
    folder: Path
    files: tuple[str, ...]
    added: int
    measured: int
    changed: bool
    problems: Problems
    exit_code: Exit


def issue_plan(folder: Path, plugins: Plugins, on: date) -> PlanIssue:
    """Issue the plan of `folder` as at a day, under the next number unless nothing has changed
    since the last issue.

    Raises UsageProblem where there is nothing to issue, CannotWrite where a file cannot be written.
    """
    home = open_plan(folder, plugins)
    with home.store.lock(), using_language(home.speech):
        events, unsettled = adopt_rounds(home, on)
        plan = apply_event(home.plan, events)
        if not plan.actions:
            raise UsageProblem("plan.nothing_to_issue", home.problems)
        is_issued = bool(home.events) and home.events[-1].kind == "issue"
        changed = bool(events) or plan.issued_on != on or not is_issued
        if changed:
            event = PlanEvent("issue", on, CHAIR, issue=home.store.next_issue(plan.issue))
            events, plan = (*events, event), apply_event(plan, (event,))
        files = plan_workbooks(home, plan)
        home.store.append(events, plan)
        target = home.store.issued(plan.issue)
        if not target.is_dir():
            home.store.write_issue(plan.issue, files)
    last = home.plan.issued_on
    earlier = (
        (problem("plan.earlier_day", None, day=date_in_words(on), last=date_in_words(last)),)
        if last is not None and on < last
        else ()
    )
    problems = (*home.problems, *earlier, *unsettled, *identifying_texts(events))
    added, measured = (sum(event.kind == kind for event in events) for kind in ("add", "measure"))
    code = plan_exit_code(plan, problems)
    return PlanIssue(plan, target, tuple(files), added, measured, changed, problems, code)


def plan_exit_code(plan: TrackedPlan, problems: Problems) -> Exit:
    """Return 3 when a person is needed: for a decision, an error, or text that may identify
    somebody.
    """
    waits = (
        plan.open_matters
        or plan.open_proposals
        or any(each.severity == "error" or each.code == "plan.identifier" for each in problems)
    )
    return Exit.PERSON_NEEDED if waits else Exit.COMPLETE


def adopt_rounds(home: PlanContext, on: date) -> EventsAndProblems:
    """Return what the rounds add since the plan was last written: actions, names, test results and
    their consequences.
    """
    plan = home.plan
    events: list[PlanEvent] = []
    problems: list[Problem] = []

    def happen(found: EventsAndProblems) -> None:
        nonlocal plan
        events.extend(found[0])
        problems.extend(found[1])
        plan = apply_event(plan, found[0])

    sets: list[tuple[RoundContext, dict[str, Any]]] = []
    for opened in sorted(home.rounds, key=lambda item: (item.round.issued, item.round.code)):
        try:
            data = newest_set(opened)
        except UsageProblem as error:
            problems.append(
                problem("plan.round_unusable", Where(opened.store.folder.name), why=error.message)
            )
            continue
        if data is not None:
            sets.append((opened, data))
    if not plan.code:
        happen(((PlanEvent("begin", on, CHAIR, _code(home, on), after=home.partnership),), ()))
    before = plan
    laters = later_rounds(tuple(sets))
    happen(retest(plan, laters, on))
    happen(derive_events(before, plan, on))  # before a follow-up finds what a failed test reopened
    measured = follow_ups(tuple(sets), laters)
    for opened, data in sets:
        code, actions = opened.round.code, tracked_actions(opened, data)
        names = owner_names(opened, actions)
        happen(adopt_actions(plan, code, actions, on, names, measured.get(code)))
    return tuple(events), tuple(problems)


def _code(home: PlanContext, on: date) -> str:
    """Return the code that tells this plan from another partnership's, made from its name, first
    day and first rounds.
    """
    text = "|".join(
        (home.partnership, on.isoformat(), *(opened.round.code for opened in home.rounds))
    )
    return hashlib.sha256(text.encode()).hexdigest()[:6]


def owner_names(opened: RoundContext, actions: tuple[PlanAction, ...] = ()) -> dict[str, str]:
    """Return the names of a round's recipients and action owners, by the round's own codes."""
    codes = {recipient.code for recipient in opened.round.recipients} | {
        action.owner for action in actions
    }
    return {code: opened.round.name_of(code) for code in sorted(codes)}


def plan_workbooks(home: PlanContext, plan: TrackedPlan) -> dict[str, bytes]:
    """Return the workbooks of the plan as last issued, by file name. The same plan always gives the
    same bytes.
    """
    on = plan.issued_on
    if on is None:
        return {}
    about = home.house
    house = Issuer(
        home.partnership,
        home.marking,
        about.return_to if about else "",
        about.contact if about else "",
    )
    with using_language(home.speech):
        files = {
            MASTER: build_master_workbook(
                plan, on, house, plan_id(plan.code, plan.issue, CHAIR), printed_base(plan, on)
            )
        }
        for owner in sorted({action.owner for action in plan.actions}):
            own = own_actions(plan, owner)
            if own:
                seen = redacted_for(attrs.evolve(plan, actions=own), owner)
                files[f"{owner}.xlsx"] = build_owner_workbook(
                    seen,
                    owner,
                    on,
                    house,
                    plan_id(plan.code, plan.issue, owner),
                    printed_base(seen, on),
                )
    return files
