"""Trace a printed id to the cells behind it: finding, recommendation, action, table or figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from audit_core.errors import UsageProblem
from audit_core.i18n import date_in_words, pluralise
from audit_core.reports.compiled_set import (
    SourceCell,
    answer_of,
    files_of,
    load_set,
    name_of,
    rows_of,
    source_cells,
)
from audit_core.rounds.folder import RoundFolder
from audit_core.scoring.comparison import met_of

_Data = dict[str, Any]
_Cells = tuple[SourceCell, ...]
MAX_CELLS_LISTED = 60
"""The most cells listed unless all are asked for; further cells are only counted."""


@attrs.frozen
class Link:
    """One step of a chain: what it is, what it says, the cells it rests on, and the steps it arises
    from.
    """

    id: str
    what: str
    says: str
    cells: tuple[SourceCell, ...] = ()
    arises_from: tuple[Link, ...] = ()
    gone: str = ""
    """If the cells were purged: how many, and when; else empty."""


def explain(folder: Path, printed: str, case: str = "") -> Link:
    """Return the chain behind a printed id in the newest results; for a question's ref, every
    answer to it, or the answers about one case.

    An action can also be given by its number in the partnership's plan (DA26A-A3). Raises
    UsageProblem for an id that the results do not have.
    """
    store = RoundFolder.find(folder)
    sets = store.sets()
    if not sets:
        raise UsageProblem("set.none")
    data = load_set(sets[-1])
    cells = source_cells(data, sets[-1])
    wanted = printed.strip().upper().removeprefix(f"{data.get('round', {}).get('code', '')}-")
    builders = {
        "findings": _finding,
        "recommendations": _recommendation,
        "actions": _action,
        "tables": _table,
        "figures": _figure,
    }
    for group, build in builders.items():
        for item in data.get(group, ()):
            if str(item.get("id", "")).upper() == wanted:
                return build(item, data, cells)
    asked = (
        _question(sets[-1], data, wanted, case.strip().upper())
        or _counted(data, wanted)
        or _continued(store.register(), data, cells, wanted)
    )
    if asked is not None:
        return asked
    known = sorted(
        {str(item["id"]) for group in builders for item in data.get(group, ())}, key=_order
    )
    if not known:
        raise UsageProblem("set.no_ids", set=sets[-1].name)
    code = "set.no_such_id_of_case" if case else "set.no_such_id"
    raise UsageProblem(
        code, about=printed, case=case, set=sets[-1].name, first=known[0], last=known[-1]
    )


def _finding(item: _Data, data: _Data, cells: _Cells) -> Link:
    recipient = name_of(item["recipient"], data)
    refs = ", ".join(item.get("refs", ())) or item["ref"]
    about = (f"rule '{item['rule']}'", refs, item["subject"], recipient)
    behind = _cells(item.get("evidence", ()), cells) or _forms(
        data, item["subject"], item["recipient"], item["instrument"]
    )
    return Link(
        item["id"],
        f"Finding ({', '.join(filter(None, about))})",
        item["says"],
        behind,
        _others(item, cells),
        _gone(item, data),
    )


def _continued(register: dict[str, str], data: _Data, cells: _Cells, wanted: str) -> Link | None:
    """Return the finding that stands now for one that earlier results printed; None if there is
    none.
    """
    earlier = [name.removeprefix("F:") for name, printed in register.items() if printed == wanted]
    for item in data.get("findings", ()):
        if any(key.startswith(tuple(item.get("continues", ()))) for key in earlier):
            link = _finding(item, data, cells)
            return Link(wanted, "Finding", f"It is part of {link.id} now.", (), (link,))
    return None


def _others(item: _Data, cells: _Cells) -> tuple[Link, ...]:
    """Return the cells that a finding counts in its base, other than those it rests on."""
    others = _cells(item.get("others", ()), cells)
    if not others:
        return ()
    says = f"Also counted, but not among the {len(item['evidence'])} above."
    return (
        Link("", f"The other {len(others)} of {len(others) + len(item['evidence'])}", says, others),
    )


def _forms(data: _Data, subject: str = "", recipient: str = "", instrument: str = "") -> _Cells:
    """Return the files of the forms about a subject, recipient and instrument; nothing where
    neither a subject nor a recipient is given.
    """
    wanted = {"subject": subject, "recipient": recipient, "instrument": instrument}
    if not subject and not recipient:
        return ()
    return files_of(
        (
            form
            for form in data.get("expected", ())
            if form["form"] and all(form[name] == value for name, value in wanted.items() if value)
        ),
        data,
    )


def _recommendation(item: _Data, data: _Data, cells: _Cells) -> Link:
    behind = tuple(
        _finding(finding, data, cells)
        for finding in data["findings"]
        if finding["key"] in item["findings"]
    )
    return Link(item["id"], f"Recommendation ({item['status']})", item["text"], (), behind)


def _action(item: _Data, data: _Data, cells: _Cells) -> Link:
    behind = tuple(
        _recommendation(found, data, cells)
        for found in data["recommendations"]
        if found["key"] == item["arises_from"]
    )
    return Link(
        item["id"],
        f"Action (for {name_of(item['owner'], data)}, by "
        f"{date_in_words(date.fromisoformat(item['due']))})",
        item["text"],
        (),
        behind,
    )


def _table(item: _Data, data: _Data, cells: _Cells) -> Link:
    headings = [column["heading"] for column in item["columns"]]
    about = _rows_about(item, data)
    rows = []
    for row in item["rows"]:
        says = "; ".join(
            f"{heading}: {value}" for heading, value in zip(headings, row["cells"], strict=True)
        )
        behind = _cells(row.get("evidence", ()), cells) or _forms(data, **about(row["cells"][0]))
        rows.append(Link("", "Row", says, behind, gone=_gone(row, data)))
    return Link(item["id"], "Table", item["title"], (), tuple(rows))


def _rows_about(item: _Data, data: _Data) -> Callable[[str], dict[str, str]]:
    """Return a function from a row's first cell to what the row is about: a recipient, or a case.
    For other tables it returns nothing, because their rows rest on cells.
    """
    codes = {name: code for code, name in data.get("round", {}).get("names", {}).items()}
    if item["key"] == "returns":
        return lambda first: {"recipient": codes.get(first, "")}
    return (lambda first: {"subject": first}) if item["key"] == "cases" else lambda _: {}


def _figure(item: _Data, data: _Data, cells: _Cells) -> Link:
    behind = tuple(
        _table(table, data, cells) for table in data["tables"] if table["key"] == item["key"]
    )
    return Link(item["id"], "Figure", f"{item['title']}. {item['description']}", (), behind)


def _gone(item: _Data, data: _Data) -> str:
    """Return the text shown instead of purged cells; an empty text where no cell was purged."""
    count = item.get("cells_behind", 0)
    return (
        f"{pluralise(count, 'cell')}, purged on {date_in_words(date.fromisoformat(data['purged']))}"
        if count
        else ""
    )


def _cells(evidence: list[int] | tuple[()], cells: _Cells) -> tuple[SourceCell, ...]:
    return tuple(cells[number] for number in evidence)


def _question(folder: Path, data: _Data, ref: str, case: str) -> Link | None:
    """Return a question with each answer to it, by case; None if it was not asked. One of its
    times (DA-1.2b) belongs to the question.
    """
    rows = [
        row
        for row in rows_of(folder)
        if (row["question"].upper().rstrip("ABCDEFGH") == ref or row["question"].upper() == ref)
        and not _is_no_reason(row)
    ]
    wording = rows[0]["wording"] if rows else ""
    rows = [row for row in rows if not case or row["subject"].upper() == case]
    if not rows:
        return None
    cases = tuple(
        Link(
            "",
            subject or "The round",
            pluralise(sum(row["subject"] == subject for row in rows), "answer"),
            tuple(
                answer_of(row, name_of(row["recipient"], data))
                for row in rows
                if row["subject"] == subject
            ),
        )
        for subject in dict.fromkeys(row["subject"] for row in rows)
    )
    return Link(ref, "Question", wording, (), cases)


def _is_no_reason(row: Mapping[str, str]) -> bool:
    """Return whether a row of answers.csv has no reason for lateness, where none was needed."""
    return row["kind"] == "choice" and row["answer"] == "blank" and not row["evidence"]


def _counted(data: _Data, ref: str) -> Link | None:
    """Return the counts of a question whose answers were purged; None where nothing was purged or
    nobody was asked it.
    """
    score = next(
        (
            item
            for item in data.get("scores", {}).get("questions", ())
            if item["ref"].upper() == ref
        ),
        None,
    )
    if score is None or not data.get("purged"):
        return None
    met, base = met_of((score["tally"],))
    return Link(
        ref,
        "Question",
        f"Met in {met} of {base} answers; the answers were purged on "
        f"{date_in_words(date.fromisoformat(data['purged']))}",
    )


def _order(printed: str) -> tuple[str, int]:
    return printed[:1], int(printed[1:]) if printed[1:].isdigit() else 0
