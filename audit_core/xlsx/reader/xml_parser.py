"""expat with hard limits: one reader reads one part, and calls back for the elements that are asked
for.

A DTD is refused in any encoding, because expat itself recognises it. Namespaces are resolved, so
that neither a prefix
nor its absence can hide an element.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat

from audit_core.xlsx.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from audit_core.xlsx.reader.limits import Limits

    Start = Callable[[str, dict[str, str]], object]
    End = Callable[[str], object]
    Starts = Mapping[str, Callable[[dict[str, str]], object]]
    Ends = Mapping[str, Callable[[], object]]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
"""The namespace of sheets, as the prefix of an element's name here."""
STRICT = "http://purl.oclc.org/ooxml/"
"""How every namespace of Strict Open XML begins."""
_CAREFUL = 4_000
"""Bytes of an unfinished tag at the end of a block, from which on the length of attributes is
measured. An attribute over
the limit of 70,000 characters is longer than a block of 64 KiB by more than this, so that none goes
unmeasured.
"""


class Budget:
    """The limits, and the elements still allowed in this book."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.left = limits.elements_in_book

    def spend(self, elements: int) -> None:
        """Counts elements. Raises Refused "xml_limits" when there have been too many."""
        self.left -= elements
        if self.left < 0:
            raise Refused("xml_limits", "too many elements")


class PartReader:
    """Reads one part. `starts` and `ends` are called by element name; `text` gathers the character
    data: clear it when an
    element begins and join it when it ends.
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
        """Reads the part to its end, once, in blocks of at most `container.BLOCK` bytes.

        Raises Refused: "dtd", "xml_limits", "strict", "damaged" (not well-formed, or another root
        than the one asked
        for), and whatever `blocks` raises.
        """
        parser, limits = self._parser, self._budget.limits
        fed, left = 0, limits.elements
        try:
            for block in blocks:
                # No element begins without "<", and none of these is followed by "/": never too
                # few, so safe to go by.
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
            del (
                self._parser,
                self._start,
            )  # they hold this reader as it holds them: memory would wait to be swept

    def hand_to(self, start: Start, end: End) -> None:
        """From here on these two get every element, for speed, until `take_back`.

        Limits on depth and attributes are theirs to keep meanwhile.
        """
        self._start = start
        self._parser.StartElementHandler = start
        self._parser.EndElementHandler = end

    def take_back(self) -> None:
        """Elements are dealt out by name again."""
        self.hand_to(self.start, self.end)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins: it counts against the limits, then goes to whoever asked for it."""
        self._depth += 1
        if self._depth > self._most_deep or len(attributes) > self._most_attributes:
            raise Refused("xml_limits")
        handler = self._starts.get(name)
        if handler is not None:
            handler(attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        self._depth -= 1
        handler = self._ends.get(name)
        if handler is not None:
            handler()

    def _first(self, name: str, attributes: dict[str, str]) -> None:
        """The root: of the right kind, or the part is something else than it claims to be."""
        if name.startswith(STRICT):
            raise Refused("strict")
        if name != self._root:
            raise Refused("damaged", "a part is not what it claims to be")
        self.take_back()
        self.start(name, attributes)

    def _careful(self, name: str, attributes: dict[str, str]) -> None:
        """An element after a tag so long that its attributes have to be measured."""
        if any(len(value) > self._budget.limits.attribute_length for value in attributes.values()):
            raise Refused("xml_limits", "an attribute is too long")
        self._start(name, attributes)


def parse(
    blocks: Iterable[bytes], root: str, starts: Starts, ends: Ends, text: list[str], budget: Budget
) -> None:
    """Reads one part from beginning to end: see `PartReader`."""
    PartReader(root, starts, ends, text, budget).read(blocks)


def check_prolog(blocks: Iterable[bytes], limits: Limits) -> None:
    """Unpacks a part that is not otherwise read, to its end, and refuses a DTD in it if it is XML.

    A DTD can stand only before the first element, so no more than that is parsed. Raises Refused:
    "dtd", "xml_limits",
    and whatever `blocks` raises; a part that is not well-formed is let be, since nobody here reads
    it.
    """
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_dtd
    parser.StartElementHandler = _stop
    fed, looking = 0, True
    for block in blocks:
        if not looking:
            continue
        fed += len(block)
        try:
            parser.Parse(block, False)
        except (_Done, expat.ExpatError, LookupError, ValueError):
            looking = False
        if looking and fed > limits.token:
            raise Refused("xml_limits", "a part begins with too long a comment")


def _refuse_dtd(_name: str, _system: str | None, _public: str | None, _subset: bool) -> NoReturn:
    raise Refused("dtd")


class _Done(Exception):
    """The first element has been reached."""


def _stop(_name: str, _attributes: dict[str, str]) -> NoReturn:
    raise _Done
