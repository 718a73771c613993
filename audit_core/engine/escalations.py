"""Escalations, quarter by quarter: logs made for every agency, and what comes back turned into a page and a workbook."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

import attrs

from audit_core import __version__
from audit_core.bank_holidays import bank_holidays
from audit_core.engine.open import speech_of
from audit_core.engine.usual import PARTNERSHIP, usual_of
from audit_core.errors import Exit, UsageProblem
from audit_core.escalate import watch
from audit_core.intake.escalation_log import read_log
from audit_core.intake.folder import paths_in, read_file
from audit_core.model.escalation import Agency, IssuedLogs, Log, Quarter, columns_of
from audit_core.problems import Where, problem
from audit_core.render.escalations import escalations_page
from audit_core.score.calendar import Calendar
from audit_core.serial import from_json, to_data, to_json
from audit_core.store import COMPILED, FORMS, ISSUED, RETURNS, ROUND, Store
from audit_core.words import speaking
from audit_core.workbook.escalation_log import build_escalation_log
from audit_core.workbook.escalations_book import build_escalations_book
from audit_core.xlsx.refused import WHAT_IT_MEANS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from audit_core.intake.folder import FoundFile
    from audit_core.model.escalated import Watched
    from audit_core.model.round import Round
    from audit_core.plugins import Plugins
    from audit_core.problems import Problem

FOLDER = "escalations"
DUE_AFTER = 10
"""Working days after a quarter's end by which its logs are due, unless another day is named."""
_SCHEMA = 1
_UNOPENED = "This file could not be opened."


@attrs.frozen
class Made:
    """What `new` did: the quarter, where its folder is, the logs written, and those that were there already."""

    quarter: Quarter
    folder: Path
    due: date
    written: tuple[str, ...]
    kept: int
    problems: tuple[Problem, ...]


@attrs.frozen
class Outcome:
    """What `read` did. `folder` is the set that now stands; `changed` says whether it is a new one."""

    watched: Watched
    folder: Path
    changed: bool
    problems: tuple[Problem, ...]
    exit_code: Exit


@contextmanager
def _home(folder: Path, plugins: Plugins) -> Iterator[tuple[Path, Round]]:
    """The partnership's folder, what it always says, and its words for as long as one works on it. Raises UsageProblem where there is none."""
    inside = folder if (folder / PARTNERSHIP).is_file() else folder.resolve().parent if (folder / ROUND).is_file() else folder
    usual = usual_of(inside / "any", plugins)
    if usual is None:
        msg = f"There is no {PARTNERSHIP} in {inside}. It says who your agencies are: copy the round.xlsx of a round that you have completed there."
        raise UsageProblem(msg)
    speech, _ = speech_of(Store(inside), usual)
    with speaking(speech):
        yield inside, usual


def new_logs(folder: Path, plugins: Plugins, quarter: Quarter, due: date | None = None) -> Made:
    """Make the log of every agency for a quarter. One that is there already is never rewritten: somebody may be filling it in.

    Raises UsageProblem for a partnership that cannot be used, CannotWrite where a file cannot be put in place.
    """
    with _home(folder, plugins) as (home, usual):
        if not usual.stages:
            raise UsageProblem(f"The sheet Escalation of {PARTNERSHIP} has no stage. Type the stages of your escalation policy there, one a row.")
        store = Store(home / FOLDER / str(quarter))
        before = _issued(store, quarter)
        issued = _with_new(before, usual) if before else _first(usual, quarter, due)
        store.folder.mkdir(parents=True, exist_ok=True)
        with store.lock():
            written = []
            for agency in issued.agencies:
                name = f"{FORMS}/{agency.code}.xlsx"
                if store.read(name) is None:
                    store.write(name, build_escalation_log(agency, quarter, issued, usual))
                    written.append(name)
            store.write(ISSUED, to_json(issued).encode())
            (store.folder / RETURNS).mkdir(exist_ok=True)
        return Made(quarter, store.folder, issued.due, tuple(written), len(issued.agencies) - len(written), _policy_faults(issued, usual))


def _issued(store: Store, quarter: Quarter) -> IssuedLogs | None:
    data = store.read(ISSUED)
    return from_json(IssuedLogs, data.decode("utf-8", errors="replace"), f"{FOLDER}/{quarter}/{ISSUED}") if data is not None else None


def _first(usual: Round, quarter: Quarter, due: date | None) -> IssuedLogs:
    holidays = bank_holidays(usual.nation, quarter.year - 2, quarter.year + 2)
    agencies = tuple(Agency(item.code, item.name) for item in usual.recipients)
    return IssuedLogs(
        _SCHEMA, str(quarter), usual.nation, due or _due(quarter, Calendar(frozenset(holidays))), usual.stages, columns_of(usual.stages), agencies, holidays
    )


def _due(quarter: Quarter, calendar: Calendar) -> date:
    from datetime import timedelta

    day, left = quarter.last, DUE_AFTER
    while left:
        day += timedelta(days=1)
        left -= calendar.is_working(day)
    return day


def _with_new(issued: IssuedLogs, usual: Round) -> IssuedLogs:
    """The quarter with agencies that joined since. Nobody is dropped: a log of theirs may be on its way."""
    known = {agency.code for agency in issued.agencies}
    return attrs.evolve(issued, agencies=(*issued.agencies, *(Agency(item.code, item.name) for item in usual.recipients if item.code not in known)))


def _policy_faults(issued: IssuedLogs, usual: Round) -> tuple[Problem, ...]:
    where = Where(PARTNERSHIP, "Escalation")
    return (
        *((problem("escalation.examples", where),) if any(stage.is_example for stage in issued.stages) else ()),
        *((problem("escalation.policy_changed", where),) if issued.stages != usual.stages else ()),
    )


