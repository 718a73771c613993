"""Read a compiled set: its data, and the cells and files behind it for `audit explain`."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs

from audit_core.errors import UsageProblem

_Data = dict[str, Any]

_STATES = {
    "returned": "returned",
    "returned_late": "returned late",
    "nil": "returned, nothing to audit",
    "awaited": "not yet due",
    "missing": "not returned",
    "missing_accepted": "not returned, and the panel proceeds without it",
}


@attrs.frozen
class SourceCell:
    """A cell or file that is evidence, with its content in words."""

    place: str
    ref: str
    answer: str


def source_cells(data: _Data, folder: Path) -> tuple[SourceCell, ...]:
    """Return every evidence cell in order; its content is "" if answers.csv was removed."""
    cells = {
        (row["file"], row["sheet"], row["cell"] or row["question"]): answer_of(row)
        for row in rows_of(folder)
    }
    found = []
    for at in data.get("cells", ()):
        missing = at.get("missing", "")
        known = cells.get((at["file"], at["sheet"], missing or at["cell"]))
        found.append(
            known or SourceCell(_place(at["file"], at["sheet"], at["cell"], missing), "", "")
        )
    return tuple(found)


def answer_of(row: dict[str, str], who: str = "") -> SourceCell:
    """Return a line of answers.csv as a cell: the answer as read, and as typed if that differs."""
    answer = row["label"] or row["raw"] or row["answer"]
    typed = (
        row["raw"]
        if row["kind"] != "tick" and row["label"] and _plain(row["raw"]) != _plain(row["label"])
        else ""
    )
    answer = f"{answer} (typed: {typed})" if typed else answer
    return SourceCell(
        _place(row["file"], row["sheet"], row["cell"], row["question"]),
        row["question"],
        f"{who}: {answer}" if who else answer,
    )


def rows_of(folder: Path) -> list[dict[str, str]]:
    """Return the lines of a set's answers.csv; empty if the file was removed."""
    path = folder / "chair" / "answers.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def files_of(forms: Iterable[_Data], data: _Data) -> tuple[SourceCell, ...]:
    """Return the files of some forms, each with the form's state; every version, if versions
    differ.
    """
    copies = {
        conflict["form"].rpartition("/")[0]: conflict["files"]
        for conflict in data.get("conflicts", ())
    }
    found: list[SourceCell] = []
    for form in forms:
        about = f"{form['subject']}, {name_of(form['recipient'], data)}"
        if form["state"] == "conflict":
            files = copies.get(form["form"].rpartition("/")[0], [form["file"]])
            found += [
                SourceCell(
                    file,
                    "",
                    f"{about}: one of {len(files)} different versions, waiting for the chair",
                )
                for file in files
            ]
        else:
            found.append(
                SourceCell(
                    form["file"] or "No file",
                    "",
                    f"{about}: {_STATES.get(form['state'], form['state'])}",
                )
            )
    return tuple(found)


def name_of(code: str, data: _Data) -> str:
    """Return the name of a recipient, or its code in a set without names."""
    return str(data.get("round", {}).get("names", {}).get(code, code))


def _place(file: str, sheet: str, cell: str, ref: str) -> str:
    return (
        f"{file}, sheet '{sheet}', cell {cell}"
        if cell
        else f"{file}: the row of {ref} was not found"
        if ref
        else file
    )


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


AGGREGATE = "aggregate.json"
"""The file that remains of a set after its evidence was purged."""


def load_set(folder: Path) -> dict[str, Any]:
    """Return compiled.json of a set as plain data, or its aggregates if it was purged. Raises
    UsageProblem if the file is damaged or missing.
    """
    file = AGGREGATE if (folder / AGGREGATE).is_file() else "chair/compiled.json"
    try:
        found = json.loads((folder / file).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise UsageProblem("set.damaged", set=folder.name, file=file) from None
    return found if isinstance(found, dict) else {}
