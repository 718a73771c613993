"""Which cells have notes or comments attached. Their words are not read: they are no answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.xlsx.expat import MAIN, parse
from audit_core.xlsx.refused import Refused
from audit_core.xlsx.relations import read_relations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audit_core.xlsx.container import Container
    from audit_core.xlsx.expat import Budget


def read_comments(container: Container, sheets: Iterable[tuple[str, str]], budget: Budget) -> tuple[tuple[str, str], ...]:
    """(sheet, cell) of every note, for sheets given as (name, part); "" for a sheet that cannot be told.

    A threaded comment carries a note for older programs, so it counts once. Raises what reading a part raises, but a damaged
    part of notes is let be.
    """
    parts = [name for name in container.names() if _holds_notes(name)]
    whose = {relation.target: name for name, part in sheets for relation in read_relations(container, part, budget).values()} if parts else {}
    return tuple((whose.get(part, ""), cell) for part in parts for cell in _cells(container, part, budget))


def _holds_notes(name: str) -> bool:
    return name.startswith("xl/") and "comment" in name.rpartition("/")[2] and "threaded" not in name and name.endswith(".xml")


def _cells(container: Container, part: str, budget: Budget) -> list[str]:
    found: list[str] = []

    def note(attributes: dict[str, str]) -> None:
        found.append(attributes.get("ref", ""))

    try:
        parse(container.blocks(part), MAIN + "comments", {MAIN + "comment": note}, {}, [], budget)
    except Refused as refused:
        if refused.code != "damaged":
            raise
    return found
