"""What a version of the program makes of the old partnership, as data.

It holds what people typed, printed ids, counts and positions, which may not change. It holds none
of the program's own wording, which may change from version to version.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from audit_core.action_plan.model import CHAIR, RULE
from audit_core.commands.compare import compare_rounds
from audit_core.commands.compile import compile_round
from audit_core.commands.escalations.read import read_logs
from audit_core.commands.explain import Link, explain
from audit_core.commands.generate import generate
from audit_core.commands.plan.issue import issue_plan
from audit_core.commands.plan.merge import merge_files
from audit_core.commands.plan.show import show_plan
from audit_core.commands.status import status
from audit_core.escalations.log import Quarter
from audit_core.plugin_system.manager import Plugins, load_plugins
from audit_core.rounds.panel_decisions import SHEETS
from audit_core.scoring.comparison import ComparedItem

ROUNDS = ("da", "ng", "eh")
PANEL, ISSUED, JULY = date(2026, 4, 8), date(2026, 4, 20), date(2026, 7, 15)
QUARTER = "2026Q2"
TO_MERGE = "desk/social care.xlsx"
"""What social care sent back in July, and nobody had merged when the program was updated."""
Data = dict[str, Any]
_PLACE = re.compile(r"^(?P<file>.*?)(?:, sheet .*, cell (?P<cell>[A-Z]+\d+)|: .*)?$")
_TYPED = {(page.name, each.heading) for page in SHEETS for each in page.columns if each.typed}
"""The columns of decisions.xlsx that the panel fills in, by sheet."""


def as_left(home: Path) -> Data:
    """This version's view of the old partnership if no round is compiled again."""
    plugins = load_plugins()
    return {
        "explained": {name: explained(home / name) for name in ROUNDS},
        "status": standing(home / "da", plugins),
        "compared": compared(home, plugins),
        "plan": plan(home, plugins),
        "escalations": escalations(home, plugins),
    }


def explained(folder: Path) -> Data:
    """Where `explain` leads from a printed id of each kind, in the stored set."""
    return {printed: list(steps(explain(folder, printed))) for printed in ("F1", "R1", "A1", "T1")}


def steps(link: Link) -> Iterator[list[object]]:
    """A chain, step by step: its ids, and the file and cell of every place."""
    places = (_PLACE.match(cell.place) for cell in link.cells)
    yield [link.id, [f"{at['file']} {at['cell'] or ''}" for at in places if at]]
    for behind in link.arises_from:
        yield from steps(behind)


def as_went_on(home: Path, name: str) -> Data:
    """A round compiled again as at the day of its panel, and then the plan issued again."""
    folder, plugins = home / name, load_plugins()
    made = compile_round(folder, plugins, PANEL).folder
    data: Data = json.loads((made / "chair/compiled.json").read_bytes())
    return {
        **tables(made),
        **proposed(data),
        **scored(data),
        "ids": json.loads((folder / "register.json").read_bytes()),
        "forms": picked(data["expected"], "form", "state", "received", "file"),
        "concerns": picked(data["concerns"], "form", "kind", "told", "when", "where"),
        "identifiers": picked(data["suspects"], "key", "ref", "decision"),
        "decided": sorted(decided(folder / "decisions.xlsx")),
        "made anew": list(generate(folder, plugins).written),
        "asked of the plan": len(issue_plan(home, plugins, JULY).plan.open_matters),
    }


def tables(made: Path) -> Data:
    """The chair's CSV files of a set, and the actions for single children."""
    answers = ("file", "sheet", "cell", "question", "answer", "raw", "counts", "evidence")
    events = ("file", "cell", "subject", "recipient", "date", "kind", "what", "child", "done")
    ledger = ("file", "status", "form", "subject", "recipient", "file_sha256")
    single = made / "chair/follow-up.xlsx"
    return {
        "answers": rows(made / "chair/answers.csv", answers),
        "events": rows(made / "chair/chronology.csv", events),
        "ledger": rows(made / "chair/ledger.csv", ledger),
        "for one child": sheet(single, 0, (1, 3, 4)) if single.is_file() else [],
    }


def proposed(data: Data) -> Data:
    """Findings, recommendations, actions, decisions about them, tables and figures, by id."""
    cells = [f"{at['file']} {at['cell'] or at.get('missing', '')}" for at in data["cells"]]
    for item in data["findings"]:
        for part in ("evidence", "others"):
            item[part] = [cells[number] for number in item[part]]
    found = ("key", "kind", "n", "m", "high", "status", "ref", "subject", "evidence", "others")
    advised = ("key", "status", "findings", "owner", "due", "reason")
    actions = ("key", "owner", "due", "status", "position", "proposed", "arises_from")
    edited = (item for item in data["recommendations"] if item["status"] == "edited")
    return {
        "findings": picked(data["findings"], "id", *found),
        "recommendations": picked(data["recommendations"], "id", *advised),
        "actions": picked(data["actions"], "id", *actions),
        "own wording": {item["id"]: item["text"] for item in edited},
        "why": {item["id"]: [item["why"], item["so_what"]] for item in data["findings"]},
        "tables": {item["id"]: item["key"] for item in data["tables"]},
        "figures": {item["id"]: item["key"] for item in data["figures"]},
    }


