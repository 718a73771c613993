"""Many workbooks from one: a finished zip whose few differing texts are put in without packing the
rest again.

A master is a zip in which placeholders stand. Each part that holds one is packed piece by piece, so
that between two
pieces a text can be laid as a stored block of the deflate format (RFC 1951, 3.2.4); every other
part is copied as it is.
The result unpacks to what a full build gives, some hundreds of times sooner.
"""

from __future__ import annotations

import re
import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION, _DEFLATED, _DAY = (
    20,
    8,
    0x21,
)  # of zip 2.0; the method; 1 January 1980, the first day a zip can tell
_UTF8 = 0x800
_LONGEST = 0xFFFF  # bytes in one stored block


@attrs.frozen
class _Piece:
    """A stretch of a part that never changes: as it is, and packed so that something can follow.
    `slot` is what follows.
    """

    plain: bytes
    packed: bytes
    slot: str


@attrs.frozen
class _Part:
    """One member. A part without placeholders keeps its whole entry ready; the others are put
    together from pieces.
    """

    name: bytes
    pieces: tuple[_Piece, ...] = ()
    crc: int = 0
    packed: bytes = b""
    size: int = 0


class Master:
    """A workbook with placeholders, ready to be filled again and again."""

    def __init__(self, data: bytes, placeholders: Iterable[str]) -> None:
        """Raises ValueError where a placeholder stands nowhere, since what it is for would be
        missing without a word.
        """
        names = {name.encode(): name for name in placeholders}
        pattern = re.compile(
            b"|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        )
        used: set[str] = set()
        with ZipFile(BytesIO(data)) as packed:
            self._parts = tuple(
                _part(name, packed.read(name), pattern, names, used) for name in packed.namelist()
            )
        if missing := set(names.values()) - used:
            msg = f"no place for {sorted(missing)}"
            raise ValueError(msg)

    def fill(self, texts: Mapping[str, str]) -> bytes:
        """The workbook with these texts, by placeholder, each already fit for XML. The same texts
        give the same bytes.
        """
        blocks = {name: (text.encode(), _stored(text.encode())) for name, text in texts.items()}
        out, index, at = [], [], 0
        for part in self._parts:
            crc, packed, size = (
                _filled(part, blocks) if part.pieces else (part.crc, part.packed, part.size)
            )
            flags = 0 if part.name.isascii() else _UTF8
            about = (flags, _DEFLATED, 0, _DAY, crc, len(packed), size, len(part.name))
            out += [_LOCAL.pack(b"PK\x03\x04", _VERSION, *about, 0), part.name, packed]
            index += [
                _CENTRAL.pack(b"PK\x01\x02", _VERSION, _VERSION, *about, 0, 0, 0, 0, 0, at),
                part.name,
            ]
            at += _LOCAL.size + len(part.name) + len(packed)
        directory = b"".join(index)
        end = _END.pack(
            b"PK\x05\x06", 0, 0, len(self._parts), len(self._parts), len(directory), at, 0
        )
        return b"".join((*out, directory, end))


def _part(
    name: str, data: bytes, pattern: re.Pattern[bytes], names: Mapping[bytes, str], used: set[str]
) -> _Part:
    """A member, taken apart where placeholders stand."""
    pieces = tuple(_pieces(data, pattern, names))
    used.update(piece.slot for piece in pieces if piece.slot)
    if len(pieces) > 1:
        return _Part(name.encode(), pieces)
    return _Part(name.encode(), (), zlib.crc32(data), pieces[0].packed, len(data))


def _pieces(
    data: bytes, pattern: re.Pattern[bytes], names: Mapping[bytes, str]
) -> Iterator[_Piece]:
    at = 0
    for match in pattern.finditer(data):
        plain = data[at : match.start()]
        yield _Piece(plain, _packed(plain, zlib.Z_FULL_FLUSH), names[match[0]])
        at = match.end()
    yield _Piece(data[at:], _packed(data[at:], zlib.Z_FINISH), "")


def _packed(plain: bytes, ending: int) -> bytes:
    """Deflated without a header; after a full flush more can follow, on a whole byte and looking
    back at nothing.
    """
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(plain) + packer.flush(ending)


def _stored(plain: bytes) -> bytes:
    """Text as stored blocks, none of them the last."""
    blocks = (plain[at : at + _LONGEST] for at in range(0, len(plain), _LONGEST))
    return b"".join(
        b"\x00" + struct.pack("<HH", len(block), len(block) ^ 0xFFFF) + block for block in blocks
    )


def _filled(part: _Part, blocks: Mapping[str, tuple[bytes, bytes]]) -> tuple[int, bytes, int]:
    """A part's checksum, its packed bytes and its size once its texts are in."""
    crc, size, packed = 0, 0, []
    for piece in part.pieces:
        crc, size = zlib.crc32(piece.plain, crc), size + len(piece.plain)
        packed.append(piece.packed)
        if piece.slot:
            plain, block = blocks[piece.slot]
            crc, size = zlib.crc32(plain, crc), size + len(plain)
            packed.append(block)
    return crc, b"".join(packed), size
