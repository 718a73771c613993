"""Find which files in a round's folder are this program's own, and of what kind: from the manifest
of their set, the ledger, or their name.

A file that none of these identifies was added by a person. It is never deleted.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from pathlib import PurePosixPath
from typing import Literal

from audit_core.commands.case_keys import CASE_KEY
from audit_core.commands.practice import PRACTICE
from audit_core.reports.audiences import audience_of
from audit_core.reports.compiled_set import AGGREGATE
from audit_core.returns.find_form_id import form_ids
from audit_core.rounds.folder import (
    COMPILED,
    DECISIONS,
    FORMS,
    HISTORY,
    ISSUED,
    LOOK,
    MANIFEST,
    PANEL,
    PURGED,
    QUERIES,
    REGISTER,
    ROUND,
    TEMPLATES,
    WORDS,
    RoundFolder,
)
from audit_core.rounds.purge_record import FileCategory, Purged
from audit_core.workbook_style.files import paths_in, read_file
from audit_core.xlsx.reader import read_book
from audit_core.xlsx.refusals import Refused

_Found = FileCategory | Literal["stays", "stranger"]

_STAYS = frozenset({ROUND, ISSUED, REGISTER, PURGED, LOOK, WORDS, ".round-code", ".audit-lock"})
_OF_AGENCIES = frozenset({"report.docx", "action-plan.xlsx"})
_NAMING: tuple[tuple[FileCategory, re.Pattern[str]], ...] = (
    ("forms", re.compile(rf"{FORMS}/([a-z0-9_]+)/[A-Z0-9-]+_\1(_[a-z0-9_]+)?\.xlsx", re.ASCII)),
    ("forms", re.compile(rf"{FORMS}/[a-z0-9_]+-\d+\.(zip|txt)", re.ASCII)),
    ("queries", re.compile(rf"{QUERIES}/[A-Z0-9-]+_[a-z0-9_]+_queries\.xlsx", re.ASCII)),
    ("practice", re.compile(rf"{PRACTICE}/{PRACTICE}_[a-z0-9_]+\.xlsx", re.ASCII)),
    ("panel", re.compile(re.escape(PANEL))),
    ("decisions", re.compile(re.escape(DECISIONS))),
    ("case_key", CASE_KEY),
    ("sets", re.compile(rf"{COMPILED}/\.building-\d+/.+", re.ASCII | re.DOTALL)),
)
"""The names of this program's files. No person would choose such a name by chance."""
_KEPT = re.compile(rf"{HISTORY}/(.+)-\d{{8}}T\d{{6}}Z-[0-9a-f]{{8}}(\.\w+)", re.ASCII)
_HALF_WRITTEN = re.compile(r"\.(.+)\.\d+\.tmp", re.ASCII)
_OPEN = ("~$*", ".~lock.*#")
_CUT = 2
"""How many letters Word leaves out of a name in the mark of an open file."""


