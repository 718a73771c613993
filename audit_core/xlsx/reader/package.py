"""Unpack the parts of a workbook's zip block by block, checking sizes and checksums."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from audit_core.xlsx.reader.limits import Limits
from audit_core.xlsx.reader.zip_directory import STORED, ZipEntry, read_directory
from audit_core.xlsx.refusals import Refused

BLOCK = 64 * 1024
"""Bytes of one block."""
_PACKED_BLOCK = 16 * 1024


class Container:
    """The parts of one file by name, in any case (as in Excel).

    A part is unpacked, and held to the limits, when it is asked for. So a part that nobody reads (a
    picture, an embedded document) costs nothing and cannot be a reason to refuse the file.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Read the directory. Raises Refused as `read_directory` does."""
        self.limits = limits
        self._data = memoryview(data)
        self._entries = {entry.name.lower(): entry for entry in read_directory(data, limits)}
        self._asked_for: set[str] = set()
        self._left = limits.unpacked_size

    def __contains__(self, name: str) -> bool:
        """Return whether there is a part of this name."""
        return name.lower() in self._entries

    def names(self) -> tuple[str, ...]:
        """Return the names of all parts, in lower case, in the order of the directory."""
        return tuple(self._entries)

    def listed(self) -> tuple[str, ...]:
        """Return the names of all parts as they are written."""
        return tuple(entry.name for entry in self._entries.values())

    def size(self, name: str) -> int:
        """Return the unpacked size of a part as declared in the directory; 0 if there is no such
        part.
        """
        entry = self._entries.get(name.lower())
        return entry.size if entry else 0

    def read(self, name: str) -> bytes:
        """Return a whole part. Raises Refused as `blocks` does."""
        entry = self._entry(name)
        if entry.method != STORED and entry.size <= BLOCK:
            part = _whole(self._packed(entry), entry)
            if part is not None:
                return part
        return b"".join(self.blocks(name))

    def seal(self, name: str) -> tuple[bytes, int, int, int, int]:
        """Return the packed bytes of a part and what the directory declares about it.

        If two parts have the same seal and one can be unpacked, so can the other. Raises Refused as
        `blocks` does for a part that is missing or beyond the limits.
        """
        entry = self._entry(name)
        return bytes(self._packed(entry)), entry.packed, entry.method, entry.size, entry.crc

    def _entry(self, name: str) -> ZipEntry:
        """Return a part that is about to be read, and count its size, once, against the limits."""
        key, limits = name.lower(), self.limits
        entry = self._entries.get(key)
        if entry is None:
            raise Refused("missing_part", _shown(name))
        if key not in self._asked_for:
            if entry.size > limits.part_size:
                raise Refused("part_too_big", _shown(entry.name))
            if entry.size > limits.ratio_grace and entry.size > entry.packed * limits.ratio:
                raise Refused("ratio", _shown(entry.name))
            if entry.size > self._left:
                raise Refused("unpacked_too_big")
            self._left -= entry.size
            self._asked_for.add(key)
        return entry

    def _packed(self, entry: ZipEntry) -> memoryview:
        return self._data[entry.start : entry.start + entry.packed]

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield the unpacked blocks of a part.

        Raises Refused: "missing_part"; "part_too_big", "unpacked_too_big" or "ratio"; or "damaged"
        if the size or checksum is not as declared. It stops at the first byte beyond the declared
        size, so the limits hold for the real size.
        """
        entry = self._entry(name)
        packed = self._packed(entry)
        size = crc = 0
        for block in in_blocks(packed) if entry.method == STORED else _inflated(packed, entry):
            size += len(block)
            if size > entry.size:
                raise Refused("damaged", f"part {_shown(entry.name)} is longer than declared")
            crc = zlib.crc32(block, crc)
            yield block
        if size != entry.size or crc != entry.crc or len(packed) != entry.packed:
            raise Refused("damaged", f"part {_shown(entry.name)}: its checksum is wrong")


def _whole(packed: memoryview, entry: ZipEntry) -> bytes | None:
    """Return a small part, unpacked in one go; None if anything is wrong, which `blocks` then
    reports.
    """
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        part = inflate.decompress(packed, entry.size + 1)
    except zlib.error:
        return None
    whole = inflate.eof and not inflate.unused_data and len(packed) == entry.packed
    return part if whole and len(part) == entry.size and zlib.crc32(part) == entry.crc else None


def in_blocks(data: bytes | memoryview) -> Iterator[bytes]:
    """Yield bytes that are not packed, in blocks. The limit on the length of tags relies on their
    size.
    """
    for start in range(0, len(data), BLOCK):
        yield bytes(data[start : start + BLOCK])


def _inflated(packed: memoryview, entry: ZipEntry) -> Iterator[bytes]:
    """Yield unpacked bytes in blocks.

    The packed bytes are passed on piece by piece, because zlib copies what it has not used each
    time.
    """
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for start in range(0, len(packed), _PACKED_BLOCK):
            piece: bytes | memoryview = packed[start : start + _PACKED_BLOCK]
            while piece and not inflate.eof:
                if block := inflate.decompress(piece, BLOCK):
                    yield block
                piece = inflate.unconsumed_tail
        while not inflate.eof and (block := inflate.decompress(b"", BLOCK)):
            yield block
    except zlib.error:
        raise Refused("damaged", f"part {_shown(entry.name)} cannot be unpacked") from None
    if not inflate.eof or inflate.unused_data:
        raise Refused("damaged", f"part {_shown(entry.name)} cannot be unpacked")


def _shown(name: str) -> str:
    """Return a part's name, cut to fit a ledger line. Programs choose part names; they quote
    nobody.
    """
    return name[:80]
