"""Read the formats that change what a cell means: a date, a date shown without its day, struck
through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial

from audit_core.xlsx.reader.notices import Notices
from audit_core.xlsx.reader.part_cache import once
from audit_core.xlsx.reader.workbook_part import is_true
from audit_core.xlsx.reader.xml_parser import MAIN, Attributes, Budget, Starts, parse
from audit_core.xlsx.refusals import Refused

_DATE_IDS = frozenset({*range(14, 23), 45, 46, 47})
_MONTH_ID = 17  # mmm-yy
_NOT_CODE = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]?', re.IGNORECASE)
_DATE_CODE = re.compile("[dmyhs]", re.IGNORECASE)


CellFormat = tuple[bool, bool, bool]
"""(is a date, is struck through, shows no day)."""


def date_format(code: str) -> tuple[bool, bool]:
    """Return whether a number format shows a date or a time, and whether it shows a month or a year
    and no day.

    It shows a date or a time if it has d, m, y, h or s outside quotes, escapes and brackets ([h]
    counts).
    """
    plain = _NOT_CODE.sub("", code)
    folded = plain.casefold()
    dayless = ("y" in folded or "mmm" in folded) and "d" not in folded
    return _DATE_CODE.search(plain) is not None, dayless


class Styles:
    """Reads the styles part: `formats` by style number.

    Only cell formats are read. Conditional formats have fonts and number formats with another
    numbering.
    """

    def __init__(self) -> None:
        self.formats: list[CellFormat] = []
        self.notices = Notices()
        self._custom: dict[str, tuple[bool, bool]] = {}
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
        self._custom[attributes.get("numFmtId", "")] = date_format(code)

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
        is_date, dayless = self._custom.get(number, (built_in in _DATE_IDS, built_in == _MONTH_ID))
        struck = (
            font.isascii()
            and font.isdigit()
            and int(font[:9]) < len(self._struck)
            and self._struck[int(font[:9])]
        )
        self.formats.append((is_date, struck, dayless))


@once
def read_styles(blocks: Iterable[bytes], budget: Budget) -> tuple[dict[str, CellFormat], Notices]:
    """Return `Styles.by_number` of a styles part, and the notices about it."""
    styles = Styles()
    styles.read(blocks, budget)
    return styles.by_number(), styles.notices
