"""Read a part with expat under hard limits, calling back for the elements that are asked for.

A DTD is refused in any encoding, because expat itself recognises it. Namespaces are resolved, so
that a prefix, or its absence, cannot hide an element.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NoReturn
from xml.parsers import expat

from audit_core.xlsx.reader.limits import Limits
from audit_core.xlsx.refusals import Refused

Attributes = dict[str, str]
"""The attributes of an XML element."""
Start = Callable[[str, Attributes], object]
End = Callable[[str], object]
Starts = Mapping[str, Callable[[Attributes], object]]
Ends = Mapping[str, Callable[[], object]]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
"""The namespace of worksheets, as it begins the names of elements here."""
STRICT = "http://purl.oclc.org/ooxml/"
"""How every namespace of Strict Open XML begins."""
_CAREFUL = 4_000
"""If at least this many bytes of a tag are unfinished at the end of a block, its attributes are
measured. An attribute over the limit of 70,000 characters is longer than a block of 64 KiB by more
than this, so each of them is measured.
"""


class Budget:
    """The limits, and the number of elements still allowed in this workbook."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.left = limits.elements_in_book

    def spend(self, elements: int) -> None:
        """Count elements. Raises Refused "xml_limits" beyond the limit."""
        self.left -= elements
        if self.left < 0:
            raise Refused("xml_limits", "too many elements")


class PartReader:
    """Reads one part. `starts` and `ends` are handlers by element name.

    `text` gathers the character data: clear it when an element begins and join it when it ends.
    """

    def __init__(
        self, root: str, starts: Starts, ends: Ends, text: list[str], budget: Budget
    ) -> None:
        self._root = root
        self._starts = starts
        self._ends = ends
        self._budget = budget
        self._depth = 0
        self._most_deep, self._most_attributes = budget.limits.depth, budget.limits.attributes
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = _refuse_dtd
        self._parser.CharacterDataHandler = text.append
        self.hand_to(self._first, self.end)

    def read(self, blocks: Iterable[bytes]) -> None:
        """Read the part to its end, once, in blocks of at most `package.BLOCK` bytes.

        Raises Refused: "dtd", "xml_limits", "strict", "damaged" (not well-formed, or with another
        root than expected), and as `blocks` does.
        """
        parser, limits = self._parser, self._budget.limits
        fed, left = 0, limits.elements
        try:
            for block in blocks:
                # Every element begins with a "<" that is not followed by "/", so this count is
                # never too low.
                tags = block.count(b"<") - block.count(b"</")
                left -= tags
                self._budget.spend(tags)
                if left < 0:
                    raise Refused("xml_limits", "too many elements")
                parser.Parse(block, False)
                fed += len(block)
                pending = fed - parser.CurrentByteIndex
                if pending > limits.token:
                    raise Refused("xml_limits", "a tag is too long")
                parser.StartElementHandler = self._careful if pending > _CAREFUL else self._start
            parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, ValueError):
            raise Refused("damaged", "a part is not well-formed") from None
        finally:
            # They refer back to this reader: without the cycle it is freed at once.
            del self._parser, self._start

    def hand_to(self, start: Start, end: End) -> None:
        """Send every element to these two handlers until `take_back`, for speed.

        They have to enforce the limits on depth and attributes themselves.
        """
        self._start = start
        self._parser.StartElementHandler = start
        self._parser.EndElementHandler = end

    def take_back(self) -> None:
        """Send elements to handlers by name again."""
        self.hand_to(self.start, self.end)

    def start(self, name: str, attributes: Attributes) -> None:
        """Handle the start of an element: count it against the limits, then call its handler."""
        self._depth += 1
        if self._depth > self._most_deep or len(attributes) > self._most_attributes:
            raise Refused("xml_limits")
        handler = self._starts.get(name)
        if handler is not None:
            handler(attributes)

    def end(self, name: str) -> None:
        """Handle the end of an element."""
        self._depth -= 1
        handler = self._ends.get(name)
        if handler is not None:
            handler()

    def _first(self, name: str, attributes: Attributes) -> None:
        """Handle the root, which must be of the expected kind."""
        if name.startswith(STRICT):
            raise Refused("strict")
        if name != self._root:
            raise Refused("damaged", "a part is not of its declared type")
        self.take_back()
        self.start(name, attributes)

    def _careful(self, name: str, attributes: Attributes) -> None:
        """Handle an element after a tag so long that its attributes have to be measured."""
        if any(len(value) > self._budget.limits.attribute_length for value in attributes.values()):
            raise Refused("xml_limits", "an attribute is too long")
        self._start(name, attributes)


def parse(
    blocks: Iterable[bytes], root: str, starts: Starts, ends: Ends, text: list[str], budget: Budget
) -> None:
    """Read one part from beginning to end: see `PartReader`."""
    PartReader(root, starts, ends, text, budget).read(blocks)


def _refuse_dtd(_name: str, _system: str | None, _public: str | None, _subset: bool) -> NoReturn:
    raise Refused("dtd")
