"""What a purge deletes, and the record it leaves: kinds and counts, with file names only as hashes
because a name may name a child.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import attrs

FileCategory = Literal[
    "returns",
    "forms",
    "queries",
    "practice",
    "case_key",
    "panel",
    "decisions",
    "history",
    "sets",
    "chair",
    "follow_up",
    "leftovers",
]
FILE_CATEGORIES: tuple[tuple[FileCategory, str, str], ...] = (
    (
        "returns",
        "Completed workbooks",
        "What agencies sent back. Answers can no longer be traced to their cells.",
    ),
    (
        "forms",
        "Forms, zips and covering texts",
        "They hold case references and facts in bands. They cannot be sent again.",
    ),
    ("queries", "Queries to auditors", "They name cells of returns."),
    ("practice", "Practice forms", "They are about no real child, and no longer needed."),
    ("case_key", "The case key in this folder", "Any other copy is for you to destroy."),
    ("panel", "The panel's pack", "It holds answers and children's words."),
    (
        "decisions",
        "decisions.xlsx",
        (
            "It holds quotations, and the panel's sentences about children. The decisions "
            "are in the board's papers."
        ),
    ),
    ("history", "Earlier versions", "Copies of decisions, packs and registers."),
    ("sets", "Earlier sets of results", "Everything in them; only the newest set is kept."),
    (
        "chair",
        "The chair's part of the newest set",
        "Evidence text, answers, chronologies and file names. Counts are kept in aggregate.json.",
    ),
    (
        "follow_up",
        "Lists of actions for single children",
        "Each agency has its own copy, and its own retention rule.",
    ),
    ("leftovers", "Half-written files", "Files left behind by a run that was stopped."),
)
"""(code, label, what deleting it means), in the order in which they are listed and deleted."""
KEPT = (
    "the board's papers, as the board had them, with the quotations that the panel cleared",
    "each agency's report and action plan",
    "aggregate.json: findings, recommendations, actions, tables and counts",
    "round.xlsx, issued.json, register.json, and purged.json, which records what was deleted",
)


@attrs.frozen
class PurgedCategory:
    """One deleted file: its kind, the SHA-256 of its path in the round's folder, and its size in
    bytes.
    """

    kind: str
    name_sha256: str
    size: int


@attrs.frozen
class Purged:
    """purged.json: what was deleted from a round, when, and by which rule. `done` is False until
    the purge has finished.

    `left` counts the files that the program did not write: they were not deleted, and may hold
    details of a child.
    """

    schema: int
    round: str
    on: date
    until: date
    rule: str
    kept_set: str
    done: bool
    left: int = 0
    gone: tuple[PurgedCategory, ...] = ()

    def count(self, kind: str) -> int:
        """Return how many files of a kind were deleted."""
        return sum(item.kind == kind for item in self.gone)
