"""Make many workbooks from one: fill a few texts into a finished zip without packing the rest
again.

A master is a zip with placeholders. A part that has some is packed in pieces, so that a text can be
put between two of them as a stored block of the deflate format (RFC 1951, 3.2.4). All other parts
are copied as they are. The result unpacks to the same as a full build, some hundreds of times
faster.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from zipfile import ZipFile

import attrs

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
# Zip 2.0; the compression method; 1 January 1980, the earliest date in a zip.
_VERSION, _DEFLATED, _DAY = 20, 8, 0x21
_UTF8 = 0x800
_LONGEST = 0xFFFF  # bytes in one stored block


@attrs.frozen
class _Piece:
    """A stretch of a part that never changes, unpacked and packed. `slot` is the placeholder that
    follows.
    """

    plain: bytes
    packed: bytes
    slot: str


@attrs.frozen
class _Part:
    """One member of the zip: packed as a whole if it has no placeholder, otherwise as pieces."""

    name: bytes
    pieces: tuple[_Piece, ...] = ()
    crc: int = 0
    packed: bytes = b""
    size: int = 0


class Master:
    """A workbook with placeholders that can be filled repeatedly."""

    def __init__(self, data: bytes, placeholders: Iterable[str]) -> None:
        """Raise ValueError if a placeholder is not found, since its text would be missing
        unnoticed.
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
            raise ValueError(f"placeholders not found: {sorted(missing)}")

    def fill(self, texts: Mapping[str, str]) -> bytes:
        """Return the workbook with these texts by placeholder, each already escaped for XML.

        The same texts give the same bytes.
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
    """Return a member, cut at its placeholders."""
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
    """Return data deflated without a header.

    After a full flush more can follow: it ends on a whole byte, and nothing later refers back to
    it.
    """
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(plain) + packer.flush(ending)


def _stored(plain: bytes) -> bytes:
    """Return text as stored blocks, none of which is the last of its stream."""
    blocks = (plain[at : at + _LONGEST] for at in range(0, len(plain), _LONGEST))
    return b"".join(
        b"\x00" + struct.pack("<HH", len(block), len(block) ^ 0xFFFF) + block for block in blocks
    )


def _filled(part: _Part, blocks: Mapping[str, tuple[bytes, bytes]]) -> tuple[int, bytes, int]:
    """Return a part's checksum, packed bytes and size, with its texts filled in."""
    crc, size, packed = 0, 0, []
    for piece in part.pieces:
        crc, size = zlib.crc32(piece.plain, crc), size + len(piece.plain)
        packed.append(piece.packed)
        if piece.slot:
            plain, block = blocks[piece.slot]
            crc, size = zlib.crc32(plain, crc), size + len(plain)
            packed.append(block)
    return crc, b"".join(packed), size
