"""Follow a printed id back to the cells that caused it: finding, recommendation, action, table or figure."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from audit_core.contrast import met_of
from audit_core.engine.load_set import load_set
from audit_core.errors import UsageProblem
from audit_core.store import Store
from audit_core.words import counted, say_day

if TYPE_CHECKING:
    from pathlib import Path

_Data = dict[str, Any]
_Cells = tuple["Cell", ...]
MOST_CELLS = 60
"""More cells than this are counted, not listed, unless all are asked for."""


@attrs.frozen
class Cell:
    """A cell that something came from, with what it says."""

    place: str
    ref: str
    said: str


@attrs.frozen
class Link:
    """One step of a chain: what it is, what it says, the cells it rests on, and the steps it arises from."""

    id: str
    what: str
    says: str
    cells: tuple[Cell, ...] = ()
    arises_from: tuple[Link, ...] = ()
    gone: str = ""
    """Where cells were purged: how many, and when."""


def explain(folder: Path, printed: str, case: str = "") -> Link:
    """The chain behind a printed id, from the newest compiled set; behind a question's ref, every answer to it, or those of one case.

    An action may also be named as the partnership's plan calls it (DA26A-A3).
    Raises UsageProblem for an id that set does not have.
    """
    store = Store.find(folder)
    sets = store.sets()
    if not sets:
        raise UsageProblem("Nothing has been compiled yet. Run: audit compile")
    data = load_set(sets[-1])
    cells = _cells_behind(data, _answers(sets[-1]))
    wanted = printed.strip().upper().removeprefix(f"{data.get('round', {}).get('code', '')}-")
    for group, build in (("findings", _finding), ("recommendations", _recommendation), ("actions", _action), ("tables", _table), ("figures", _figure)):
        for item in data.get(group, ()):
            if str(item.get("id", "")).upper() == wanted:
                return build(item, data, cells)
    asked = _question(sets[-1], wanted, case.strip().upper()) or _counted(data, wanted)
    if asked is not None:
        return asked
    known = sorted({str(item["id"]) for group in ("findings", "recommendations", "actions", "tables", "figures") for item in data.get(group, ())}, key=_order)
    about = f"{printed} of {case}" if case else printed
    msg = (
        f"There is no {about} in {sets[-1].name}. Ids go from {known[0]} to {known[-1]}; a question's ref (DA-2.2) is taken too."
        if known
        else f"There is nothing with an id in {sets[-1].name}."
    )
    raise UsageProblem(msg)


def _finding(item: _Data, data: _Data, cells: _Cells) -> Link:
    about = ", ".join(part for part in (f"rule '{item['rule']}'", item["ref"], item["subject"], item["recipient"]) if part)
    return Link(item["id"], f"Finding ({about})", item["says"], _cells(item.get("evidence", ()), cells), gone=_gone(item, data))


def _recommendation(item: _Data, data: _Data, cells: _Cells) -> Link:
    behind = tuple(_finding(finding, data, cells) for finding in data["findings"] if finding["key"] in item["findings"])
    return Link(item["id"], f"Recommendation ({item['status']})", item["text"], (), behind)


def _action(item: _Data, data: _Data, cells: _Cells) -> Link:
    behind = tuple(_recommendation(found, data, cells) for found in data["recommendations"] if found["key"] == item["arises_from"])
    return Link(item["id"], f"Action (for {item['owner']}, by {item['due']})", item["text"], (), behind)


def _table(item: _Data, data: _Data, cells: _Cells) -> Link:
    rows = tuple(Link("", "Row", " | ".join(row["cells"]), _cells(row.get("evidence", ()), cells), gone=_gone(row, data)) for row in item["rows"])
    return Link(item["id"], "Table", item["title"], (), rows)


def _figure(item: _Data, data: _Data, cells: _Cells) -> Link:
    behind = tuple(_table(table, data, cells) for table in data["tables"] if table["key"] == item["key"])
    return Link(item["id"], "Figure", f"{item['title']}. {item['description']}", (), behind)


def _gone(item: _Data, data: _Data) -> str:
    """What stands in place of cells that were purged; "" where they are there, or where there never were any."""
    count = item.get("cells_behind", 0)
    return f"{counted(count, 'cell')}, purged on {say_day(date.fromisoformat(data['purged']))}" if count else ""


def _cells(evidence: list[int] | tuple[()], cells: _Cells) -> tuple[Cell, ...]:
    return tuple(cells[number] for number in evidence)


def _cells_behind(data: _Data, answers: dict[tuple[str, str, str], Cell]) -> _Cells:
    """Every cell of the set by its number, with what it says where that is known."""
    found = []
    for at in data.get("cells", ()):
        place = f"{at['file']}, sheet '{at['sheet']}', cell {at['cell']}"
        found.append(answers.get((at["file"], at["sheet"], at["cell"]), Cell(place, "", "")))
    return tuple(found)


def _question(folder: Path, ref: str, case: str) -> Link | None:
    """A question with each answer to it, by case; None where nobody was asked it. A time of it (DA-1.2b) is part of it."""
    rows = [row for row in _rows(folder) if row["question"].upper().rstrip("ABCDEFGH") == ref or row["question"].upper() == ref]
    wording = rows[0]["wording"] if rows else ""
    rows = [row for row in rows if not case or row["subject"].upper() == case]
    if not rows:
        return None
    cases = tuple(
        Link(
            "",
            subject or "The round",
            counted(sum(row["subject"] == subject for row in rows), "answer"),
            tuple(_cell(row, who=True) for row in rows if row["subject"] == subject),
        )
        for subject in dict.fromkeys(row["subject"] for row in rows)
    )
    return Link(ref, "Question", wording, (), cases)


def _counted(data: _Data, ref: str) -> Link | None:
    """What is left of a question once its answers were purged: its counts. None where nothing was purged, or nobody was asked it."""
    score = next((item for item in data.get("scores", {}).get("questions", ()) if item["ref"].upper() == ref), None)
    if score is None or not data.get("purged"):
        return None
    met, base = met_of((score["tally"],))
    return Link(ref, "Question", f"Met in {met} of {base} answers; the answers were purged on {say_day(date.fromisoformat(data['purged']))}")


def _answers(folder: Path) -> dict[tuple[str, str, str], Cell]:
    """What every cell says, from the set's answers.csv; nothing where somebody took that away."""
    return {(row["file"], row["sheet"], row["cell"]): _cell(row) for row in _rows(folder)}


def _cell(row: dict[str, str], *, who: bool = False) -> Cell:
    said = row["label"] or row["raw"] or row["answer"]
    return Cell(f"{row['file']}, sheet '{row['sheet']}', cell {row['cell']}", row["question"], f"{row['recipient']}: {said}" if who else said)


def _rows(folder: Path) -> list[dict[str, str]]:
    path = folder / "chair" / "answers.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _order(printed: str) -> tuple[str, int]:
    return printed[:1], int(printed[1:]) if printed[1:].isdigit() else 0
