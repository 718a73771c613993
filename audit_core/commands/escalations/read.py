"""Read a quarter's logs, and write the results as one numbered set."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import attrs

from audit_core import __version__
from audit_core.commands.escalations.open_quarter import (
    FOLDER,
    issued_of,
    policy_problems,
    quarters_home,
)
from audit_core.commands.escalations.quarter_outputs import SCHEMA, outputs_of
from audit_core.commands.escalations.returned_logs import (
    each_once,
    found_files,
    printed_logs,
    read_log_files,
)
from audit_core.errors import Exit, UsageProblem
from audit_core.escalations.log import Log, Quarter
from audit_core.escalations.model import QuarterSummary
from audit_core.escalations.quarter import summarise_quarter
from audit_core.plugin_system.manager import Plugins
from audit_core.problems.problem import Problems
from audit_core.rounds.calendar import Calendar
from audit_core.rounds.folder import ISSUED, RoundFolder


@attrs.frozen
class QuarterOutcome:
    """What `read` did. `folder` is the current results; `changed` says whether they are new."""

    watched: QuarterSummary
    folder: Path
    changed: bool
    problems: Problems
    exit_code: Exit


def read_logs(
    folder: Path, files: Sequence[Path], plugins: Plugins, quarter: Quarter | None, as_at: date
) -> QuarterOutcome:
    """Read a quarter's logs (those in its folder, or `files`) as things stood on `as_at`, and write
    one numbered set.

    Without `quarter`, the newest that has logs. Raises UsageProblem where there is none,
    CannotWrite where the set cannot be written. Problems in logs are in `problems`, and the rest is
    counted.
    """
    with quarters_home(folder, plugins) as (home, usual):
        quarter = quarter or _newest(home)
        store = RoundFolder(home / FOLDER / str(quarter))
        issued = issued_of(store, quarter)
        if issued is None:
            raise UsageProblem("escalation.no_logs_for", quarter=quarter, folder=folder)
        if as_at < quarter.first:
            raise UsageProblem("escalation.not_begun", quarter=quarter, days=quarter.days)
        printed_as = printed_logs(store, issued, quarter, usual)
        logs, unread = read_log_files(found_files(store, files), issued, as_at, printed_as)
        alone, doubles, conflicts = each_once(logs, issued)
        summary = summarise_quarter(
            alone,
            conflicts,
            issued,
            quarter,
            Calendar(frozenset(issued.holidays)),
            as_at,
            usual.partnership,
            usual.marking,
        )
        problems = (*policy_problems(issued, usual), *unread, *doubles, *summary.problems)
        summary = attrs.evolve(summary, problems=problems)
        outputs = outputs_of(summary, logs, store.override() or RoundFolder(home).override())
        with store.lock():
            last = store.sets()[-1] if store.sets() else None
            with store.building() as building:
                digests = {name: building.put(name, data) for name, data in outputs.items()}
                changed = last is None or store.manifest(last).get("files") != digests
                manifest = {
                    "schema": SCHEMA,
                    "quarter": str(quarter),
                    "as_at": as_at.isoformat(),
                    "audit": __version__,
                    "files": digests,
                }
                target = building.finish(manifest) if changed or last is None else last
        return QuarterOutcome(summary, target, changed, problems, _exit_code(summary, alone))


def _newest(home: Path) -> Quarter:
    found = [
        quarter
        for path in (home / FOLDER).glob(f"*/{ISSUED}")
        if (quarter := Quarter.parse(path.parent.name))
    ]
    if not found:
        raise UsageProblem("escalation.no_logs")
    return max(found)


def _exit_code(summary: QuarterSummary, logs: Sequence[Log]) -> Exit:
    """Return 0 when all is well, 4 when no log could be used, 3 when somebody has to be asked."""
    if not logs:
        return Exit.NOTHING_USABLE
    has_error = any(problem.severity == "error" for problem in summary.problems)
    return Exit.PERSON_NEEDED if has_error or summary.codes("conflict") else Exit.COMPLETE
