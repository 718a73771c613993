"""Purge a round past its retention date: delete everything that has the words of a return. Counts,
the plan and the board's papers stay.

No law says how long such audits are kept: each partnership decides, in months after the panel, and
its reports print the rule. Only files known to be this program's own are deleted
(purge_inventory.py), because any other may be the only copy of something. The list of deletions is
written before the first one, so an interrupted purge can be finished by running it again.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from audit_core.commands.practice import PRACTICE
from audit_core.commands.purge_aggregate import aggregate
from audit_core.commands.purge_inventory import FileInventory, file_hash
from audit_core.errors import UsageProblem
from audit_core.i18n import date_in_words, pluralise
from audit_core.panel.decisions_reader import read_decisions
from audit_core.plugin_system.manager import Plugins
from audit_core.problems.problem import Problems
from audit_core.reports.compiled_set import AGGREGATE, load_set
from audit_core.rounds.folder import (
    COMPILED,
    DECISIONS,
    FORMS,
    HISTORY,
    ISSUED,
    MANIFEST,
    PANEL,
    PURGED,
    QUERIES,
    RETURNS,
    ROUND,
    RoundFolder,
)
from audit_core.rounds.panel_decisions import SHEETS, Decisions
from audit_core.rounds.purge_record import FileCategory, Purged, PurgedCategory
from audit_core.rounds.reader import read_round
from audit_core.rounds.round import Round
from audit_core.serialization import from_json, to_json
from audit_core.themes.theme import Theme
from audit_core.workbook_style.files import printable_name

_SCHEMA = 1
_FOLDERS = (RETURNS, FORMS, QUERIES, PRACTICE, PANEL.split("/")[0], HISTORY, COMPILED)
"""The program's own folders: none may be a link, and empty ones are removed."""
_ELSEWHERE = frozenset(sheet.name for sheet in SHEETS) - {"Actions for a child"}
"""Sheets of decisions.xlsx that list no actions for a child."""


@attrs.frozen
class FileToDelete:
    """A file to be deleted."""

    name: str
    kind: FileCategory
    size: int


@attrs.frozen
class PurgePlan:
    """What a purge would do.

    `strangers` are files that this program does not recognise and leaves alone, by printable name;
    `links` are the program's folders that are links to another place; `unread` counts the returns
    not in the newest set; `open_for_children` counts the actions for one child in decisions.xlsx
    that are not closed, and `untold` says why there may be more, where part of that file cannot be
    read.
    """

    store: RoundFolder
    round: Round
    rule: str
    going: tuple[FileToDelete, ...]
    strangers: tuple[str, ...]
    links: tuple[str, ...]
    kept_set: str
    unread: int
    open_for_children: int
    untold: Problems
    before: Purged | None

    @property
    def is_begun(self) -> bool:
        """Whether a purge was begun and not finished."""
        return self.before is not None and not self.before.done

    def is_due(self, as_at: date) -> bool:
        """Whether the round is past its retention date, or a purge of it was begun."""
        return self.before is not None or as_at > self.round.keep_until


def plan_purge(folder: Path, plugins: Plugins) -> PurgePlan:
    """Return what a purge of the round in `folder` would delete; nothing is changed. Raises
    UsageProblem for a round that cannot be used.
    """
    store = RoundFolder.find(folder)
    audit_round, before = _round(store, plugins), store.purged()
    ours, sizes = FileInventory(store, before), dict(store.everything())
    found = tuple(ours.kinds(tuple(sizes)))
    going = tuple(
        FileToDelete(name, kind, sizes[name])
        for name, kind in found
        if kind != "stays" and kind != "stranger"
    )
    strangers = tuple(name for name, kind in found if kind == "stranger")
    printable = tuple(printable_name(store.folder, store.folder / name) for name in strangers)
    links = tuple(name for name in strangers if name in _FOLDERS)
    months = pluralise(audit_round.retention_months, "month")
    after = "the panel" if audit_round.panel else "returns were due"
    rule = f"{months} after {after}, {date_in_words(audit_round.panel or audit_round.due)}"
    return PurgePlan(
        store,
        audit_round,
        rule,
        going,
        printable,
        links,
        ours.newest,
        0 if before else ours.unread,
        *_open_for_children(store, audit_round),
        before,
    )


def _open_for_children(store: RoundFolder, audit_round: Round) -> tuple[int, Problems]:
    """Return the number of actions for one child that are not closed in decisions.xlsx, and the
    problems because of which there may be more.
    """
    data = store.read(DECISIONS)
    decisions, problems = (
        read_decisions(data, DECISIONS, audit_round.code) if data is not None else (Decisions(), ())
    )
    untold = tuple(
        problem
        for problem in problems
        if problem.severity == "error" and problem.where.sheet not in _ELSEWHERE
    )
    return sum(action.closed is None for action in decisions.child_actions), untold


