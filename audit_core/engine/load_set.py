"""Open a compiled set again: what a round found is data, for `explain` and for the round that follows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from audit_core.errors import UsageProblem

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

AGGREGATE = "aggregate.json"
"""What stays of a set once its evidence was purged."""


def load_set(folder: Path) -> dict[str, Any]:
    """compiled.json of a set, as plain data; of one that was purged, its aggregates. Raises UsageProblem where it is damaged or gone."""
    file = AGGREGATE if (folder / AGGREGATE).is_file() else "chair/compiled.json"
    try:
        found = json.loads((folder / file).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        msg = f"The set {folder.name} is damaged: {file} cannot be read. Compile again; a new set is written beside it."
        raise UsageProblem(msg) from None
    return found if isinstance(found, dict) else {}
