"""Read relationship files: which part belongs to which. Targets are resolved inside the zip
only.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from audit_core.xlsx.reader.package import Container
from audit_core.xlsx.reader.part_cache import once
from audit_core.xlsx.reader.xml_parser import STRICT, Attributes, Budget, parse
from audit_core.xlsx.refusals import Refused

_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships "
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types "


@frozen
class Relation:
    """One relationship. `kind` is the last word of its type ("worksheet").

    `target` is the name of a part, or "" if it is outside the zip.
    """

    kind: str
    target: str


def read_relations(container: Container, part: str, budget: Budget) -> dict[str, Relation]:
    """Return the relationships of a part ("" for the whole package) by id; none without such a
    file.

    Raises Refused: "strict" for Strict Open XML, and as reading a part does. A target outside the
    zip is kept with an empty name and never opened.
    """
    folder, _, name = part.rpartition("/")
    file = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    found: dict[str, Relation] = {}
    for key, kind, target in _links(container, file, budget) if file in container else ():
        found.setdefault(key, Relation(kind, "" if target is None else resolve(folder, target)))
    return found


@once
def _links(blocks: Iterable[bytes], budget: Budget) -> tuple[tuple[str, str, str | None], ...]:
    """Return the id, kind and target (None if outside) of each relationship in a file."""
    found: list[tuple[str, str, str | None]] = []

    def relation(about: Attributes) -> None:
        kind = about.get("Type", "")
        if kind.startswith(STRICT):
            raise Refused("strict")
        outside = about.get("TargetMode", "").lower() == "external"
        target = None if outside else about.get("Target", "")
        found.append((about.get("Id", ""), kind.rpartition("/")[2], target))

    starts = {_NAMESPACE + "Relationship": relation}
    parse(blocks, _NAMESPACE + "Relationships", starts, {}, [], budget)
    return tuple(found)


def resolve(folder: str, target: str) -> str:
    """Return the part that a target names, relative to `folder`; "" if it is outside the zip.

    "/xl/a.xml" and "a.xml" are both understood.
    """
    target = target.replace("\\", "/")
    steps: list[str] = (
        [] if target.startswith("/") else [step for step in folder.split("/") if step]
    )
    for step in target.split("/"):
        if step == "..":
            if not steps:
                return ""
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def read_content_types(container: Container, budget: Budget) -> frozenset[str]:
    """Return the content types of the parts that exist, in lower case.

    Raises Refused "missing_part" if none is declared. A type for a file ending that no part has is
    ignored: SheetJS declares ".bin" as a macro workbook in every file.
    """
    endings = {name.rpartition(".")[2] for name in container.names()}
    return frozenset(
        kind
        for ending, kind in _types(container, "[Content_Types].xml", budget)
        if ending is None or ending in endings
    )


@once
def _types(blocks: Iterable[bytes], budget: Budget) -> tuple[tuple[str | None, str], ...]:
    """Return every declared type, in lower case, with the ending it is for (None: for a single
    part).
    """
    found: list[tuple[str | None, str]] = []

    def declare(ending: str | None, about: Attributes) -> None:
        found.append((ending, about.get("ContentType", "").lower()))

    starts = {
        _TYPES + "Default": lambda about: declare(about.get("Extension", "").lower(), about),
        _TYPES + "Override": lambda about: declare(None, about),
    }
    parse(blocks, _TYPES + "Types", starts, {}, [], budget)
    return tuple(found)
