"""What a purge deletes and what it leaves a record of: kinds and counts, and names only as hashes,
since a name may name a child.
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
        "What agencies sent back. No answer can be looked up in its cell any more.",
    ),
    (
        "forms",
        "Forms, zips and covering texts",
        "They carry case references and banded facts. Nothing can be sent again.",
    ),
    ("queries", "Queries to auditors", "They name cells of returns."),
    ("practice", "Practice forms", "They are about nobody, and no longer needed."),
    (
        "case_key",
        "The case key in this folder",
        "Wherever else you keep it, it is yours to destroy.",
    ),
    ("panel", "The panel's pack", "It holds answers and children's words."),
    (
        "decisions",
        "decisions.xlsx",
        (
            "It holds quotations, and the panel's sentences about children. What was decided stands "
            "in the board's papers."
        ),
    ),
    ("history", "Earlier versions", "Copies of decisions, packs and registers."),
    (
        "sets",
        "Earlier sets of results",
        "Everything in them; the newest set is the one that stays.",
    ),
    (
        "chair",
        "The chair's part of the newest set",
        "Evidence text, answers, chronologies and file names. Counts are kept in aggregate.json.",
    ),
    (
        "follow_up",
        "Lists of actions for single children",
        "Each agency has its own copy, and its own rule for it.",
    ),
    ("leftovers", "Half-written files", "What a run that was stopped left behind."),
)
"""In the order of the list that is shown and of the deletion: (code, label, what deleting it
means).
"""
KEPT = (
    "the board's papers, as the board had them, with the quotations that the panel cleared",
    "each agency's report and action plan",
    "aggregate.json: findings, recommendations, actions, tables and counts",
    "round.xlsx, issued.json, register.json, and purged.json, which records what went",
)


@attrs.frozen
class PurgedCategory:
    """One file that was deleted: its kind, the SHA-256 of its path in the round's folder, and its
    size in bytes.
    """

    kind: str
    name_sha256: str
    size: int


@attrs.frozen
class Purged:
    """purged.json: what went from a round, when, and by which rule. `done` is False while a purge
    is not finished.

    `left` counts the files that were not this program's: they stayed, and may hold a child's
    details.
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
        """How many files of a kind went."""
        return sum(item.kind == kind for item in self.gone)
