"""Read texts made of runs: the shared strings, and inline texts of cells, which have the
same form.
"""

from __future__ import annotations

from audit_core.xlsx.reader import fast_path
from audit_core.xlsx.reader.package import Container, in_blocks
from audit_core.xlsx.reader.workbook_part import is_true
from audit_core.xlsx.reader.xml_parser import MAIN, Attributes, Budget, PartReader, parse
from audit_core.xlsx.refusals import Refused
from audit_core.xlsx.text import AS_CELL, PLAIN, STRUCK, TextRun, clean

T = MAIN + "t"
_SI = MAIN + "si"
_R, _PROPERTIES, _STRIKE, _ASIDE = MAIN + "r", MAIN + "rPr", MAIN + "strike", MAIN + "rPh"


class Runs:
    """Joins the runs of one text. Phonetic guides (`rPh`) are left out, because nobody typed them
    as text.
    """

    __slots__ = ("_aside", "_in_run", "_look", "_looks", "_parts", "_text")

    def __init__(self, text: list[str]) -> None:
        self._text = text
        self._parts: list[str] = []
        self._looks = 0
        self._look = AS_CELL
        self._in_run = False
        self._aside = False

    def words(self) -> TextRun:
        """Return the text that has just ended, and begin the next."""
        parts = self._parts
        text, changed = clean(parts[0] if len(parts) == 1 else "".join(parts))
        looks = self._looks or AS_CELL
        parts.clear()
        self._looks = 0
        return text, looks, changed

    def begin(self, name: str, attributes: Attributes) -> None:
        """Handle the start of an element inside a text. For `t` the caller clears the text
        instead.
        """
        if name == _R:
            self._in_run = True
            self._look = AS_CELL
        elif name == _PROPERTIES:
            self._look = PLAIN
        elif name == _STRIKE:
            if self._in_run and is_true(attributes.get("val", "1")):
                self._look = STRUCK
        elif name == _ASIDE:
            self._aside = True

    def end(self, name: str) -> None:
        """Handle the end of an element inside a text."""
        if name == T:
            if self._aside:
                return
            text = self._text
            part = text[0] if len(text) == 1 else "".join(text)
            self._parts.append(part)
            if not self._in_run:
                self._looks |= AS_CELL
            elif part.strip():
                self._looks |= self._look
        elif name == _R:
            self._in_run = False
        elif name == _ASIDE:
            self._aside = False


class _Table:
    """Reads the shared strings part."""

    def __init__(self, most: int) -> None:
        self.strings: list[TextRun] = []
        self.text: list[str] = []
        self.reader: PartReader
        self._runs = Runs(self.text)
        self._most = most

    def root(self, _attributes: Attributes) -> None:
        """Handle the start of the table. From here on every element is handled by this reader."""
        self.reader.hand_to(self._start, self._end)

    def _start(self, name: str, attributes: Attributes) -> None:
        self.reader.start(name, attributes)
        if name == T:
            self.text.clear()
        elif name != _SI:
            self._runs.begin(name, attributes)

    def _end(self, name: str) -> None:
        self.reader.end(name)
        if name == _SI:
            if len(self.strings) >= self._most:
                raise Refused("too_many_strings")
            self.strings.append(self._runs.words())
        else:
            self._runs.end(name)


def read_strings(container: Container, part: str, budget: Budget) -> list[TextRun]:
    """Return the shared strings in order. Raises Refused "too_many_strings", and as reading a part
    does.
    """
    most = container.limits.strings
    if container.size(part) <= fast_path.MAX_WHOLE_PART:
        try:
            skeleton, inside = fast_path.split(container.read(part), b"<sst ", b"</sst>")
            strings = fast_path.read_strings_fast(inside, most)
        except fast_path.Unfamiliar:
            pass
        else:
            if len(strings) > most:
                raise Refused("too_many_strings")
            budget.spend(inside.count("<"))
            parse(in_blocks(skeleton), MAIN + "sst", {}, {}, [], budget)
            return strings
    table = _Table(most)
    table.reader = PartReader(MAIN + "sst", {MAIN + "sst": table.root}, {}, table.text, budget)
    table.reader.read(container.blocks(part))
    return table.strings
