"""compiled.json: everything a program would want of a compiled round, each record with its id and
what it arises from.

The cells behind a record are numbers into the one list `cells`, so that a cell that is behind many
figures is written once.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import attrs

from audit_core.serialization import to_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audit_core.tabulation.compiled import Compiled

SCHEMA = 1
_OF_CHRONICLE = ("subject", "held", "quiet", "patterns", "without")
"""What stands here of a case's chronicle: its events are in chronology.csv."""
_CELL = {"file", "sha256", "sheet", "cell", "missing"}
_DEEP = 3
"""Levels with a line for each item: the parts, the parts of a part, and each record of a list."""


def compiled_json(compiled: Compiled) -> bytes:
    """The compiled round as JSON, keys sorted. It holds no words of any return beyond what findings
    say: those are in answers.csv.
    """
    scores = attrs.evolve(compiled.scores, answered=())
    parts: dict[str, Any] = {
        "ledger": compiled.casebook.ledger,
        "expected": compiled.casebook.expected,
        "concerns": compiled.casebook.concerns,
        "conflicts": [attrs.evolve(conflict, cells=()) for conflict in compiled.casebook.conflicts],
        "scores": scores,
        "findings": compiled.findings,
        "recommendations": compiled.recommendations,
        "actions": compiled.plan.actions,
        "tables": compiled.tables,
        "figures": compiled.figures,
        "suspects": compiled.suspects,
        "chronicles": [
            {name: getattr(case, name) for name in _OF_CHRONICLE} for case in compiled.chronicles
        ],
    }
    cells = _Cells()
    found = {name: cells.numbered(to_data(value)) for name, value in parts.items()}
    data = {
        "schema": SCHEMA,
        "round": {
            "code": compiled.round.code,
            "title": compiled.round.title,
            "theme": compiled.theme.name,
            "theme_version": compiled.theme.version,
            "names": _names(compiled),
        },
        "as_at": compiled.as_at.isoformat(),
        "draft": str(compiled.draft),
        **found,
        "cells": cells.list,
    }
    out = io.BytesIO()
    with io.TextIOWrapper(
        out, encoding="utf-8", errors="replace", newline=""
    ) as text:  # piece by piece: as one text it would be held thrice
        text.writelines(_pieces(data, _DEEP))
        text.write("\n")
        text.flush()
        return out.getvalue()


def _names(compiled: Compiled) -> dict[str, str]:
    """The printed name of every code that stands in the file."""
    codes = {item.recipient for item in compiled.casebook.expected} | {
        action.owner for action in compiled.plan.actions
    }
    codes |= {recipient.code for recipient in compiled.round.recipients}
    return {code: compiled.round.name_of(code) for code in sorted(codes)}


def _pieces(data: Any, deep: int) -> Iterator[str]:
    """JSON with keys sorted, and one item a line for as many levels as are said: what lies deeper
    stands on the line of what holds it.
    """
    if not deep or not data or not isinstance(data, (dict, list, tuple)):
        yield json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return
    first, last = "{}" if isinstance(data, dict) else "[]"
    items = (
        ((f"{json.dumps(key, ensure_ascii=False)}:", data[key]) for key in sorted(data))
        if isinstance(data, dict)
        else (("", item) for item in data)
    )
    between = f"{first}\n"
    for name, item in items:
        yield f"{between}{name}"
        yield from _pieces(item, deep - 1 if isinstance(data, dict) else 0)
        between = ",\n"
    yield f"\n{last}"


class _Cells:
    """The list of cells, and each one's number in it."""

    def __init__(self) -> None:
        self.list: list[dict[str, str]] = []
        self._numbers: dict[tuple[str, ...], int] = {}

    def numbered(self, data: Any) -> Any:
        """The data with every cell replaced by its number."""
        if isinstance(data, dict):
            if len(data) == len(_CELL) and data.keys() == _CELL:
                return self._number(data)
            return {key: self.numbered(value) for key, value in data.items()}
        return [self.numbered(item) for item in data] if isinstance(data, (list, tuple)) else data

    def _number(self, cell: dict[str, str]) -> int:
        key = (cell["sha256"], cell["file"], cell["sheet"], cell["cell"], cell["missing"])
        if key not in self._numbers:
            self._numbers[key] = len(self.list)
            self.list.append(
                {name: value for name, value in cell.items() if value or name != "missing"}
            )
        return self._numbers[key]
