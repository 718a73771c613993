"""Read the directory of a zip: the parts, where each lies, and that no two of them overlap.

The standard library's reader makes an object for every entry before they can be counted. In many
versions of Python it also accepts entries that overlap (CVE-2024-0450), which turns 31 kB into a
gigabyte of work.
"""

from __future__ import annotations

import itertools
import struct
from functools import lru_cache
from typing import NamedTuple

from audit_core.xlsx.reader.limits import Limits
from audit_core.xlsx.refusals import Refused

_END = struct.Struct("<4s4H2LH")
_END64_PLACE = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_UTF8 = 0x800
_LOCKED = 0x1
STORED, DEFLATED = 0, 8
_SHORT = 100
"""Bytes of the longest name that is cached: every workbook has the same few."""


class ZipEntry(NamedTuple):
    """One part as the directory lists it.

    `start` and `packed` say where its bytes are. `size` and `crc` are as declared, not yet checked.
    """

    name: str
    method: int
    crc: int
    packed: int
    size: int
    start: int


def read_directory(data: bytes, limits: Limits) -> tuple[ZipEntry, ...]:
    """Return the entries of a zip in the order of its directory, without folders.

    Raises Refused: "damaged" if the directory and the parts do not match, "too_many_parts",
    "overlap", "unsafe_name", "duplicate_part" (names that differ only in case count as the same),
    "encrypted".
    """
    place, count, size = _find_directory(data)
    if count > limits.parts:
        raise Refused("too_many_parts", f"{count} parts")
    entries: list[ZipEntry] = []
    taken: list[tuple[int, int]] = [(place, place + size)]
    seen: set[str] = set()
    for _ in range(count):
        entry, raw_name, header, place = _read_entry(data, place)
        start = _check_local(data, header, raw_name)
        taken.append((header, start + entry.packed))
        if not entry.name or entry.name.endswith("/"):
            continue
        if entry.name.lower() in seen:
            raise Refused("duplicate_part")
        seen.add(entry.name.lower())
        entries.append(entry._replace(start=start))
    if place > taken[0][1]:
        raise Refused("damaged", "the zip directory is longer than declared")
    taken.sort()
    for (_, end), (following, _) in itertools.pairwise(taken):
        if end > following:
            raise Refused("overlap")
    return tuple(entries)


def _find_directory(data: bytes) -> tuple[int, int, int]:
    """Return where the central directory starts, how many entries it lists, and its length."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if end < 0 or end + _END.size > len(data):
        raise Refused("damaged", "the file is cut short: it has no zip directory")
    disks, count, size, place = _END.unpack_from(data, end)[1:3], *_END.unpack_from(data, end)[4:7]
    before = end - _END64_PLACE.size
    if before >= 0 and data[before : before + 4] == b"PK\x06\x07":
        end = _END64_PLACE.unpack_from(data, before)[2]
        if end + _END64.size > before or data[end : end + 4] != b"PK\x06\x06":
            raise Refused("damaged", "the zip directory is not where it should be")
        disks, count, size, place = (
            _END64.unpack_from(data, end)[4:6],
            *_END64.unpack_from(data, end)[7:10],
        )
    if any(disks) or place + size > end:
        raise Refused("damaged", "the zip directory is not where it should be")
    return place, count, size


def _read_entry(data: bytes, place: int) -> tuple[ZipEntry, bytes, int, int]:
    """Return one entry of the directory, its name as bytes, and the offsets of its local header and
    of the next entry.
    """
    if data[place : place + 4] != b"PK\x01\x02" or place + _CENTRAL.size > len(data):
        raise Refused("damaged", "the zip directory is not readable")
    fields = _CENTRAL.unpack_from(data, place)
    flags, method = fields[3], fields[4]
    crc, packed, size, name_length, extra_length, comment_length = fields[7:13]
    name_at = place + _CENTRAL.size
    raw_name = data[name_at : name_at + name_length]
    extra = data[name_at + name_length : name_at + name_length + extra_length]
    size, packed, header = _long_sizes(extra, size, packed, fields[16])
    if flags & _LOCKED:
        raise Refused("encrypted")
    if method not in (STORED, DEFLATED):
        raise Refused("damaged", "a part has a compression method that workbooks do not use")
    safe_name = _known_name if len(raw_name) <= _SHORT else _safe_name
    entry = ZipEntry(safe_name(raw_name, bool(flags & _UTF8)), method, crc, packed, size, 0)
    return entry, raw_name, header, name_at + name_length + extra_length + comment_length


def _long_sizes(extra: bytes, size: int, packed: int, header: int) -> tuple[int, int, int]:
    """Return sizes and offset, from the zip64 field where the short ones refer to it.

    Some programs write it even for small files.
    """
    values = [size, packed, header]
    if 0xFFFFFFFF not in values:
        return size, packed, header
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<2H", extra)
        if kind == 1:
            numbers = iter(
                struct.unpack_from(f"<{length // 8}Q", extra, 4) if len(extra) >= 4 + length else ()
            )
            values = [next(numbers, value) if value == 0xFFFFFFFF else value for value in values]
            break
        extra = extra[4 + length :]
    return values[0], values[1], values[2]


def _check_local(data: bytes, header: int, raw_name: bytes) -> int:
    """Return where a part's bytes begin. Its local header must exist and have the name in the
    directory.
    """
    if data[header : header + 4] != b"PK\x03\x04" or header + _LOCAL.size > len(data):
        raise Refused("damaged", "a part is not where the zip directory says")
    name_length, extra_length = _LOCAL.unpack_from(data, header)[9:11]
    name_at = header + _LOCAL.size
    if data[name_at : name_at + name_length] != raw_name:
        raise Refused("damaged", "a part's name differs from its name in the zip directory")
    return int(name_at + name_length + extra_length)


def _safe_name(raw: bytes, utf8: bool) -> str:
    """Return a part's name with forward slashes. Raises Refused if it points outside the zip.

    Nothing is written to disk; such a name is refused all the same.
    """
    try:
        name = raw.decode("utf-8" if utf8 else "cp437").replace("\\", "/")
    except UnicodeDecodeError:
        raise Refused("damaged", "a part's name is not readable") from None
    steps = name.split("/")
    if name.startswith("/") or ".." in steps or ":" in name or not name.isprintable():
        raise Refused("unsafe_name")
    return name


_known_name = lru_cache(maxsize=1024)(_safe_name)
