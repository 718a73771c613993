"""The way in: bytes to a `Book`, or one `Refused`. No other exception leaves this module, whatever
the bytes.

    directory ─ container ─ expat ─▶ relations ─▶ outline, styles, strings ─▶ sheetpart, cells ─▶
    Book

Nothing is written to disk, nothing outside the zip is followed, and no part is held unpacked as a
whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit_core.xlsx.reader.cell_store import Shared
from audit_core.xlsx.reader.file_types import check_kind, kind_of_container
from audit_core.xlsx.reader.lazy_cells import LateCells
from audit_core.xlsx.reader.limits import LIMITS
from audit_core.xlsx.reader.metadata import read_comments, read_core, read_custom
from audit_core.xlsx.reader.notices import Notices
from audit_core.xlsx.reader.number_formats import read_styles
from audit_core.xlsx.reader.package import Container
from audit_core.xlsx.reader.part_cache import once
from audit_core.xlsx.reader.relationships import Relation, read_relations
from audit_core.xlsx.reader.shared_strings import read_strings
from audit_core.xlsx.reader.workbook_part import read_outline
from audit_core.xlsx.reader.worksheet import SheetPart
from audit_core.xlsx.reader.xml_parser import Budget, check_prolog
from audit_core.xlsx.refusals import Refused
from audit_core.xlsx.workbook import Book, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from audit_core.xlsx.reader.limits import Limits
    from audit_core.xlsx.workbook import SheetState

_ODDITIES = (
    ("xl/externallinks/", "links"),
    ("xl/embeddings/", "embedded"),
    ("xl/connections", "connections"),
    ("xl/activex/", "controls"),
    ("xl/pivotcache/", "pivot"),
    ("xl/media/", "pictures"),
)
_SHEETS_WITHOUT_CELLS = ("chartsheet", "dialogsheet")


def read_book(data: bytes, limits: Limits = LIMITS) -> Book:
    """Reads a workbook.

    Raises Refused and nothing else; its `code` is what follows `file.` in the catalogue of
    problems. "unreadable" stands for a failure nobody
    foresaw: what the failure says may quote what someone typed, so it is dropped.
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
        """The whole book; every part has been unpacked and checked when it is returned."""
        package = read_relations(self._container, "", self._budget).values()
        part = _target(package, "officeDocument")
        if not part:
            raise Refused("missing_part", "the workbook itself")
        relations = read_relations(self._container, part, self._budget)
        outline = read_outline(self._container, part, self._budget)
        self._notices.add(outline.notices)
        shared = self._shared(relations.values(), outline.epoch_1904)
        sheets = tuple(self._sheet(shared, relations, *sheet) for sheet in outline.sheets)
        properties = self._properties(package)
        parts = [(name, relations[link].target) for name, _, link in outline.sheets]
        comments = read_comments(self._container, parts, self._budget)
        for name in self._container.unread():
            _check_unread(self._container, name, self._budget)
        for start, kind in _ODDITIES:
            if any(name.startswith(start) for name in self._container.names()):
                self._notices.whole(kind)
        return Book(
            sheets, outline.names, properties, outline.epoch_1904, self._notices.lines(), comments
        )

    def _shared(self, relations: Iterable[Relation], epoch_1904: bool) -> Shared:
        """Formats and shared strings. Either may be missing; a cell that needs a missing string is
        refused when it comes.
        """
        formats: Mapping[str, tuple[bool, bool, bool]] = {}
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
        """One sheet of the outline. A sheet whose part is missing is never passed over."""
        relation = relations.get(link)
        if relation is None or relation.target not in self._container:
            raise Refused("missing_part", "a sheet")
        if relation.kind in _SHEETS_WITHOUT_CELLS:
            return Sheet(name, state, LateCells({}))
        if relation.kind != "worksheet":
            raise Refused("damaged", "a sheet is not what it claims to be")
        return SheetPart(shared, name, state).read(self._container, relation.target)

    def _properties(self, package: Iterable[Relation]) -> dict[str, str]:
        """Core and custom properties. If they are damaged the answers still count, and
        it is noted.
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


@once
def _check_unread(blocks: Iterable[bytes], budget: Budget) -> None:
    """A part that nobody reads: unpacked to its end, and no DTD in it."""
    check_prolog(blocks, budget.limits)


def _target(relations: Iterable[Relation], kind: str) -> str:
    """The part of a kind, or ""."""
    return next((relation.target for relation in relations if relation.kind == kind), "")
