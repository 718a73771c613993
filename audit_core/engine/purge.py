"""Purge a round: when its time has come, everything that holds a return's words goes; counts, the plan and the board's papers stay.

No law says how long such audits are kept: each partnership decides, in months after the panel, and says so on its reports.
A purge that is stopped anywhere is finished by running it again: what went is written down before anything goes.
"""

from __future__ import annotations

import hashlib
import json
from fnmatch import fnmatch
from typing import TYPE_CHECKING, Any, Literal

import attrs

from audit_core.engine.aggregate import aggregate
from audit_core.engine.generate import CASE_KEY
from audit_core.engine.load_set import AGGREGATE, load_set
from audit_core.engine.practice import PRACTICE
from audit_core.errors import UsageProblem
from audit_core.intake.folder import scan
from audit_core.intake.round_book import read_round
from audit_core.model.purge import Gone, Purged
from audit_core.model.theme import Theme
from audit_core.serial import from_json, to_json
from audit_core.store import COMPILED, DECISIONS, FORMS, HISTORY, ISSUED, MANIFEST, PANEL, PURGED, QUERIES, REGISTER, RETURNS, ROUND, TEMPLATES, Store
from audit_core.words import say_day

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from audit_core.model.purge import Kind
    from audit_core.model.round import Round
    from audit_core.plugins import Plugins

_SCHEMA = 1
_WHOLE: dict[str, Kind] = {
    RETURNS: "returns",
    FORMS: "forms",
    QUERIES: "queries",
    PRACTICE: "practice",
    PANEL.split("/")[0]: "panel",
    HISTORY: "history",
}
"""Folders of which nothing stays."""
_STAYS = frozenset({ROUND, ISSUED, REGISTER, PURGED, ".round-code", ".audit-lock"})
_OF_AGENCIES = frozenset({"report.docx", "action-plan.xlsx"})
_LEFTOVERS = (".*.tmp", "~$*", ".~lock.*")


@attrs.frozen
class Going:
    """One file that is to go."""

    name: str
    kind: Kind
    size: int


@attrs.frozen
class Plan:
    """What a purge would do.

    `strangers` are files that this program does not know and leaves alone; `links` are folders of ours that lead to another place;
    `unread` counts the returns that are in no set.
    """

    store: Store
    round: Round
    rule: str
    going: tuple[Going, ...]
    strangers: tuple[str, ...]
    links: tuple[str, ...]
    kept_set: str
    unread: int
    before: Purged | None

    @property
    def is_begun(self) -> bool:
        """Whether a purge was stopped half way."""
        return self.before is not None and not self.before.done

    def is_due(self, as_at: date) -> bool:
        """Whether the round's time has run out, or what is left of a purge is to be finished."""
        return self.before is not None or as_at > self.round.keep_until


def plan_purge(folder: Path, plugins: Plugins) -> Plan:
    """What of the round in `folder` goes when its time has come; nothing is changed. Raises UsageProblem for a round that cannot be used."""
    store = Store.find(folder)
    round_ = _round(store, plugins)
    newest = store.sets()[-1].name if store.sets() else ""
    going, strangers = [], []
    for name, size in store.everything():
        kind = _kind(name, newest)
        if kind == "stranger":
            strangers.append(name)
        elif kind != "stays":
            going.append(Going(name, kind, size))
    links = tuple(name for name in strangers if name in {*_WHOLE, COMPILED})
    before = store.purged()
    months = f"{round_.retention_months} month{'' if round_.retention_months == 1 else 's'}"
    rule = f"{months} after {'the panel' if round_.panel else 'returns were due'}, {say_day(round_.panel or round_.due)}"
    return Plan(store, round_, rule, tuple(going), tuple(strangers), links, newest, 0 if before else _unread(store, newest), before)


def _round(store: Store, plugins: Plugins) -> Round:
    """The round, also where its theme's plugin is long gone: forms were issued with it whole."""
    frozen = {}
    data = store.read(ISSUED)
    if data is not None:
        for fingerprint, text in store.issued("").themes:
            theme = from_json(Theme, text, f"the theme {fingerprint} in {ISSUED}")
            frozen[theme.name] = theme
    known = tuple(sorted({*plugins.themes, *frozen}))
    round_, faults = read_round(store.read(ROUND) or b"", ROUND, lambda name: plugins.theme(name) or frozen.get(name), known)
    errors = tuple(fault for fault in faults if fault.severity == "error")
    if round_ is None or errors:
        raise UsageProblem(f"{ROUND} needs correcting before anything can be purged: it says how long this round is kept.", errors)
    return round_


