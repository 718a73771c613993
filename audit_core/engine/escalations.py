"""Escalations, quarter by quarter: logs made for every agency, and what comes back turned into a page and a workbook."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import attrs

from audit_core import __version__
from audit_core.bank_holidays import bank_holidays
from audit_core.engine.escalation_files import each_once, found_files, read_all
from audit_core.engine.escalation_set import SCHEMA, outputs_of
from audit_core.engine.open import speech_of
from audit_core.engine.usual import PARTNERSHIP, usual_of
from audit_core.errors import Exit, UsageProblem
from audit_core.escalate import watch
from audit_core.model.escalation import Agency, IssuedLogs, Log, Quarter, columns_of
from audit_core.problems import Where, problem
from audit_core.score.calendar import Calendar
from audit_core.serial import from_json, to_json
from audit_core.store import FORMS, ISSUED, RETURNS, ROUND, Store
from audit_core.words import speaking
from audit_core.workbook.escalation_log import build_escalation_log

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from audit_core.model.escalated import Watched
    from audit_core.model.round import Round
    from audit_core.plugins import Plugins
    from audit_core.problems import Problem

FOLDER = "escalations"
DUE_AFTER = 10
"""Working days after a quarter's end by which its logs are due, unless another day is named."""
_SCHEMA = 1


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
        logs, faults = read_all(found_files(store, files), issued, as_at)
        alone, doubles, conflicts = each_once(logs, issued)
        watched = watch(alone, conflicts, issued, quarter, Calendar(frozenset(issued.holidays)), as_at, usual.partnership, usual.marking)
        problems = (*_policy_faults(issued, usual), *faults, *doubles, *watched.problems)
        watched = attrs.evolve(watched, problems=problems)
        outputs = outputs_of(watched, logs, store.override() or Store(home).override())
        with store.lock():
            last = store.sets()[-1] if store.sets() else None
            with store.building() as building:
                digests = {name: building.put(name, data) for name, data in outputs.items()}
                changed = last is None or store.manifest(last).get("files") != digests
                manifest = {"schema": SCHEMA, "quarter": str(quarter), "as_at": as_at.isoformat(), "audit": __version__, "files": digests}
                target = building.finish(manifest) if changed or last is None else last
        return Outcome(watched, target, changed, problems, _exit_code(watched, alone))


def _newest(home: Path) -> Quarter:
    found = [quarter for path in (home / FOLDER).glob(f"*/{ISSUED}") if (quarter := Quarter.parse(path.parent.name))]
    if not found:
        raise UsageProblem("No logs have been made yet. Run: audit escalations new")
    return max(found)


def _exit_code(watched: Watched, logs: Sequence[Log]) -> Exit:
    """0 when all is well, 4 when no log could be used, 3 when somebody has to be asked."""
    if not logs:
        return Exit.NOTHING_USABLE
    faulty = any(fault.severity == "error" for fault in watched.problems) or watched.codes("conflict")
    return Exit.PERSON_NEEDED if faulty else Exit.COMPLETE
