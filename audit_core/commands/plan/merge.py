"""Merge returned workbooks: each cell by cell against what was issued, then the consequences.
Either all of it is journaled, or none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

import attrs

from audit_core.action_plan.lifecycle import derive_events
from audit_core.action_plan.merging.author_view import author_view
from audit_core.action_plan.merging.merge_return import merge_return
from audit_core.action_plan.merging.session import REQUEST_ANSWER
from audit_core.action_plan.model import CHAIR, PlanEvent, TrackedPlan
from audit_core.action_plan.plan_folder import MASTER
from audit_core.action_plan.reader import read_plan_workbook
from audit_core.action_plan.redaction import identifying_texts, redacted_for
from audit_core.action_plan.replay import apply_event, issued_as
from audit_core.action_plan.returned import PlanReturn
from audit_core.commands.plan.issue import plan_exit_code, plan_workbooks
from audit_core.commands.plan.open_plan import PlanContext, open_plan
from audit_core.errors import Exit, UsageProblem
from audit_core.i18n import using_language
from audit_core.plugin_system.manager import Plugins
from audit_core.problems.problem import Problem, Problems, of_risk
from audit_core.workbook_style.files import FoundFile, paths_in, read_file
from audit_core.workbook_style.unread import PrintedTexts, printed_texts
from audit_core.xlsx.reader import read_book
from audit_core.xlsx.refusals import Refused, refused_file

FileState = Literal["merged", "already", "refused", "skipped"]


@attrs.frozen
class FileLine:
    """The result for one file: merged, already merged, refused or skipped; whose it is; and how
    many entries applied, were decided, or wait.
    """

    file: str
    state: FileState
    by: str = ""
    issue: int = 0
    applied: int = 0
    noted: int = 0
    waits: int = 0
    added: int = 0
    decided: int = 0


@attrs.frozen
class PlanMerge:
    """What a merge did, file by file. `plan` is the plan after it."""

    plan: TrackedPlan
    files: tuple[FileLine, ...]
    problems: Problems
    exit_code: Exit


def merge_files(folder: Path, paths: Sequence[Path], plugins: Plugins, on: date) -> PlanMerge:
    """Merge these files (all of plan/returned/, if none is named) into the plan of `folder`.

    Older issues go first, then owners, then the chair's master; one author's files go in the order
    of their names. Raises UsageProblem where nothing was issued yet or a file is missing,
    CannotWrite where the plan cannot be written: then nothing is merged and the files are
    unchanged.
    """
    home = open_plan(folder, plugins)
    if not home.plan.issue:
        raise UsageProblem("plan.nothing_issued", home.problems)
    with home.store.lock(), using_language(home.speech):
        read, lines, problems = _read(home, _found(home, paths), on)
        plan = home.plan
        events: list[PlanEvent] = []
        plans = issued_as(home.events)
        for found, returned in read:
            known = any(item.sha256 == returned.sha256 for item in plan.merged)
            issued = plans.get(returned.issue)
            sent = author_view(
                returned,
                issued,
                (*home.events, *events),
                redacted_for(issued, returned.by) if issued else None,
            )
            happened, unclear = merge_return(plan, sent, returned, on)
            after = apply_event(plan, happened)
            followed, more = derive_events(plan, after, on, returned.issue)
            plan = apply_event(after, followed)
            events += [*happened, *followed]
            problems += [
                *unclear,
                *(more if returned.by == CHAIR else ()),
                *identifying_texts(happened),
            ]
            lines.append(_line(returned, happened, known=known))
            home.store.keep_return(found.name, found.data or b"")
        home.store.append(events, plan)
    all_problems = tuple(dict.fromkeys((*of_risk(problems), *home.problems, *problems)))
    refused = any(line.state == "refused" for line in lines)
    code = plan_exit_code(plan, all_problems)
    if refused:
        code = Exit.PERSON_NEEDED if read else Exit.NOTHING_USABLE
    return PlanMerge(plan, tuple(sorted(lines, key=lambda line: line.file)), all_problems, code)


class _PrintedWorkbooks:
    """What the workbooks of each issue were issued with: as they lie in plan/issued or, if one is
    gone or was itself filled in, as they would be written now.
    """

    def __init__(self, home: PlanContext) -> None:
        self._home = home
        self._again: dict[int, dict[str, bytes]] = {}

    def printed_as(self, issue: int, owner: str, sha256: str) -> tuple[PrintedTexts, bool] | None:
        """Return what an owner's workbook of an issue held, and whether word for word."""
        name = MASTER if owner == CHAIR else f"{owner}.xlsx"
        path = self._home.store.issued(issue) / name
        kept = read_file(path.parent, path)
        if kept.data is not None and kept.sha256 != sha256:
            try:
                return printed_texts(read_book(kept.data)), True
            except Refused:
                pass
        if issue not in self._again:
            plan = issued_as(self._home.events).get(issue)
            self._again[issue] = plan_workbooks(self._home, plan) if plan else {}
        again = self._again[issue].get(name)
        return (printed_texts(read_book(again)), False) if again else None


def _found(home: PlanContext, paths: Sequence[Path]) -> tuple[FoundFile, ...]:
    """Return the files to merge. Raises UsageProblem for one that does not exist."""
    missing = [path.name for path in paths if not path.exists()]
    if missing:
        raise UsageProblem("plan.no_file", files=", ".join(missing))
    if not paths:
        return tuple(read_file(home.store.returned, path) for path in paths_in(home.store.returned))
    found: list[FoundFile] = []
    for path in paths:
        inside = paths_in(path) if path.is_dir() else (path,)
        found += [read_file(path if path.is_dir() else path.parent, each) for each in inside]
    return tuple(found)


def _read(
    home: PlanContext, files: Iterable[FoundFile], on: date
) -> tuple[list[tuple[FoundFile, PlanReturn]], list[FileLine], list[Problem]]:
    """Return what can be read, in the order in which it is merged; the results for the other files;
    and problems.
    """
    read, lines, problems = [], [], []
    printed_as = _PrintedWorkbooks(home).printed_as
    for found in files:
        if found.skipped:
            lines.append(FileLine(found.name, "skipped"))
            continue
        if found.data is None:
            problems.append(refused_file(found.refused, found.name))
            lines.append(FileLine(found.name, "refused"))
            continue
        returned, more = read_plan_workbook(
            found.data, found.name, found.sha256, home.plan, on, printed_as
        )
        if returned is None:
            lines.append(FileLine(found.name, "refused"))
        else:
            read.append((found, returned))
        if returned is None or not any(item.sha256 == found.sha256 for item in home.plan.merged):
            problems += more
    read.sort(
        key=lambda item: (item[1].issue, item[1].by == CHAIR, item[1].file.removesuffix(".xlsx"))
    )
    return read, lines, problems


def _line(returned: PlanReturn, happened: Sequence[PlanEvent], *, known: bool) -> FileLine:
    count = Counter(event.kind for event in happened if not event.decided)
    agreed = sum(event.field == REQUEST_ANSWER and not event.decided for event in happened)
    return FileLine(
        returned.file,
        "already" if known else "merged",
        returned.by,
        returned.issue,
        applied=count["set"] - agreed,
        noted=count["note"],
        waits=count["matter"] + count["propose"],
        added=count["add"],
        decided=agreed + count["settle"] + count["dispose"] + count["pair"],
    )
