"""Cut blank cells out of a large sheet before it is parsed.

Excel writes one element for every formatted cell, so a sheet coloured down to row 150,000 has over
a million of them and nothing in any. What is cut says nothing; everything else passes unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from audit_core.xlsx.reader.package import BLOCK, in_blocks

_CELLS = re.compile(
    rb'(?:<c r="[A-Z]{1,3}[1-9][0-9]{0,6}"(?: s="[0-9]{1,5}")?(?: t="[a-zA-Z]{1,9}")?'
    rb"(?:/>|>(?:<v/>|<v></v>)?</c>))+(?=<c r=|</row>)"
)
"""Blank cells before a cell with an address of its own, or the end of the row."""
_UNUSUAL = b"<!"
"""Begins a comment or unparsed text, inside which a tag is not a tag."""


def without_blanks(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the part of a sheet without its blank cells, in blocks no longer than before.

    The last tag of a block waits for the next one, so that none is looked at by halves. From a
    comment or unparsed text on, nothing is cut.
    """
    kept, usual = b"", True
    for block in blocks:
        piece = kept + block
        usual = usual and _UNUSUAL not in piece
        last = piece.rfind(b"<") if usual else -1
        end = last if len(piece) - last < BLOCK and last >= 0 else len(piece)
        kept, piece = piece[end:], piece[:end]
        yield from in_blocks(_CELLS.sub(b"", piece) if usual else piece)
    yield from in_blocks(kept)
