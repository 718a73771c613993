"""compiled.json: the compiled round for other programs, each record with its id and its sources.

Records refer to evidence cells by their index in the list `cells`, so that each cell is written
once.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import attrs

from audit_core.serialization import to_data
from audit_core.tabulation.compiled import Compiled

SCHEMA = 1
_OF_CHRONICLE = ("subject", "held", "quiet", "patterns", "without")
"""The fields of a case's chronology in this file; its events are in chronology.csv."""
_CELL = {"file", "sha256", "sheet", "cell", "missing"}
_DEEP = 3
"""Levels with one item a line: the parts, the parts of a part, and the records of a list."""


def compiled_json(compiled: Compiled) -> bytes:
    """Return the compiled round as JSON with sorted keys. Words of returns are not in it, except in
    findings; they are in answers.csv.
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
    ) as text:  # in pieces, to save memory
        text.writelines(_pieces(data, _DEEP))
        text.write("\n")
        text.flush()
        return out.getvalue()


def _names(compiled: Compiled) -> dict[str, str]:
    """Return the printed name of every recipient code in the file."""
    codes = {item.recipient for item in compiled.casebook.expected} | {
        action.owner for action in compiled.plan.actions
    }
    codes |= {recipient.code for recipient in compiled.round.recipients}
    return {code: compiled.round.name_of(code) for code in sorted(codes)}


def _pieces(data: Any, deep: int) -> Iterator[str]:
    """Yield JSON with sorted keys, one item a line for the first `deep` levels; deeper values stay
    on one line.
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
    """The list of evidence cells, and the index of each."""

    def __init__(self) -> None:
        self.list: list[dict[str, str]] = []
        self._numbers: dict[tuple[str, ...], int] = {}

    def numbered(self, data: Any) -> Any:
        """Return the data with every cell replaced by its index."""
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
