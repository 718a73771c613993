"""Read a workbook: bytes in, a `Book` or one `Refused` out. No other exception leaves this module.

    zip_directory ─ package ─ xml_parser ─▶ relationships ─▶ workbook_part, number_formats,
    shared_strings ─▶ worksheet, cell_store ─▶ Book

Nothing is written to disk, nothing outside the zip is opened, and no part is unpacked into memory
as a whole unless it is small.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from audit_core.xlsx.reader.asides import read_asides
from audit_core.xlsx.reader.cell_store import Shared
from audit_core.xlsx.reader.file_types import check_kind, kind_of_container
from audit_core.xlsx.reader.lazy_cells import LateCells
from audit_core.xlsx.reader.limits import LIMITS, Limits
from audit_core.xlsx.reader.metadata import read_core, read_custom
from audit_core.xlsx.reader.notices import Notices
from audit_core.xlsx.reader.number_formats import CellFormat, read_styles
from audit_core.xlsx.reader.package import Container
from audit_core.xlsx.reader.relationships import Relation, read_relations
from audit_core.xlsx.reader.shared_strings import read_strings
from audit_core.xlsx.reader.workbook_part import read_outline
from audit_core.xlsx.reader.worksheet import SheetPart
from audit_core.xlsx.reader.xml_parser import Budget
from audit_core.xlsx.refusals import Refused
from audit_core.xlsx.workbook import Book, Sheet, SheetState

_ODDITIES = (
    ("xl/externallinks/", "links"),
    ("xl/embeddings/", "embedded"),
    ("xl/connections", "connections"),
    ("xl/activex/", "controls"),
    ("xl/pivotcache/", "pivot"),
    ("xl/media/", "pictures"),
)
_PICTURE_IN_CELL = "xl/richdata/richvaluerel"
"""The part, in lower case, that is in a file only if a picture was placed in a cell."""
_SHEETS_WITHOUT_CELLS = ("chartsheet", "dialogsheet")


def read_book(data: bytes, limits: Limits = LIMITS) -> Book:
    """Read a workbook.

    Raises Refused and nothing else. Its `code` is what follows `file.` in the catalogue of
    problems. "unreadable" is an unforeseen failure; its message is dropped, because it may quote
    what someone typed.
    """
    try:
        check_kind(data, limits)
        return _Reading(data, limits).book()
    except Refused:
        raise
    except Exception:
        raise Refused("unreadable") from None


class _Reading:
    """One reading of one file."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._budget = Budget(limits)
        self._container = Container(data, limits)
        self._notices = Notices()
        kind = kind_of_container(self._container, self._budget)
        if kind != "xlsx":
            raise Refused(kind)

    def book(self) -> Book:
        """Return the whole workbook. Parts that it is not made of are noted and not unpacked."""
        package = read_relations(self._container, "", self._budget).values()
        part = _target(package, "officeDocument")
        if not part:
            raise Refused("missing_part", "the workbook part")
        relations = read_relations(self._container, part, self._budget)
        outline = read_outline(self._container, part, self._budget)
        self._notices.add(outline.notices)
        shared = self._shared(relations.values(), outline.epoch_1904)
        sheets = tuple(self._sheet(shared, relations, *sheet) for sheet in outline.sheets)
        properties = self._properties(package)
        parts = [(name, relations[link].target) for name, _, link in outline.sheets]
        asides = read_asides(self._container, parts, self._budget)
        pictured = any(aside.kind == "picture" for aside in asides)
        for start, kind in _ODDITIES:
            if kind == "pictures" and pictured:
                continue  # each is told with its place
            if any(name.startswith(start) for name in self._container.names()):
                self._notices.whole(kind)
        return Book(
            sheets,
            outline.names,
            properties,
            outline.epoch_1904,
            self._notices.lines(),
            asides,
            pictures_in_cells=any(_PICTURE_IN_CELL in name for name in self._container.names()),
        )

    def _shared(self, relations: Iterable[Relation], epoch_1904: bool) -> Shared:
        """Return formats and shared strings. Either part may be missing from the file.

        A cell that refers to a missing string is refused when it is read.
        """
        formats: Mapping[str, CellFormat] = {}
        if (part := _target(relations, "styles")) in self._container:
            formats, notices = read_styles(self._container, part, self._budget)
            self._notices.add(notices)
        strings = None
        if (part := _target(relations, "sharedStrings")) in self._container:
            strings = read_strings(self._container, part, self._budget)
        return Shared(self._budget, self._notices, formats, strings, epoch_1904)

    def _sheet(
        self,
        shared: Shared,
        relations: dict[str, Relation],
        name: str,
        state: SheetState,
        link: str,
    ) -> Sheet:
        """Return one sheet of the outline. Raises Refused "missing_part" if its part is missing."""
        relation = relations.get(link)
        if relation is None or relation.target not in self._container:
            raise Refused("missing_part", "a sheet")
        if relation.kind in _SHEETS_WITHOUT_CELLS:
            return Sheet(name, state, LateCells({}))
        if relation.kind != "worksheet":
            raise Refused("damaged", "a sheet is not of its declared type")
        return SheetPart(shared, name, state).read(self._container, relation.target)

    def _properties(self, package: Iterable[Relation]) -> dict[str, str]:
        """Return core and custom properties. Damaged ones are noted and left out; the answers still
        count.
        """
        found: dict[str, str] = {}
        for kind, reader in (("core-properties", read_core), ("custom-properties", read_custom)):
            if (part := _target(package, kind)) in self._container:
                try:
                    found |= reader(self._container, part, self._budget)
                except Refused as refused:
                    if refused.code != "damaged":
                        raise
                    self._notices.whole("properties")
        return found


def _target(relations: Iterable[Relation], kind: str) -> str:
    """Return the part of the first relation of this kind, or ""."""
    return next((relation.target for relation in relations if relation.kind == kind), "")
