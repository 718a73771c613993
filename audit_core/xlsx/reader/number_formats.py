"""Read the formats that change what a cell means: a date, a date shown without its day, struck
through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial

from audit_core.xlsx.reader.notices import Notices
from audit_core.xlsx.reader.part_cache import once
from audit_core.xlsx.reader.workbook_part import is_true
from audit_core.xlsx.reader.xml_parser import MAIN, Budget, parse
from audit_core.xlsx.refusals import Refused

_DATE_IDS = frozenset({*range(14, 23), 45, 46, 47})
_MONTH_ID = 17  # mmm-yy
_NOT_CODE = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]?', re.IGNORECASE)
_DATE_CODE = re.compile("[dmyhs]", re.IGNORECASE)


def is_date_format(code: str) -> bool:
    """Return whether a number format shows a date or a time.

    It does if it has d, m, y, h or s outside quotes, escapes and brackets ([h] counts).
    """
    return _DATE_CODE.search(_NOT_CODE.sub("", code)) is not None


def is_dayless(code: str) -> bool:
    """Return whether a number format shows a month or a year and no day."""
    plain = _NOT_CODE.sub("", code).casefold()
    return ("y" in plain or "mmm" in plain) and "d" not in plain


class Styles:
    """Reads the styles part. `formats[i]` is (is a date, is struck through, shows no day) for style
    i.

    Only cell formats are read. Conditional formats have fonts and number formats with another
    numbering.
    """

    def __init__(self) -> None:
        self.formats: list[tuple[bool, bool, bool]] = []
        self.notices = Notices()
        self._custom: dict[str, tuple[bool, bool]] = {}
        self._struck: list[bool] = []
        self._section = ""

    def read(self, blocks: Iterable[bytes], budget: Budget) -> None:
        """Read the styles part. Raises Refused "too_many_formats", and as reading a part does."""
        self._limits = budget.limits
        sections = ("numFmts", "fonts", "cellXfs")
        starts: dict[str, Callable[[dict[str, str]], None]] = {
            MAIN + name: partial(self._enter, name) for name in sections
        }
        starts |= {
            MAIN + "numFmt": self._format,
            MAIN + "font": self._font,
            MAIN + "strike": self._strike,
            MAIN + "xf": self._xf,
        }
        parse(
            blocks,
            MAIN + "styleSheet",
            starts,
            {MAIN + name: self._close for name in sections},
            [],
            budget,
        )

    def by_number(self) -> dict[str, tuple[bool, bool, bool]]:
        """Return (is a date, is struck through, shows no day) by style number as written in the
        file.

        "" is for a cell without a style.
        """
        table = {str(number): format_ for number, format_ in enumerate(self.formats)}
        if self.formats:
            table[""] = self.formats[0]
        return table

    def _enter(self, section: str, _attributes: dict[str, str]) -> None:
        self._section = section

    def _close(self) -> None:
        self._section = ""

    def _format(self, attributes: dict[str, str]) -> None:
        code = attributes.get("formatCode", "")
        if self._section != "numFmts":
            return
        if len(code) > self._limits.format_length:
            self.notices.whole("long_format")
            code = ""
        self._custom[attributes.get("numFmtId", "")] = (is_date_format(code), is_dayless(code))

    def _font(self, _attributes: dict[str, str]) -> None:
        if self._section == "fonts":
            self._struck.append(False)

    def _strike(self, attributes: dict[str, str]) -> None:
        if self._section == "fonts" and self._struck:
            self._struck[-1] = is_true(attributes.get("val", "1"))

    def _xf(self, attributes: dict[str, str]) -> None:
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
def read_styles(
    blocks: Iterable[bytes], budget: Budget
) -> tuple[dict[str, tuple[bool, bool, bool]], Notices]:
    """Return `Styles.by_number` of a styles part, and the notices about it."""
    styles = Styles()
    styles.read(blocks, budget)
    return styles.by_number(), styles.notices