def read_logs(folder: Path, files: Sequence[Path], plugins: Plugins, quarter: Quarter | None, as_at: date) -> Outcome:
    """Read a quarter's logs (those in its folder, or `files`) as things stood on `as_at`, and write one numbered set.

    Without `quarter` the newest that has logs. Raises UsageProblem where there is none, CannotWrite where the set cannot be put in place.
    What is wrong with a log is in `problems`, and the rest is counted.
    """
    with _home(folder, plugins) as (home, usual):
        quarter = quarter or _newest(home)
        store = Store(home / FOLDER / str(quarter))
        issued = _issued(store, quarter)
        if issued is None:
            raise UsageProblem(f"No logs have been made for {quarter}. Run: audit escalations new {folder} --quarter {quarter}")
        if as_at < quarter.first:
            raise UsageProblem(f"{quarter} ({quarter.days}) has not begun on that day.")
        logs, faults = _read_all(_found(store, files), issued, as_at)
        alone, doubles, conflicts = _each_once(logs, issued)
        watched = watch(alone, conflicts, issued, quarter, Calendar(frozenset(issued.holidays)), as_at, usual.partnership, usual.marking)
        problems = (*_policy_faults(issued, usual), *faults, *doubles, *watched.problems)
        watched = attrs.evolve(watched, problems=problems)
        outputs = _outputs(watched, logs, store.override() or Store(home).override())
        with store.lock():
            last = store.sets()[-1] if store.sets() else None
            with store.building() as building:
                digests = {name: building.put(name, data) for name, data in outputs.items()}
                changed = last is None or store.manifest(last).get("files") != digests
                manifest = {"schema": _SCHEMA, "quarter": str(quarter), "as_at": as_at.isoformat(), "audit": __version__, "files": digests}
                target = building.finish(manifest) if changed or last is None else last
        return Outcome(watched, target, changed, problems, _exit_code(watched, alone))


def _newest(home: Path) -> Quarter:
    found = [quarter for path in (home / FOLDER).glob(f"*/{ISSUED}") if (quarter := Quarter.parse(path.parent.name))]
    if not found:
        raise UsageProblem("No logs have been made yet. Run: audit escalations new")
    return max(found)


def _found(store: Store, files: Sequence[Path]) -> tuple[FoundFile, ...]:
    """The files to read: those named, else whatever lies in the quarter's folder that we did not put there."""
    if files:
        return tuple(read_file(path.resolve().parent, path.resolve()) for path in files)
    ours = {FORMS, COMPILED, ISSUED}
    paths = (path for path in paths_in(store.folder) if path.relative_to(store.folder).parts[0] not in ours)
    return tuple(read_file(store.folder, path) for path in paths)


def _read_all(found: Sequence[FoundFile], issued: IssuedLogs, as_at: date) -> tuple[list[Log], list[Problem]]:
    logs: list[Log] = []
    faults: list[Problem] = []
    for file in found:
        if file.skipped:
            continue
        if file.data is None:
            why, remedy = WHAT_IT_MEANS.get(file.refused, (_UNOPENED, "Close it where it is open, and try again."))
            faults.append(problem("file.refused", Where(file.name), why=why, remedy=remedy))
            continue
        log, more = read_log(file.data, file.name, file.sha256, issued, as_at)
        logs += [log] if log else []
        faults += more
    return logs, faults


def _each_once(logs: Sequence[Log], issued: IssuedLogs) -> tuple[list[Log], list[Problem], list[str]]:
    """One log an agency. A second that says the same is noted; of two that differ neither counts."""
    by_code: dict[str, list[Log]] = {}
    for log in logs:
        by_code.setdefault(log.code, []).append(log)
    alone: list[Log] = []
    faults: list[Problem] = []
    conflicts: list[str] = []
    for code, mine in by_code.items():
        first, *others = mine
        if all(_same(first, other) for other in others):
            alone.append(first)
            faults += [problem("escalation.same_log", Where(other.file), file=first.file) for other in others]
        else:
            conflicts.append(code)
            faults.append(problem("escalation.two_logs", Where(first.file), who=issued.name_of(code), files=", ".join(log.file for log in mine)))
    return alone, faults, conflicts


def _same(one: Log, two: Log) -> bool:
    def plain(log: Log) -> tuple[str, int, frozenset[object]]:
        return log.answer, log.rows, frozenset(attrs.evolve(told, where=Where()) for told in log.told)

    return one.sha256 == two.sha256 or plain(one) == plain(two)


def _outputs(watched: Watched, logs: Sequence[Log], override: Path | None) -> dict[str, bytes]:
    data = {
        "schema": _SCHEMA,
        "quarter": str(watched.quarter),
        "as_at": watched.as_at.isoformat(),
        "nation": watched.issued.nation,
        "stages": to_data(watched.issued.stages),
        "logs": [{"agency": log.code, "file": log.file, "sha256": log.sha256, "answer": log.answer, "rows": log.rows} for log in logs],
        "states": dict(watched.states),
        "escalations": to_data(watched.escalations),
        "tables": to_data(watched.tables),
        "problems": to_data(watched.problems),
    }
    return {
        "escalations.html": escalations_page(watched, override),
        "escalations.xlsx": build_escalations_book(watched),
        "escalations.json": (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True, default=sorted) + "\n").encode(),
    }


def _exit_code(watched: Watched, logs: Sequence[Log]) -> Exit:
    """0 when all is well, 4 when no log could be used, 3 when somebody has to be asked."""
    if not logs:
        return Exit.NOTHING_USABLE
    faulty = any(fault.severity == "error" for fault in watched.problems) or watched.codes("conflict")
    return Exit.PERSON_NEEDED if faulty else Exit.COMPLETE
