"""Which part belongs to which: relationship files, and targets resolved inside the zip only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from audit_core.xlsx.expat import STRICT, parse
from audit_core.xlsx.refused import Refused

if TYPE_CHECKING:
    from audit_core.xlsx.container import Container
    from audit_core.xlsx.expat import Budget

_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships "
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types "


@frozen
class Relation:
    """One relationship: `kind` is the last word of its type ("worksheet"), `target` a part's name, "" if it is outside."""

    kind: str
    target: str


def read_relations(container: Container, part: str, budget: Budget) -> dict[str, Relation]:
    """The relationships of a part ("" for the whole package) by id; none if it has no relationship file.

    Raises Refused: "strict" if they speak Strict Open XML, and whatever reading a part raises. A target outside the zip
    is never followed: it is kept with an empty name.
    """
    folder, _, name = part.rpartition("/")
    file = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    found: dict[str, Relation] = {}

    def relation(attributes: dict[str, str]) -> None:
        kind = attributes.get("Type", "")
        if kind.startswith(STRICT):
            raise Refused("strict")
        outside = attributes.get("TargetMode", "").lower() == "external"
        target = "" if outside else resolve(folder, attributes.get("Target", ""))
        found.setdefault(attributes.get("Id", ""), Relation(kind.rpartition("/")[2], target))

    if file in container:
        parse(container.blocks(file), _NAMESPACE + "Relationships", {_NAMESPACE + "Relationship": relation}, {}, [], budget)
    return found


def resolve(folder: str, target: str) -> str:
    """The part a target names, seen from `folder`; "" if it would lie outside the zip. "/xl/a.xml" and "a.xml" both work."""
    target = target.replace("\\", "/")
    steps: list[str] = [] if target.startswith("/") else [step for step in folder.split("/") if step]
    for step in target.split("/"):
        if step == "..":
            if not steps:
                return ""
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def read_content_types(container: Container, budget: Budget) -> frozenset[str]:
    """The content types of the parts there are, in lower case. Raises Refused "missing_part" if none is declared.

    A type for an ending that no part has says nothing: SheetJS declares ".bin" as a macro workbook in every file it saves.
    """
    endings = {name.rpartition(".")[2] for name in container.names()}
    found: set[str] = set()

    def declared(attributes: dict[str, str]) -> None:
        found.add(attributes.get("ContentType", "").lower())

    def by_ending(attributes: dict[str, str]) -> None:
        if attributes.get("Extension", "").lower() in endings:
            declared(attributes)

    starts = {_TYPES + "Default": by_ending, _TYPES + "Override": declared}
    parse(container.blocks("[Content_Types].xml"), _TYPES + "Types", starts, {}, [], budget)
    return frozenset(found)