class FileInventory:
    """The files of a round's folder. `before` is the record of an unfinished purge: files listed in
    it still count as the program's own.
    """

    def __init__(self, store: RoundFolder, before: Purged | None) -> None:
        self._sets: dict[str, Mapping[str, object]] = {
            path.name: store.manifest(path) for path in store.sets()
        }
        self.newest = max(self._sets, key=int, default="")
        self._begun = (
            {item.name_sha256: item.kind for item in before.gone}
            if before and not before.done
            else {}
        )
        self._returned, self.unread = self._look_through(store)

    def kinds(self, names: tuple[str, ...]) -> Iterator[tuple[str, _Found]]:
        """Yield every file with its kind; "stays" for the program's own files that are kept."""
        known = {name: self._kind(name) for name in names}
        for name in names:
            yield name, self._mark_of(name, known) if known[name] == "stranger" else known[name]

    def _kind(self, name: str) -> _Found:
        # a kind as it was recorded
        begun: FileCategory | None = self._begun.get(file_hash(name))  # type: ignore[assignment]
        if begun:
            return begun
        if name in _STAYS or name.startswith(f"{TEMPLATES}/"):
            return "stays"
        if name in self._returned:
            return "returns"
        for kind, pattern in _NAMING:
            if pattern.fullmatch(name):
                return kind
        if kept := _KEPT.fullmatch(name):
            return "stranger" if self._kind(kept[1] + kept[2]) == "stranger" else "history"
        return self._in_set(PurePosixPath(name).parts)

    def _in_set(self, parts: tuple[str, ...]) -> _Found:
        """Return the kind of a file in a set, from the set's manifest. The manifest itself, and
        what a purge leaves, are known by name.
        """
        if len(parts) < 3 or parts[0] != COMPILED or parts[1] not in self._sets:
            return "stranger"
        number, *rest = parts[1:]
        listed = self._sets[number].get("files")
        if rest not in ([MANIFEST], [AGGREGATE]) and "/".join(rest) not in (
            listed if isinstance(listed, dict) else {}
        ):
            return "stranger"
        return "sets" if number != self.newest else _in_newest(rest)

    def _mark_of(self, name: str, known: Mapping[str, _Found]) -> _Found:
        """Return "leftovers" for a half-written copy of one of the program's files, or for the mark
        that Excel, Word or LibreOffice leaves next to one while it is open.
        """
        folder, _, last = name.rpartition("/")
        place = f"{folder}/" if folder else ""
        if half := _HALF_WRITTEN.fullmatch(last):
            return "leftovers" if self._kind(f"{place}{half[1]}") != "stranger" else "stranger"
        if not any(fnmatch(last, pattern) for pattern in _OPEN):
            return "stranger"
        marked = (
            last.removeprefix("~$")
            if last.startswith("~$")
            else last.removeprefix(".~lock.").removesuffix("#")
        )
        ours = [
            other.removeprefix(place)
            for other, kind in known.items()
            if kind != "stranger" and other.startswith(place)
        ]
        return "leftovers" if any(marked in {other, other[_CUT:]} for other in ours) else "stranger"

    def _look_through(self, store: RoundFolder) -> tuple[frozenset[str], int]:
        """Return the files in returns/ that a ledger lists or that have the number of one of this
        round's forms; and how many the newest set has not counted.
        """
        ledgers = {
            number: found
            for number, manifest in self._sets.items()
            if isinstance(found := manifest.get("returns"), dict)
        }
        listed = {name for found in ledgers.values() for name in found}
        hashes = {digest for found in ledgers.values() for digest in found.values() if digest}
        counted = set(ledgers.get(self.newest, {}).values())
        issued = {form.id for form in store.issued("").forms}
        ours, unread = set(), 0
        for path in paths_in(store.returns):
            file = read_file(store.returns, path)
            unread += bool(file.sha256) and file.sha256 not in counted
            if (
                file.name in listed
                or file.sha256 in hashes
                or (file.data is not None and _has_form_id(file.data, issued))
            ):
                ours.add(path.relative_to(store.folder).as_posix())
        return frozenset(ours), unread


def file_hash(name: str) -> str:
    """Return the hash under which a purge records a file's name, because a name may identify a
    child.
    """
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()


def _in_newest(rest: list[str]) -> _Found:
    """Return the kind of a file of the newest set. The board's papers, what was published, each
    agency's report and plan, and what a purge leaves stay.
    """
    audience = audience_of(rest[0])
    if audience is None:
        return "stays" if rest in ([MANIFEST], [AGGREGATE]) else "chair"
    if audience.each_agency:
        return "stays" if rest[-1] in _OF_AGENCIES and len(rest) == 3 else "follow_up"
    return "chair" if audience.sees_everything else "stays"


def _has_form_id(data: bytes, issued: set[str]) -> bool:
    """Whether a workbook has the number of a form issued in this round, or of a practice form."""
    try:
        return any(
            found.removesuffix("/practice") in issued or found.endswith("/practice")
            for found in form_ids(read_book(data))
        )
    except Refused:
        return False
