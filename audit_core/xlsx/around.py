"""What surrounds the rows of a sheet: whether it is protected, what is merged, the rules about what may be typed, and its printed margins.

It is the same in every copy of a form, but for the words of headers and footers: so it is understood once and remembered,
without those words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import unescape  # of words that were found in a part; nothing is parsed

from attrs import frozen

from audit_core.xlsx.book import Validation
from audit_core.xlsx.container import in_blocks
from audit_core.xlsx.expat import MAIN, Budget, PartReader
from audit_core.xlsx.outline import is_true
from audit_core.xlsx.refused import Refused
from audit_core.xlsx.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from audit_core.xlsx.limits import Limits

_FOOTERS = re.compile(
    rb"(<(?:odd|even|first)(?:Header|Footer)>)"
    rb"((?:[\t\n !-%'-;=?-~]|&(?:amp|quot|apos|lt|gt);|\xc2[\xa0-\xbf]|\xc3[\x80-\xbf]|\xe2[\x80-\xbf][\x80-\xbf])++)(?=</)"
)
"""The words of a header or footer: characters that XML allows wherever text may stand, and no others."""
_LARGEST = 128 * 1024


@frozen
class Around:
    """What surrounds the rows. `rules_left_out`: whether there were more rules than a form can have. `elements` is how many it spent.

    `margins` are the words of headers and footers, as the file has them.
    """

    protected: bool
    merged: tuple[str, ...]
    validations: tuple[Validation, ...]
    rules_left_out: bool
    elements: int
    margins: str = ""


class AroundReader:
    """Reads a sheet's part; its rows are somebody else's: see `starts`."""

    def __init__(self, budget: Budget) -> None:
        self.text: list[str] = []
        self.starts: dict[str, Callable[[dict[str, str]], None]] = {
            MAIN + "sheetProtection": self._protection,
            MAIN + "mergeCell": self._merge,
            MAIN + "dataValidation": self._rule_begins,
            MAIN + "formula1": self._clear,
        }
        """What is called when an element begins: whoever reads the rows puts themselves in."""
        ends = {MAIN + "dataValidation": self._rule_ends, MAIN + "formula1": self._formula1_ends}
        for name in (f"{MAIN}{which}{place}" for which in ("odd", "even", "first") for place in ("Header", "Footer")):
            self.starts[name], ends[name] = self._clear, self._margin_ends
        self.reader = PartReader(MAIN + "worksheet", self.starts, ends, self.text, budget)
        self._budget = budget
        self._protected = False
        self._merged: list[str] = []
        self._validations: list[Validation] = []
        self._left_out = False
        self._margins: list[str] = []
        self._rule: dict[str, str] = {}
        self._formula1 = ""

    def read(self, blocks: Iterable[bytes]) -> Around:
        """Everything but the rows. Raises Refused: "too_many_merges", and whatever reading a part raises."""
        before = self._budget.left
        self.reader.read(blocks)
        return Around(self._protected, tuple(self._merged), tuple(self._validations), self._left_out, before - self._budget.left, "\n".join(self._margins))

    def _clear(self, _attributes: dict[str, str]) -> None:
        self.text.clear()

    def _protection(self, attributes: dict[str, str]) -> None:
        self._protected = is_true(attributes.get("sheet", "0"))

    def _merge(self, attributes: dict[str, str]) -> None:
        if len(self._merged) >= self._budget.limits.merges:
            raise Refused("too_many_merges")
        self._merged.append(attributes.get("ref", ""))

    def _rule_begins(self, attributes: dict[str, str]) -> None:
        self._rule, self._formula1 = attributes, ""

    def _formula1_ends(self) -> None:
        self._formula1 = clean("".join(self.text))[0]

    def _margin_ends(self) -> None:
        self._margins.append("".join(self.text))

    def _rule_ends(self) -> None:
        if len(self._validations) >= self._budget.limits.validations:
            self._left_out = True
            return
        rule = self._rule
        blocks = is_true(rule.get("showErrorMessage", "0"))
        self._validations.append(Validation(rule.get("sqref", ""), rule.get("type", "none"), self._formula1, blocks))


def around(skeleton: bytes, budget: Budget) -> tuple[Around, str]:
    """What surrounds the rows, from a part without them, and the words of its headers and footers. It must have a place for rows, once.

    Raises Refused as `AroundReader.read` does; "damaged" where there is no place for rows, or two.
    """
    words: list[bytes] = []

    def bare(found: re.Match[bytes]) -> bytes:
        words.append(found[2])
        return found[1]

    shape = _FOOTERS.sub(bare, skeleton)
    if len(shape) > _LARGEST:
        found = _understood(shape, budget)
    else:
        found = _remembered(shape, budget.limits)
        budget.spend(found.elements)
    return found, unescape(b"\n".join((found.margins.encode(), *words)).decode())


@lru_cache(maxsize=256)
def _remembered(shape: bytes, limits: Limits) -> Around:
    return _understood(shape, Budget(limits))


def _understood(shape: bytes, budget: Budget) -> Around:
    reader = AroundReader(budget)
    places: list[dict[str, str]] = []
    reader.starts[MAIN + "sheetData"] = places.append
    found = reader.read(in_blocks(shape))
    check_place(len(places))
    return found


def check_place(times: int) -> None:
    """Raises Refused "damaged" unless a sheet has its rows once."""
    if times != 1:
        raise Refused("damaged", "a sheet has no rows, or has them twice")