def scored(data: Data) -> Data:
    """Grades, counts, clocks, polls and patterns of the chronology."""
    scores = data["scores"]
    graded = ("own", "together", "limit", "agreed", "why", "dissent", "child", "cleared", "held")
    timed = ("subject", "ref", "recipient", "outcome", "took", "amount")
    for case in scores["grades"]:
        for part in ("own", "together"):
            case[part] = [given[:2] for given in case[part]]
    for score in scores["questions"]:
        score["tally"].pop("evidence")
    return {
        "grades": picked(scores["grades"], "subject", *graded),
        "tallies": picked(scores["questions"], "ref", "instrument", "tally"),
        "times": [listed(item, *timed) for item in scores["times"]],
        "polls": picked(scores["polls"], "ref", "base", "counts", "good"),
        "patterns": {item["subject"]: patterns(item) for item in data["chronicles"]},
    }


def patterns(chronicle: Data) -> list[list[Any]]:
    """The patterns in a case's merged chronology, with their dates."""
    return [listed(one, "kind", "since", "until") for one in chronicle["patterns"]]


def picked(items: list[Data], by: str, *names: str) -> Data:
    """Some fields of each of a set's items, by its id or key."""
    return {item[by]: {name: item[name] for name in names} for item in items}


def listed(item: Data, *names: str) -> list[Any]:
    """Some fields of one item, in this order."""
    return [item[name] for name in names]


def rows(path: Path, columns: tuple[str, ...]) -> list[list[str]]:
    """These columns of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [[line[column] for column in columns] for line in csv.DictReader(file)]


def sheet(path: Path, number: int, columns: tuple[int, ...]) -> list[list[str]]:
    """The rows below the headings of a workbook's sheet, in these columns."""
    page = load_workbook(BytesIO(path.read_bytes())).worksheets[number]
    lines = page.iter_rows(min_row=4, values_only=True)
    return [[str(line[column - 1] or "") for column in columns] for line in lines]


def decided(path: Path) -> Iterator[list[str]]:
    """Every cell that the panel filled in: sheet, what its row is about, heading, value."""
    for page in load_workbook(BytesIO(path.read_bytes())).worksheets[1:]:
        lines = page.iter_rows(min_row=3, values_only=True)
        headings = next(lines, ())
        for line in lines:
            for heading, value in zip(headings, line, strict=True):
                if (page.title, heading) in _TYPED and value is not None:
                    yield [page.title, str(line[0]), str(heading), str(value)]


def standing(folder: Path, plugins: Plugins) -> Data:
    """What `status` reports about a round."""
    found = status(folder, plugins, PANEL)
    return {
        "forms": {str(item.form): item.state for item in found.casebook.expected if item.form},
        "at risk": [item.key for item in found.open_concerns],
        "another child": len(found.mixed_up),
        "to remind": {item.recipient: [form.subject for form in item.late] for item in found.chase},
    }


def compared(home: Path, plugins: Plugins) -> Data:
    """Two rounds side by side."""

    def counts(pairs: tuple[ComparedItem, ...]) -> Data:
        return {pair.key: [list(pair.old), list(pair.new)] for pair in pairs}

    found = compare_rounds(home / "da", home / "eh", plugins).contrast
    return {"topics": counts(found.topics), "questions": counts(found.questions)}


def plan(home: Path, plugins: Plugins) -> Data:
    """The plan as stored, with one more workbook merged, and issued again."""
    left = stands(home, plugins)
    merge_files(home, (home / TO_MERGE,), plugins, JULY)
    merged = stands(home, plugins)
    issue_plan(home, plugins, JULY)
    return {"left": left, "merged": merged, "issued again": stands(home, plugins)}


def stands(home: Path, plugins: Plugins) -> Data:
    """The plan's positions, what owners and the chair typed, and what is to be decided."""
    found = show_plan(home, plugins, JULY)
    data = found.as_data()
    facts = (
        *("owner", "due", "first_due", "status", "position", "position_by_rules", "test_due"),
        *("evidence", "asked_due", "sub_group", "decision", "gone", "reference", "round"),
    )
    matters = ("kind", "action", "field", "ours", "theirs", "by", "file", "cell", "decision")
    return {
        "issue": data["issue"],
        "actions": picked(data["actions"], "id", *facts),
        "notes": {item["id"]: noted(item) for item in data["actions"]},
        "to decide": [listed(item, *matters) for item in data["to_decide"]],
        "proposals": [listed(item, "text", "why", "by") for item in data["proposals"]],
        "rewritten": any(problem.code == "plan.rewritten" for problem in found.problems),
    }


def noted(action: Data) -> list[str]:
    """Owners' notes on an action, without entries that a rule made."""
    return [note["text"] for note in action["notes"] if note["by"] not in {CHAIR, RULE}]


def escalations(home: Path, plugins: Plugins) -> Data:
    """The quarter's logs, read again."""
    made = read_logs(home, (), plugins, Quarter.parse(QUARTER), JULY).folder
    data: Data = json.loads((made / "escalations.json").read_bytes())
    facts = ("raiser", "receiver", "raised", "topic", "outcome", "resolved", "spans", "ref")
    return {
        "logs": data["states"],
        "tables": {item["id"]: item["key"] for item in data["tables"]},
        "each": [
            {
                **{name: item["told"][name] for name in facts},
                "number": item["number"],
                "both": item["also"] is not None,
                "timed": item["timed"],
                "differences": [one["what"] for one in item["differences"]],
            }
            for item in data["escalations"]
        ],
    }
