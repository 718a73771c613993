"""Import actions from other sources into the plan: all rows of a workbook, or none if a row has a
problem.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import attrs

from audit_core.action_plan.duplicates import likely_duplicates
from audit_core.action_plan.import_workbook import (
    BESIDE,
    build_import_workbook,
    read_import_workbook,
)
from audit_core.action_plan.model import PlanAction, PlanEvent, TrackedPlan
from audit_core.action_plan.new_actions import imported_events, name_owners
from audit_core.action_plan.redaction import identifying_texts
from audit_core.action_plan.replay import apply_event
from audit_core.commands.plan.issue import adopt_rounds, owner_names
from audit_core.commands.plan.open_plan import PlanContext, open_plan
from audit_core.errors import Exit, UsageProblem
from audit_core.i18n import using_language
from audit_core.plugin_system.manager import Plugins
from audit_core.problems.problem import Problem, Problems
from audit_core.rounds.folder import write_whole
from audit_core.workbook_style.files import read_file
from audit_core.xlsx.refusals import why_refused


@attrs.frozen
class ImportOutcome:
    """What was imported: the new actions, pairs that may be the same, and problems."""

    plan: TrackedPlan
    added: tuple[PlanAction, ...]
    alike: tuple[tuple[PlanAction, PlanAction], ...]
    problems: Problems
    exit_code: Exit


def import_actions(folder: Path, path: Path, plugins: Plugins, on: date) -> ImportOutcome:
    """Import the actions of one workbook. Raises UsageProblem with all its problems by cell; then
    nothing is imported.
    """
    home = open_plan(folder, plugins)
    with home.store.lock(), using_language(home.speech):
        first, more = adopt_rounds(home, on) if not home.plan.code else ((), ())
        plan, named, twice = _with_owners(home, apply_event(home.plan, first), on)
        found = read_file(path.parent, path)
        if found.data is None:
            raise UsageProblem(
                "plan.import_not_read", file=path.name, why=why_refused(found.refused)
            )
        rows, wrong = read_import_workbook(found.data, found.name, dict(plan.names), on)
        beside = tuple(each for each in wrong if each.code in BESIDE)
        if len(beside) < len(wrong):
            raise UsageProblem("plan.import_needs_correcting", wrong, file=path.name)
        events, notices = imported_events(plan, rows, on)
        after = apply_event(plan, events)
        home.store.append((*first, *named, *events), after)
    old = {action.id for action in plan.actions}
    added = tuple(action for action in after.actions if action.id not in old)
    new = {action.id for action in added}
    alike = tuple(pair for pair in likely_duplicates(after) if new & {each.id for each in pair})
    named_in = identifying_texts(events)
    problems = (*beside, *home.problems, *more, *twice, *notices, *named_in)
    needed = alike or named_in or beside
    return ImportOutcome(
        after, added, alike, problems, Exit.PERSON_NEEDED if needed else Exit.COMPLETE
    )


def write_blank(folder: Path, path: Path, plugins: Plugins) -> None:
    """Write an empty workbook for importing. Raises UsageProblem where the file already exists."""
    if path.exists():
        raise UsageProblem("plan.file_there_already", file=path)
    home = open_plan(folder, plugins)
    plan, _, _ = _with_owners(home, home.plan, date.min)
    with using_language(home.speech):
        write_whole(path, build_import_workbook(plan.labels))


def _with_owners(
    home: PlanContext, plan: TrackedPlan, on: date
) -> tuple[TrackedPlan, tuple[PlanEvent, ...], Problems]:
    """Return the plan with the recipients of every round among its owners, the events that add
    them, and problems.
    """
    events: list[PlanEvent] = []
    problems: list[Problem] = []
    for opened in sorted(home.rounds, key=lambda item: (item.round.issued, item.round.code)):
        happened, more = name_owners(plan, opened.round.code, owner_names(opened), on)
        plan = apply_event(plan, happened)
        events += happened
        problems += more
    return plan, tuple(events), tuple(problems)