def _kind(name: str, newest: str) -> Kind | Literal["stays", "stranger"]:
    """Of what kind a file is, by where it stands. A stranger is one that this program did not make."""
    first, *rest = name.split("/")
    last = name.rsplit("/", 1)[-1]
    if first in _WHOLE and rest:
        return _WHOLE[first]
    if name in {DECISIONS, CASE_KEY}:
        return "decisions" if name == DECISIONS else "case_key"
    if any(fnmatch(last, pattern) for pattern in _LEFTOVERS):
        return "leftovers"
    if first == COMPILED and rest:
        return "sets" if rest[0] != newest or len(rest) == 1 else _in_newest(rest[1:])
    return "stays" if name in _STAYS or first == TEMPLATES else "stranger"


def _in_newest(parts: list[str]) -> Kind | Literal["stays"]:
    if parts[0] in {"board", "publish"} or parts in ([MANIFEST], [AGGREGATE]):
        return "stays"
    if parts[0] == "agencies":
        return "stays" if parts[-1] in _OF_AGENCIES and len(parts) == 3 else "follow_up"
    return "chair"


def _unread(store: Store, newest: str) -> int:
    """How many returns are not in the newest set: they would go without ever having been counted."""
    manifest = store.manifest(store.folder / COMPILED / newest) if newest else {}
    known = manifest.get("returns")
    seen = set(known.values()) if isinstance(known, dict) else set()
    return sum(bool(file.sha256) and file.sha256 not in seen for file in scan(store.returns))


def purge(folder: Path, plugins: Plugins, as_at: date) -> Purged:
    """Delete what is past its date, and record what went. Running it again finishes what was stopped.

    Raises UsageProblem for a round that is held, whose time has not come, or of which there is nothing to delete; CannotWrite where a
    file cannot be deleted: what went before it is gone, and on record.
    """
    plan = plan_purge(folder, plugins)
    _may_go(plan, as_at)
    store = plan.store
    with store.lock():
        before = plan.before
        gone = {item.name_sha256: item for item in before.gone} if before else {}
        gone |= {item.name_sha256: item for item in map(_gone, plan.going) if item.name_sha256 not in gone}
        record = Purged(
            _SCHEMA, plan.round.code, before.on if before else as_at, plan.round.keep_until, before.rule if before else plan.rule,
            plan.kept_set, False, tuple(sorted(gone.values(), key=lambda item: (item.kind, item.name_sha256))),
        )  # fmt: skip
        kept = _aggregates(plan, record.on)  # before anything is written: a damaged set stops it here
        store.write(PURGED, to_json(record).encode())
        for name, data in kept.items():
            store.write(name, data)
        for item in plan.going:
            store.delete(item.name)
        _bare_manifest(plan, record.on)
        for name in (*_WHOLE, COMPILED):
            store.prune(name)
        record = attrs.evolve(record, done=True)
        store.write(PURGED, to_json(record).encode())
    return record


def _may_go(plan: Plan, as_at: date) -> None:
    """Raises UsageProblem where nothing may be deleted."""
    if plan.round.hold:
        raise UsageProblem(f"Nothing was deleted. {ROUND} says 'Keep until told otherwise': {plan.round.hold}")
    if plan.links:
        linked = ", ".join(plan.links)
        raise UsageProblem(f"Nothing was deleted: {linked} is a link to another place. Delete what lies there yourself, and the link; then run this again.")
    if not plan.is_due(as_at):
        raise UsageProblem(f"Nothing was deleted: this round is kept until {say_day(plan.round.keep_until)} ({plan.rule}).")
    if not plan.going and not plan.is_begun:
        when = f" It was purged on {say_day(plan.before.on)}." if plan.before else ""
        raise UsageProblem(f"There is nothing left to delete.{when}")


def _gone(item: Going) -> Gone:
    return Gone(item.kind, hashlib.sha256(item.name.encode("utf-8", "surrogateescape")).hexdigest(), item.size)


def _aggregates(plan: Plan, on: date) -> dict[str, bytes]:
    """The newest set's aggregates by file name; nothing where a purge that was stopped has written them. Raises UsageProblem for a damaged set."""
    name = f"{COMPILED}/{plan.kept_set}/{AGGREGATE}"
    if not plan.kept_set or plan.store.read(name) is not None:
        return {}
    return {name: _as_json(aggregate(load_set(plan.store.folder / COMPILED / plan.kept_set), on))}


def _as_json(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _bare_manifest(plan: Plan, on: date) -> None:
    """The newest set's manifest without the names of returns and without what is gone."""
    if not plan.kept_set:
        return
    folder = plan.store.folder / COMPILED / plan.kept_set
    manifest = plan.store.manifest(folder)
    files = manifest.get("files")
    kept = {name: digest for name, digest in files.items() if (folder / name).is_file()} if isinstance(files, dict) else {}
    bare = {**manifest, "files": kept, "returns": {}, "purged": on.isoformat()}
    plan.store.write(f"{COMPILED}/{plan.kept_set}/{MANIFEST}", _as_json(bare))
