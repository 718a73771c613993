"""What changed since the last compile, in sentences."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from audit_core.tabulation.compiled import Compiled

_GOOD = {"accepted", "accepted_with_notes"}


def changes_since_last(last: Path | None, compiled: Compiled) -> tuple[str, ...]:
    """Return sentences on what is new, gone or different from the results in `last`; empty for a
    first compile.
    """
    if last is None:
        return ()
    try:
        before: dict[str, Any] = json.loads(
            (last / "chair" / "compiled.json").read_text(encoding="utf-8")
        )
    except (OSError, ValueError):
        return (f"Results {last.name} cannot be read, so the changes since then are not known.",)
    return (
        *_returns(before, compiled),
        *_records("finding", before, compiled.findings, compiled),
        *_records("recommendation", before, compiled.recommendations, compiled),
    )


def _returns(before: dict[str, Any], compiled: Compiled) -> list[str]:
    then = {line["form"] for line in before.get("ledger", ()) if line["status"] in _GOOD}
    now = {line.form for line in compiled.casebook.ledger if line.status in _GOOD}
    lines = []
    if now - then:
        lines.append(
            f"{len(now - then)} more returned: "
            f"{', '.join(sorted(_short(form) for form in now - then))}."
        )
    if then - now:
        lines.append(
            f"{len(then - now)} no longer counted: "
            f"{', '.join(sorted(_short(form) for form in then - now))}."
        )
    return lines


def _records(
    noun: str, before: dict[str, Any], items: tuple[Any, ...], compiled: Compiled
) -> list[str]:
    then = {item["key"]: item for item in before.get(f"{noun}s", ())}
    now = {item.key: item for item in items}
    cells = before.get("cells", ())
    lines = []
    new = [now[key].id for key in now if key not in then]
    gone = [
        f"{then[key]['id']}{_cause(then[key], cells, compiled) if noun == 'finding' else ''}"
        for key in then
        if key not in now
    ]
    counts = [
        f"{now[key].id} ({then[key].get('n', 0)} of {then[key].get('m', 0)}, now "
        f"{getattr(now[key], 'n', 0)} of {getattr(now[key], 'm', 0)})"
        for key in now
        if key in then
        and (getattr(now[key], "n", 0), getattr(now[key], "m", 0))
        != (then[key].get("n", 0), then[key].get("m", 0))
    ]
    decided = [
        now[key].id for key in now if key in then and now[key].status != then[key].get("status")
    ]
    for words, ids in (
        (f"New {noun}s", new),
        (f"{noun.capitalize()}s no longer found", gone),
        ("Counts changed", counts),
        (f"{noun.capitalize()}s newly decided", decided),
    ):
        if ids:
            lines.append(f"{words}: {', '.join(ids)}.")
    return lines


def _cause(finding: dict[str, Any], cells: Sequence[dict[str, str]], compiled: Compiled) -> str:
    """Return the likely reason that a finding is gone: a change by the panel, a held case, a file
    that no longer counts, or new returns.
    """
    behind = [cells[number] for number in finding.get("evidence", ()) if number < len(cells)]
    changed = next(
        (
            item
            for item in compiled.casebook.changed
            if (item.at.file, item.at.sheet, item.at.cell)
            in {(at["file"], at["sheet"], at["cell"]) for at in behind}
        ),
        None,
    )
    if changed is not None:
        return f" (the panel changed {changed.ref} in {changed.subject})"
    if finding["subject"] in compiled.casebook.held:
        return f" ({finding['subject']} is held: its forms may not be about one child)"
    counted = {line.sha256 for line in compiled.casebook.ledger if line.status in _GOOD}
    lost = sorted({at["file"] for at in behind if at["sha256"] not in counted})
    if lost:
        return f" (no longer counted: {', '.join(lost)})"
    return " (its rule no longer applies after the returns and decisions since then)"


def _short(form: str) -> str:
    parts = form.split("/")
    return f"{parts[1]} from {parts[2]}" if len(parts) > 2 else form
