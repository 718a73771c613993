"""Read what lies beside the cells of a workbook: comments, text boxes, shapes, form controls and
pictures.

No form asks for anything there, but people write there, so each is given with its sheet, its cell
and its words. These parts are only looked at: a damaged one counts as a drawing without words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from attrs import field, frozen

from audit_core.xlsx.address import format_address
from audit_core.xlsx.reader.package import Container
from audit_core.xlsx.reader.relationships import read_relations
from audit_core.xlsx.reader.xml_parser import MAIN, Attributes, Budget, Ends, Starts, parse
from audit_core.xlsx.refusals import Refused
from audit_core.xlsx.text import clean
from audit_core.xlsx.workbook import Aside, AsideKind

_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing "
_WORDS = "http://schemas.openxmlformats.org/drawingml/2006/main "
_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram "
_THREAD = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments "
_CONTROL = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main "
_AS_CONTROL = "http://schemas.microsoft.com/office/drawing/2010/main "
_VML, _CLIENT = "urn:schemas-microsoft-com:vml ", "urn:schemas-microsoft-com:office:excel "
_LONGEST = 32_767
"""Characters of one text, as in a cell."""
_MOST = 2_000
"""Asides kept of one part."""
_FOR_OLDER_PROGRAMS = re.compile(r"\[Threaded comment\].*?Comment:\s*", re.DOTALL)
"""What Excel prints before a threaded comment for programs that know only notes."""


def read_asides(
    container: Container, sheets: Iterable[tuple[str, str]], budget: Budget
) -> tuple[Aside, ...]:
    """Return what lies beside the cells, for sheets given as (name, part).

    The sheet is "" if the part belongs to none. Raises Refused "dtd" for such a part, and
    "xml_limits" if nothing is left of the budget.
    """
    found: list[Aside] = []
    whose: dict[str, str] | None = None
    for belongs, look in _KINDS_OF_PART:
        for part in filter(belongs, container.names()):
            whose = _sheets_of_parts(container, sheets, budget) if whose is None else whose
            seen = _look(container, part, look(whose.get(part, "")), budget)
            found += _not_known(seen, found)
    return tuple(found)


def _sheets_of_parts(
    container: Container, sheets: Iterable[tuple[str, str]], budget: Budget
) -> dict[str, str]:
    """Return the name of the sheet that each part belongs to, itself or through a drawing."""
    whose: dict[str, str] = {}
    for name, part in sheets:
        for relation in read_relations(container, part, budget).values():
            whose.setdefault(relation.target.lower(), name)
            if relation.kind == "drawing":
                inner = read_relations(container, relation.target, budget).values()
                whose |= {further.target.lower(): name for further in inner}
    return whose


@frozen
class _Part:
    """How to look at one kind of part, and what was found in it so far."""

    sheet: str
    root: str
    starts: dict[str, Callable[[Attributes], object]] = field(factory=dict)
    ends: dict[str, Callable[[], object]] = field(factory=dict)
    text: list[str] = field(factory=list)
    found: list[Aside] = field(factory=list)

    def add(self, cell: str, kind: AsideKind, text: str = "") -> None:
        """Keep one aside."""
        if len(self.found) < _MOST:
            self.found.append(Aside(self.sheet, cell, kind, clean(text[:_LONGEST])[0].strip()))


def _look(container: Container, name: str, part: _Part, budget: Budget) -> list[Aside]:
    """Return the asides of one part. If it is damaged, it counts as one more drawing."""
    try:
        starts: Starts = part.starts
        ends: Ends = part.ends
        parse(container.blocks(name), part.root, starts, ends, part.text, budget)
    except Refused as refused:
        if refused.code == "dtd" or budget.left < 0:
            raise
        part.add("", "drawing")
    return part.found


def _not_known(seen: Iterable[Aside], found: Iterable[Aside]) -> list[Aside]:
    """Return what was not found before: programs write a threaded comment as a note too, and a form
    control up to three times.
    """
    comments = {(one.sheet, one.cell, one.text) for one in found if one.kind == "comment"}
    controls = {one.sheet for one in found if one.kind == "control"}
    return [
        one
        for one in seen
        if (one.sheet, one.cell, one.text) not in comments
        and not (one.kind == "control" and one.sheet in controls)
    ]


def _notes(sheet: str) -> _Part:
    """Look at the notes of a sheet. Excel writes a threaded comment here too."""
    part = _Part(sheet, MAIN + "comments")
    cell = [""]

    def begin(about: Attributes) -> None:
        cell[0] = about.get("ref", "")
        part.text.clear()

    def end() -> None:
        part.add(cell[0], "comment", _FOR_OLDER_PROGRAMS.sub("", "".join(part.text)))

    part.starts[MAIN + "comment"], part.ends[MAIN + "comment"] = begin, end
    return part


def _threads(sheet: str) -> _Part:
    """Look at the threaded comments of a sheet: a comment and its replies."""
    part = _Part(sheet, _THREAD + "ThreadedComments")
    cell = [""]

    def begin(about: Attributes) -> None:
        cell[0] = about.get("ref", "")
        part.text.clear()

    part.starts[_THREAD + "threadedComment"] = begin
    part.ends[_THREAD + "threadedComment"] = lambda: part.add(
        cell[0], "comment", "".join(part.text)
    )
    return part


def _drawing(sheet: str) -> _Part:
    """Look at the shapes of a sheet, each anchored at a cell. In a group, each counts."""
    part = _Part(sheet, _DRAWN + "wsDr")
    anchor = {"row": 0, "col": 0}
    shape: dict[str, AsideKind] = {}
    words: list[str] = []

    def begin(kind: AsideKind) -> Callable[[Attributes], None]:
        def handler(_about: Attributes) -> None:
            shape["kind"] = kind
            words.clear()

        return handler

    def end() -> None:
        kind, text = shape.pop("kind", "shape"), "".join(words).strip()
        part.add(_address(anchor["row"], anchor["col"]), kind, text)

    for name, kind in _SHAPES.items():
        part.starts[_DRAWN + name], part.ends[_DRAWN + name] = begin(kind), end
    part.starts[_DRAWN + "from"] = lambda _about: shape.update(anchor="shape")
    for name in anchor:
        part.starts[_DRAWN + name] = lambda _about: part.text.clear()
        part.ends[_DRAWN + name] = lambda name=name: (  # type: ignore[misc]
            anchor.update({name: _number("".join(part.text))}) if "anchor" in shape else None
        )
    part.ends[_DRAWN + "from"] = lambda: shape.pop("anchor", None)
    part.starts[_DRAWN + "cNvSpPr"] = lambda about: (
        shape.update(kind="text box") if about.get("txBox") in {"1", "true"} else None
    )
    part.starts[_AS_CONTROL + "compatExt"] = lambda _about: shape.update(kind="control")
    part.starts[_WORDS + "t"] = lambda _about: part.text.clear()
    part.ends[_WORDS + "t"] = lambda: words.append("".join(part.text))
    part.ends[_WORDS + "p"] = lambda: words.append("\n")
    return part


_SHAPES: dict[str, AsideKind] = {
    "sp": "shape",
    "cxnSp": "shape",
    "pic": "picture",
    "graphicFrame": "drawing",
}


def _diagram(sheet: str) -> _Part:
    """Look at the words of a diagram (SmartArt)."""
    part = _Part(sheet, _DIAGRAM + "dataModel")
    part.starts[_WORDS + "t"] = lambda _about: part.text.clear()
    part.ends[_WORDS + "t"] = lambda: part.add("", "text box", "".join(part.text))
    return part


def _control(sheet: str) -> _Part:
    """Look at a form control, such as a tick box."""
    part = _Part(sheet, _CONTROL + "formControlPr")
    part.starts[_CONTROL + "formControlPr"] = lambda _about: part.add("", "control")
    return part


def _vml(sheet: str) -> _Part:
    """Look at drawings as older programs write them. Frames of notes are left out."""
    part = _Part(sheet, "xml")
    kind, cell, words = [""], [""], [""]

    def begin(_about: Attributes) -> None:
        kind[0] = cell[0] = words[0] = ""

    def end() -> None:
        if kind[0] != _NOTE and (kind[0] or words[0].strip()):
            part.add(cell[0], "control" if kind[0] in _CONTROLS else "shape", words[0])

    def anchored() -> None:
        numbers = "".join(part.text).split(",")
        if len(numbers) == 8:  # two corners: column, offset, row, offset of each
            cell[0] = _address(_number(numbers[2]), _number(numbers[0]))

    for shape in ("shape", "rect", "oval", "roundrect"):
        part.starts[_VML + shape], part.ends[_VML + shape] = begin, end
    part.starts[_VML + "textbox"] = lambda _about: part.text.clear()
    part.ends[_VML + "textbox"] = lambda: words.__setitem__(0, "".join(part.text))
    part.starts[_CLIENT + "ClientData"] = lambda about: kind.__setitem__(
        0, about.get("ObjectType", "")
    )
    part.starts[_CLIENT + "Anchor"] = lambda _about: part.text.clear()
    part.ends[_CLIENT + "Anchor"] = anchored
    return part


_NOTE = "Note"
_CONTROLS = frozenset(
    {"Button", "Checkbox", "Drop", "Edit", "GBox", "Label", "List", "Radio", "Scroll", "Spin"}
)


def _address(row: int, column: int) -> str:
    """Return the cell at a place counted from 0, as drawings count."""
    return format_address(min(row, 1 << 20) + 1, min(column, (1 << 14) - 1) + 1)


def _number(text: str) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0


def _named(folder: str, begins: str, ending: str = ".xml") -> Callable[[str], bool]:
    """Return whether a part has such a name. Names are in lower case."""
    return lambda name: (
        name.startswith("xl/")
        and folder in name.rpartition("/")[0]
        and name.rpartition("/")[2].startswith(begins)
        and name.endswith(ending)
    )


def _holds_notes(name: str) -> bool:
    return _named("xl", "", ".xml")(name) and (
        "comment" in name.rpartition("/")[2] and "threaded" not in name
    )


_KINDS_OF_PART: tuple[tuple[Callable[[str], bool], Callable[[str], _Part]], ...] = (
    (_named("threadedcomments", "threaded"), _threads),
    (_holds_notes, _notes),
    (_named("drawings", "drawing"), _drawing),
    (_named("diagrams", "data"), _diagram),
    (_named("ctrlprops", ""), _control),
    (_named("drawings", "", ".vml"), _vml),
)
"""Kinds of part by name, and how each is looked at, the best source of an aside first."""
