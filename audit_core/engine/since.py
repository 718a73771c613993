"""What changed since the last compile, in sentences."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from audit_core.model.compiled import Compiled


def since_last(last: Path | None, compiled: Compiled) -> tuple[str, ...]:
    """Sentences on what is new, gone or different against the set in `last`; none for a first compile."""
    if last is None:
        return ()
    try:
        before: dict[str, Any] = json.loads((last / "chair" / "compiled.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return (f"The set {last.name} cannot be read, so what changed since then is not known.",)
    return (*_returns(before, compiled), *_records("finding", before, compiled.findings), *_records("recommendation", before, compiled.recommendations))


def _returns(before: dict[str, Any], compiled: Compiled) -> list[str]:
    good = {"accepted", "accepted_with_notes"}
    then = {line["form"] for line in before.get("ledger", ()) if line["status"] in good}
    now = {line.form for line in compiled.casebook.ledger if line.status in good}
    said = []
    if now - then:
        said.append(f"{len(now - then)} more returned: {', '.join(sorted(_short(form) for form in now - then))}.")
    if then - now:
        said.append(f"{len(then - now)} no longer counted: {', '.join(sorted(_short(form) for form in then - now))}.")
    return said


def _records(noun: str, before: dict[str, Any], items: tuple[Any, ...]) -> list[str]:
    then = {item["key"]: item for item in before.get(f"{noun}s", ())}
    now = {item.key: item for item in items}
    said = []
    new = [now[key].id for key in now if key not in then]
    gone = [then[key]["id"] for key in then if key not in now]
    counts = [
        now[key].id for key in now if key in then and (getattr(now[key], "n", 0), getattr(now[key], "m", 0)) != (then[key].get("n", 0), then[key].get("m", 0))
    ]
    decided = [now[key].id for key in now if key in then and now[key].status != then[key].get("status")]
    for words, ids in (
        (f"New {noun}s", new),
        (f"{noun.capitalize()}s no longer found", gone),
        ("Counts changed", counts),
        (f"{noun.capitalize()}s newly decided", decided),
    ):
        if ids:
            said.append(f"{words}: {', '.join(ids)}.")
    return said


def _short(form: str) -> str:
    parts = form.split("/")
    return f"{parts[1]} from {parts[2]}" if len(parts) > 2 else form
