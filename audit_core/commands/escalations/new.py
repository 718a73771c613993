"""Make the logs of a quarter."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import attrs

from audit_core.commands.escalations.open_quarter import (
    FOLDER,
    issued_of,
    policy_problems,
    quarters_home,
)
from audit_core.commands.escalations.returned_logs import agencies_with_log
from audit_core.commands.partnership_defaults import PARTNERSHIP, beside_in_partnership
from audit_core.errors import UsageProblem
from audit_core.escalations.log import Agency, IssuedEdition, IssuedLogs, Quarter, columns_of
from audit_core.escalations.log_writer import build_log_workbook
from audit_core.plugin_system.manager import Plugins
from audit_core.problems.problem import Problems
from audit_core.rounds.calendar import Calendar, bank_holidays
from audit_core.rounds.folder import FORMS, ISSUED, RETURNS, RoundFolder
from audit_core.rounds.round import Round
from audit_core.serialization import to_json

DUE_AFTER = 10
"""Working days from a quarter's end until its logs are due, unless another day is named."""
_SCHEMA = 1


@attrs.frozen
class NewLogs:
    """What `new` did: the quarter and its folder, the logs written for the first time, and the
    number that already existed.

    `anew` are logs that had example stages and now have the policy's; `back` are the agencies that
    have returned theirs with the examples.
    """

    quarter: Quarter
    folder: Path
    due: date
    written: tuple[str, ...]
    kept: int
    anew: tuple[str, ...]
    back: tuple[str, ...]
    problems: Problems


def new_logs(folder: Path, plugins: Plugins, quarter: Quarter, due: date | None = None) -> NewLogs:
    """Make the log of every agency for a quarter. An existing log is not rewritten, because
    somebody may be filling it in.

    The exception: if logs were made with example stages and partnership.xlsx has the policy's now,
    those not yet returned are made again. The earlier versions go to the history, and are still
    read if returned. Raises UsageProblem for a partnership that cannot be used, CannotWrite where a
    file cannot be written.
    """
    with quarters_home(folder, plugins) as (home, usual):
        if not usual.stages:
            raise UsageProblem("escalation.no_stage", file=PARTNERSHIP)
        store = RoundFolder(home / FOLDER / str(quarter))
        before = issued_of(store, quarter)
        issued = _updated(before, usual) if before else _first(usual, quarter, due)
        store.folder.mkdir(parents=True, exist_ok=True)
        with store.lock():
            back = agencies_with_log(store, issued)
            written: list[str] = []
            anew: list[str] = []
            agencies = []
            for agency in issued.agencies:
                name = f"{FORMS}/{agency.code}.xlsx"
                is_new = store.read(name) is None
                if is_new or (agency.edition < issued.edition and agency.code not in back):
                    (written if is_new else anew).append(name)
                    store.archive(name)
                    store.write(name, build_log_workbook(agency, quarter, issued, usual))
                    agencies.append(attrs.evolve(agency, edition=issued.edition))
                else:
                    agencies.append(agency)
            issued = attrs.evolve(issued, agencies=tuple(agencies))
            store.write(ISSUED, to_json(issued).encode())
            (store.folder / RETURNS).mkdir(exist_ok=True)
        earlier = tuple(agency.name for agency in agencies if agency.edition < issued.edition)
        kept = len(agencies) - len(written) - len(anew)
        return NewLogs(
            quarter,
            store.folder,
            issued.due,
            tuple(written),
            kept,
            tuple(anew),
            earlier,
            (
                *policy_problems(issued, usual),
                *beside_in_partnership(home / "any", usual, plugins),
            ),
        )


def _first(usual: Round, quarter: Quarter, due: date | None) -> IssuedLogs:
    known = bank_holidays(usual.nation, quarter.year - 2, quarter.year + 2)
    holidays = tuple(sorted({*known, *usual.days_off_here}))
    agencies = tuple(Agency(item.code, item.name) for item in usual.recipients)
    return IssuedLogs(
        _SCHEMA,
        str(quarter),
        usual.nation,
        due or _due(quarter, Calendar(frozenset(holidays))),
        usual.stages,
        columns_of(usual.stages),
        agencies,
        holidays,
    )


def _due(quarter: Quarter, calendar: Calendar) -> date:
    day, left = quarter.last, DUE_AFTER
    while left:
        day += timedelta(days=1)
        left -= calendar.is_working(day)
    return day


def _updated(issued: IssuedLogs, usual: Round) -> IssuedLogs:
    """Return the quarter with agencies that joined since, and with the stages of partnership.xlsx
    where its own were examples.

    No agency is removed, because its log may be on its way. A policy that agencies were sent is not
    replaced.
    """
    known = {agency.code for agency in issued.agencies}
    joined = (Agency(item.code, item.name) for item in usual.recipients if item.code not in known)
    issued = attrs.evolve(issued, agencies=(*issued.agencies, *joined))
    if issued.stages == usual.stages or not issued.is_example:
        return issued
    earlier = (*issued.earlier, IssuedEdition(issued.stages, issued.columns))
    return attrs.evolve(
        issued, stages=usual.stages, columns=columns_of(usual.stages), earlier=earlier
    )
