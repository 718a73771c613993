"""Merge what came back: each file cell by cell against what was issued, then what follows; all of it journaled, or none."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import attrs

from audit_core.action_plan.lifecycle import follow
from audit_core.action_plan.merging.author_view import sent_to
from audit_core.action_plan.merging.merge import merge
from audit_core.action_plan.merging.session import AGREED
from audit_core.action_plan.model import CHAIR
from audit_core.action_plan.reader import read_plan_book
from audit_core.action_plan.redaction import as_seen_by, identifying
from audit_core.action_plan.replay import apply, issued_as
from audit_core.commands.plan.issue import exit_code
from audit_core.commands.plan.open_plan import open_home
from audit_core.errors import Exit, UsageProblem
from audit_core.i18n import speaking
from audit_core.problems.problem import Where, problem
from audit_core.workbook_style.files import FoundFile, paths_in, read_file
from audit_core.xlsx.errors import WHAT_IT_MEANS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from audit_core.action_plan.model import Event, TrackedPlan
    from audit_core.action_plan.returned import Returned
    from audit_core.commands.plan.open_plan import Home
    from audit_core.plugin_system.manager import Plugins
    from audit_core.problems.problem import Problem

State = Literal["merged", "already", "refused", "skipped"]


@attrs.frozen
class FileLine:
    """What became of one file: merged, merged before, refused or skipped; whose it is, and how much of it applied, was decided, or waits."""

    file: str
    state: State
    by: str = ""
    issue: int = 0
    applied: int = 0
    noted: int = 0
    waits: int = 0
    added: int = 0
    decided: int = 0


@attrs.frozen
class Merge:
    """What a merge did, file by file. `plan` is the plan with it."""

    plan: TrackedPlan
    files: tuple[FileLine, ...]
    problems: tuple[Problem, ...]
    exit_code: Exit


def merge_files(folder: Path, paths: Sequence[Path], plugins: Plugins, on: date) -> Merge:
    """Merge these files (all of plan/returned/, if none is named) into the plan of `folder`.

    Older issues go first, then owners, then the chair's master; one author's files in the order of their names. Raises UsageProblem
    where nothing was issued yet or a file is not there, CannotWrite where the plan cannot be written: then nothing of this merge
    counts, and the files are as they were.
    """
    home = open_home(folder, plugins)
    if not home.plan.issue:
        raise UsageProblem("Nothing was issued yet, so nothing can have come back. Run: audit plan issue", home.problems)
    with home.store.lock(), speaking(home.speech):
        read, lines, problems = _read(home, _found(home, paths))
        plan = home.plan
        events: list[Event] = []
        plans = issued_as(home.events)
        for found, returned in read:
            known = any(item.sha256 == returned.sha256 for item in plan.merged)
            issued = plans.get(returned.issue)
            sent = sent_to(returned, issued, (*home.events, *events), as_seen_by(issued, returned.by) if issued else None)
            happened, faults = merge(plan, sent, returned, on)
            after = apply(plan, happened)
            followed, more = follow(plan, after, on, returned.issue)
            plan = apply(after, followed)
            events += [*happened, *followed]
            problems += [*faults, *(more if returned.by == CHAIR else ()), *identifying(happened)]
            lines.append(_line(returned, happened, known=known))
            home.store.keep_return(found.name, found.data or b"")
        home.store.append(events, plan)
    told = tuple(dict.fromkeys((*home.problems, *problems)))
    refused = any(line.state == "refused" for line in lines)
    code = Exit.NOTHING_USABLE if refused and not read else Exit.PERSON_NEEDED if refused else exit_code(plan, told)
    return Merge(plan, tuple(sorted(lines, key=lambda line: line.file)), told, code)


def _found(home: Home, paths: Sequence[Path]) -> tuple[FoundFile, ...]:
    """The files to merge. Raises UsageProblem for one that is not there."""
    missing = [path.name for path in paths if not path.exists()]
    if missing:
        raise UsageProblem(f"There is no file {', '.join(missing)}. Nothing was merged.")
    if not paths:
        return tuple(read_file(home.store.returned, path) for path in paths_in(home.store.returned))
    found: list[FoundFile] = []
    for path in paths:
        inside = paths_in(path) if path.is_dir() else (path,)
        found += [read_file(path if path.is_dir() else path.parent, each) for each in inside]
    return tuple(found)


def _read(home: Home, files: Iterable[FoundFile]) -> tuple[list[tuple[FoundFile, Returned]], list[FileLine], list[Problem]]:
    """What can be read, in the order in which it is merged; and what became of the other files."""
    read, lines, problems = [], [], []
    for found in files:
        if found.skipped:
            lines.append(FileLine(found.name, "skipped"))
            continue
        if found.data is None:
            why, remedy = WHAT_IT_MEANS.get(found.refused, WHAT_IT_MEANS["unreadable"])
            problems.append(problem("file.refused", Where(found.name), why=why, remedy=remedy))
            lines.append(FileLine(found.name, "refused"))
            continue
        returned, faults = read_plan_book(found.data, found.name, found.sha256, home.plan)
        if returned is None:
            lines.append(FileLine(found.name, "refused"))
        else:
            read.append((found, returned))
        if returned is None or not any(item.sha256 == found.sha256 for item in home.plan.merged):
            problems += faults
    read.sort(key=lambda item: (item[1].issue, item[1].by == CHAIR, item[1].file.removesuffix(".xlsx")))
    return read, lines, problems


def _line(returned: Returned, happened: Sequence[Event], *, known: bool) -> FileLine:
    count = Counter(event.kind for event in happened if not event.decided)
    agreed = sum(event.field == AGREED and not event.decided for event in happened)
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
