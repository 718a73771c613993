"""Read the formats that change what a cell means: a date, a date shown without its day, a
percentage, struck through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial

from audit_core.xlsx.cell import NumberShown
from audit_core.xlsx.reader.notices import Notices
from audit_core.xlsx.reader.part_cache import once
from audit_core.xlsx.reader.workbook_part import is_true
from audit_core.xlsx.reader.xml_parser import MAIN, Attributes, Budget, Starts, parse
from audit_core.xlsx.refusals import Refused

_DATE_IDS = frozenset({*range(14, 23), 45, 46, 47})
_MONTH_ID = 17  # mmm-yy
_PERCENT_IDS: dict[int, NumberShown] = {9: "%0", 10: "%2"}  # 0% and 0.00%
_NOT_CODE = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]?', re.IGNORECASE)
_DATE_CODE = re.compile("[dmyhs]", re.IGNORECASE)
_PERCENT: tuple[NumberShown, ...] = ("%0", "%1", "%2")


CellFormat = tuple[bool, bool, NumberShown]
"""(is a date, is struck through, how a number is shown)."""


def number_format(code: str) -> tuple[bool, NumberShown]:
    """Return whether a number format shows a date or a time, and how it shows a number.

    It shows a date or a time if it has d, m, y, h or s outside quotes, escapes and brackets ([h]
    counts). It shows a percentage if it has % there, with as many decimals as it has digits after
    the point.
    """
    plain = _NOT_CODE.sub("", code)
    folded = plain.casefold()
    if _DATE_CODE.search(plain):
        dayless = ("y" in folded or "mmm" in folded) and "d" not in folded
        return True, "no_day" if dayless else ""
    first = plain.partition(";")[0]
    if "%" not in first:
        return False, ""
    decimals = len(re.findall("[0#?]", first.partition(".")[2]))
    return False, _PERCENT[min(decimals, len(_PERCENT) - 1)]


class Styles:
    """Reads the styles part: `formats` by style number.

    Only cell formats are read. Conditional formats have fonts and number formats with another
    numbering.
    """

    def __init__(self) -> None:
        self.formats: list[CellFormat] = []
        self.notices = Notices()
        self._custom: dict[str, tuple[bool, NumberShown]] = {}
        self._struck: list[bool] = []
        self._section = ""

    def read(self, blocks: Iterable[bytes], budget: Budget) -> None:
        """Read the styles part. Raises Refused "too_many_formats", and as reading a part does."""
        self._limits = budget.limits
        sections = ("numFmts", "fonts", "cellXfs")
        starts: Starts = {
            **{MAIN + name: partial(self._enter, name) for name in sections},
            MAIN + "numFmt": self._format,
            MAIN + "font": self._font,
            MAIN + "strike": self._strike,
            MAIN + "xf": self._xf,
        }
        ends = {MAIN + name: self._close for name in sections}
        parse(blocks, MAIN + "styleSheet", starts, ends, [], budget)

    def by_number(self) -> dict[str, CellFormat]:
        """Return the formats by style number as written in the file; "" is for a cell without a
        style.
        """
        table = {str(number): format_ for number, format_ in enumerate(self.formats)}
        return table | {"": self.formats[0]} if self.formats else table

    def _enter(self, section: str, _attributes: Attributes) -> None:
        self._section = section

    def _close(self) -> None:
        self._section = ""

    def _format(self, attributes: Attributes) -> None:
        code = attributes.get("formatCode", "")
        if self._section != "numFmts":
            return
        if len(code) > self._limits.format_length:
            self.notices.whole("long_format")
            code = ""
        self._custom[attributes.get("numFmtId", "")] = number_format(code)

    def _font(self, _attributes: Attributes) -> None:
        if self._section == "fonts":
            self._struck.append(False)

    def _strike(self, attributes: Attributes) -> None:
        if self._section == "fonts" and self._struck:
            self._struck[-1] = is_true(attributes.get("val", "1"))

    def _xf(self, attributes: Attributes) -> None:
        if self._section != "cellXfs":
            return
        if len(self.formats) >= self._limits.formats:
            raise Refused("too_many_formats")
        number, font = attributes.get("numFmtId", "0"), attributes.get("fontId", "0")
        built_in = int(number[:9]) if number.isascii() and number.isdigit() else 0
        is_date, shown = self._custom.get(number, _built_in(built_in))
        struck = (
            font.isascii()
            and font.isdigit()
            and int(font[:9]) < len(self._struck)
            and self._struck[int(font[:9])]
        )
        self.formats.append((is_date, struck, shown))


def _built_in(number: int) -> tuple[bool, NumberShown]:
    """Return what a number format that every program knows by its number shows."""
    shown: NumberShown = "no_day" if number == _MONTH_ID else _PERCENT_IDS.get(number, "")
    return number in _DATE_IDS, shown


@once
def read_styles(blocks: Iterable[bytes], budget: Budget) -> tuple[dict[str, CellFormat], Notices]:
    """Return `Styles.by_number` of a styles part, and the notices about it."""
    styles = Styles()
    styles.read(blocks, budget)
    return styles.by_number(), styles.notices