def _round(store: RoundFolder, plugins: Plugins) -> Round:
    """Read the round, even if its theme's plugin is no longer installed: the theme was saved when
    forms were issued.
    """
    frozen = {}
    data = store.read(ISSUED)
    if data is not None:
        for fingerprint, text in store.issued("").themes:
            theme = from_json(Theme, text, f"the theme {fingerprint} in {ISSUED}")
            frozen[theme.name] = theme
    known = tuple(sorted({*plugins.themes, *frozen}))
    audit_round, problems = read_round(
        store.read(ROUND) or b"", ROUND, lambda name: plugins.theme(name) or frozen.get(name), known
    )
    errors = tuple(problem for problem in problems if problem.severity == "error")
    if audit_round is None or errors:
        raise UsageProblem("purge.needs_correcting", errors, file=ROUND)
    return audit_round


def purge(folder: Path, plugins: Plugins, as_at: date) -> Purged:
    """Delete what is past its date, and record it. Running it again finishes an interrupted purge.

    A file not known to be the program's own stays, and is counted in the record. Raises
    UsageProblem for a round that is on hold, not yet due or has nothing to delete; CannotWrite
    where a file cannot be deleted: the files before it are deleted and recorded.
    """
    plan = plan_purge(folder, plugins)
    _may_go(plan, as_at)
    store = plan.store
    with store.lock():
        before = plan.before
        gone = {item.name_sha256: item for item in before.gone} if before else {}
        gone |= {
            item.name_sha256: item
            for item in map(_gone, plan.going)
            if item.name_sha256 not in gone
        }
        record = Purged(
            _SCHEMA,
            plan.round.code,
            before.on if before else as_at,
            plan.round.keep_until,
            before.rule if before else plan.rule,
            plan.kept_set,
            False,
            len(plan.strangers),
            tuple(sorted(gone.values(), key=lambda item: (item.kind, item.name_sha256))),
        )
        kept = _aggregates(
            plan, record.on
        )  # first of all, because a damaged set must stop the purge
        store.write(PURGED, to_json(record).encode())
        for name, data in kept.items():
            store.write(name, data)
        for item in plan.going:
            store.delete(item.name)
        _bare_manifest(plan, record.on)
        for name in _FOLDERS:
            store.prune(name)
        record = attrs.evolve(record, done=True)
        store.write(PURGED, to_json(record).encode())
    return record


def _may_go(plan: PurgePlan, as_at: date) -> None:
    """Raise UsageProblem where nothing may be deleted."""
    if plan.round.hold:
        raise UsageProblem("purge.held", file=ROUND, hold=plan.round.hold)
    if plan.links:
        raise UsageProblem("purge.link", linked=", ".join(plan.links))
    if not plan.is_due(as_at):
        raise UsageProblem(
            "purge.not_due", day=date_in_words(plan.round.keep_until), rule=plan.rule
        )
    if not plan.going and not plan.is_begun:
        if plan.before:
            raise UsageProblem("purge.done_before", day=date_in_words(plan.before.on))
        raise UsageProblem("purge.nothing_left")


def _gone(item: FileToDelete) -> PurgedCategory:
    return PurgedCategory(item.kind, file_hash(item.name), item.size)


def _aggregates(plan: PurgePlan, on: date) -> dict[str, bytes]:
    """Return the newest set's aggregates by file name; nothing where an interrupted purge has
    already written them. Raises UsageProblem for a damaged set.
    """
    name = f"{COMPILED}/{plan.kept_set}/{AGGREGATE}"
    if not plan.kept_set or plan.store.read(name) is not None:
        return {}
    return {name: _as_json(aggregate(load_set(plan.store.folder / COMPILED / plan.kept_set), on))}


def _as_json(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _bare_manifest(plan: PurgePlan, on: date) -> None:
    """Write the newest set's manifest without the names of returns and deleted files."""
    if not plan.kept_set:
        return
    folder = plan.store.folder / COMPILED / plan.kept_set
    manifest = plan.store.manifest(folder)
    files = manifest.get("files")
    kept = (
        {name: digest for name, digest in files.items() if (folder / name).is_file()}
        if isinstance(files, dict)
        else {}
    )
    bare = {**manifest, "files": kept, "returns": {}, "purged": on.isoformat()}
    plan.store.write(f"{COMPILED}/{plan.kept_set}/{MANIFEST}", _as_json(bare))
