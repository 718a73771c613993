"""Reduce a compiled set to what a purge keeps: every finding, figure and count, and how many cells
were behind it. Cells, files and notes are left out.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from audit_core.parsing.personal_identifiers import withhold_identifiers

_Data = dict[str, Any]
_FINDING = (
    "id",
    "key",
    "kind",
    "rule",
    "says",
    "theme",
    "instrument",
    "section",
    "ref",
    "subject",
    "recipient",
    "recipients",
    "n",
    "m",
    "topic",
    "high",
    "status",
)
_RECOMMENDATION = (
    "id",
    "key",
    "text",
    "level",
    "owner",
    "owner_role",
    "due",
    "findings",
    "recipients",
    "status",
    "topic",
    "advice",
)
_NOT_AGGREGATE = frozenset({"agreed", "changed"})
"""Tables with text that was typed about one child."""


def aggregate(data: _Data, on: date) -> _Data:
    """Return the aggregates of a compiled set, from its compiled.json. Texts that may identify a
    person are withheld, as from the board.
    """
    return {
        "schema": data["schema"],
        "purged": on.isoformat(),
        "round": data["round"],
        "as_at": data["as_at"],
        "draft": data["draft"],
        "findings": [
            _counted({name: item[name] for name in _FINDING if name in item}, item)
            for item in data["findings"]
        ],
        "recommendations": [
            _safe({name: item[name] for name in _RECOMMENDATION if name in item})
            for item in data["recommendations"]
        ],
        "actions": [_safe(item) for item in data["actions"]],
        "tables": [_table(table) for table in data["tables"] if table["key"] not in _NOT_AGGREGATE],
        "figures": [_safe(item) for item in data["figures"]],
        "scores": {"questions": [_question(item) for item in data["scores"]["questions"]]},
        "files": dict(sorted(Counter(line["status"] for line in data["ledger"]).items())),
        "forms": dict(sorted(Counter(item["state"] for item in data["expected"]).items())),
    }


def _table(table: _Data) -> _Data:
    rows = [_counted({"cells": row["cells"]}, row) for row in table["rows"]]
    return {**_safe({name: value for name, value in table.items() if name != "rows"}), "rows": rows}


def _question(item: _Data) -> _Data:
    tally = {name: value for name, value in item["tally"].items() if name != "evidence"}
    return {
        "ref": item["ref"],
        "instrument": item["instrument"],
        "section": item["section"],
        "tally": tally,
    }


def _counted(kept: _Data, item: _Data) -> _Data:
    """Return a record with the number of cells behind it instead of the cells."""
    return {**_safe(kept), "cells_behind": len(item.get("evidence", ()))}


def _safe(value: Any) -> Any:
    if isinstance(value, str):
        return withhold_identifiers(value)
    if isinstance(value, dict):
        return {name: _safe(item) for name, item in value.items()}
    return [_safe(item) for item in value] if isinstance(value, (list, tuple)) else value
