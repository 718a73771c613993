"""The zip around a workbook: limits, overlaps, false sizes and names."""

import io
import random
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest
from attrs import evolve

from audit_core.xlsx.reader import read_book
from audit_core.xlsx.reader.limits import LIMITS, Limits
from audit_core.xlsx.refusals import Refused

Make = Callable[..., bytes]
ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>Met</t></is></c></row>'


def code_of(data: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(Refused) as refused:
        read_book(data, limits)
    return refused.value.code


def test_a_file_over_the_size_limit_is_refused_first(make: Make) -> None:
    """The size is checked first: even a file of unknown kind is too big."""
    data = make(ROW)
    assert code_of(data, evolve(LIMITS, file_size=len(data) - 1)) == "too_big"
    assert read_book(data, evolve(LIMITS, file_size=len(data))).sheets
    assert code_of(b"x" * (LIMITS.file_size + 1)) == "too_big"


def test_too_many_parts_are_refused_by_their_number(make: Make) -> None:
    """201 parts are one too many; 200 are accepted."""
    data = make(ROW)
    count = len(zipfile.ZipFile(io.BytesIO(data)).namelist())
    more = {f"xl/media/{number}.png": "x" for number in range(LIMITS.parts - count)}
    assert read_book(make(ROW, change=more)).sheets
    assert code_of(make(ROW, change={**more, "one/more.png": "x"})) == "too_many_parts"


def test_a_claim_of_many_parts_costs_no_time(make: Make) -> None:
    """A directory that claims 65,535 parts is refused without being read."""
    data = bytearray(make(ROW))
    end = data.rfind(b"PK\x05\x06")
    struct.pack_into("<2H", data, end + 8, 65_535, 65_535)
    started = time.process_time()  # of this process: what else the machine does must not matter
    assert code_of(bytes(data)) == "too_many_parts"
    assert time.process_time() - started < 2


def test_part_size_unpacked_size_and_ratio_are_limited(make: Make) -> None:
    """Each of the three limits on unpacking has its own refusal, one byte over it."""
    noise = random.Random(1).randbytes(30_000).hex()  # noqa: S311 - only has to be hard to pack
    data = make(ROW, after=f'<x a="{noise}"/>' * 3)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        size = packed.getinfo("xl/worksheets/sheet1.xml").file_size
        in_all = sum(part.file_size for part in packed.infolist())
    assert read_book(data, evolve(LIMITS, part_size=size, unpacked_size=in_all)).sheets
    assert code_of(data, evolve(LIMITS, part_size=size - 1)) == "part_too_big"
    assert code_of(data, evolve(LIMITS, unpacked_size=size)) == "unpacked_too_big"
    assert code_of(make(ROW, after=" " * (11 * 1024 * 1024))) == "ratio"
    assert read_book(make(ROW, after=" " * (LIMITS.ratio_grace - 1000))).sheets


def test_a_bomb_is_refused_quickly_and_in_little_memory(make: Make) -> None:
    """A part that unpacks to 64 MiB costs neither a second nor the memory to hold it."""
    data = make(ROW, change={"xl/worksheets/sheet1.xml": b" " * (63 * 1024 * 1024)})
    tracemalloc.start()
    started = time.process_time()  # of this process: what else the machine does must not matter
    assert code_of(data) == "ratio"
    assert time.process_time() - started < 10
    assert tracemalloc.get_traced_memory()[1] < 16 * 1024 * 1024
    tracemalloc.stop()


def lie(data: bytes, name: bytes, size: int | None = None, crc: int | None = None) -> bytes:
    """The same zip with a false entry about one part in its directory."""
    changed = bytearray(data)
    place = data.rfind(b"PK\x01\x02", 0, data.rfind(name))
    if crc is not None:
        struct.pack_into("<L", changed, place + 16, crc)
    if size is not None:
        struct.pack_into("<L", changed, place + 24, size)
    return bytes(changed)


def test_false_sizes_are_found_by_counting(make: Make) -> None:
    """A directory cannot pass off a large part as small, nor a small one as large."""
    data = make(ROW, change={"xl/worksheets/sheet1.xml": bytes(60 * 1024 * 1024)})
    started = time.process_time()  # of this process: what else the machine does must not matter
    assert code_of(lie(data, b"xl/worksheets/sheet1.xml", size=10)) == "damaged"
    assert time.process_time() - started < 2
    assert code_of(lie(make(ROW), b"xl/worksheets/sheet1.xml", size=10)) == "damaged"
    assert code_of(lie(make(ROW), b"xl/worksheets/sheet1.xml", size=100_000)) == "damaged"


@pytest.mark.parametrize("part", [b"xl/worksheets/sheet1.xml", b"xl/workbook.xml"])
def test_a_wrong_checksum_is_found_in_every_part_that_is_read(make: Make, part: bytes) -> None:
    """A file damaged on the way is refused, whichever part was hit, rather than read with wrong
    letters.
    """
    assert code_of(lie(make(ROW), part, crc=1)) == "damaged"


def test_parts_that_overlap_are_refused(make: Make) -> None:
    """Two parts may not share bytes, even if this version of Python would accept them."""
    data = bytearray(make(ROW, change={"a/one.bin": "x" * 50, "a/two.bin": "x" * 50}))
    first = data.find(b"PK\x03\x04", data.find(b"a/one.bin") - 40)
    size = struct.unpack_from("<L", data, first + 18)[0]
    place = data.rfind(b"PK\x01\x02", 0, data.rfind(b"a/one.bin"))
    struct.pack_into("<L", data, place + 20, size + 40)
    assert code_of(bytes(data)) == "overlap"


def test_two_entries_for_the_same_bytes_are_an_overlap(make: Make) -> None:
    """A classic zip bomb lists the same bytes again and again."""
    data = make(ROW, change={"a/one.bin": "x" * 50})
    place = data.rfind(b"PK\x01\x02", 0, data.rfind(b"a/one.bin"))
    end = data.rfind(b"PK\x05\x06")
    doubled = bytearray(
        data[:end] + data[place:end].replace(b"a/one.bin", b"a/one.bin") + data[end:]
    )
    end = doubled.rfind(b"PK\x05\x06")
    count, directory = (
        struct.unpack_from("<H", doubled, end + 10)[0],
        struct.unpack_from("<L", doubled, end + 12)[0],
    )
    struct.pack_into(
        "<2HL", doubled, end + 8, count + 1, count + 1, directory + end - place - (end - place - 55)
    )
    assert code_of(bytes(doubled)) in {"overlap", "duplicate_part", "damaged"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    "second", ["xl/worksheets/sheet1.xml", "XL/Worksheets/SHEET1.xml", "xl\\worksheets\\sheet1.xml"]
)
def test_two_parts_of_one_name_are_refused(make: Make, second: str) -> None:
    """Two programs could read two different forms from such a file, so neither is accepted."""
    out = io.BytesIO(make(ROW))
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr(zipfile.ZipInfo(second), "<worksheet/>")
    assert code_of(out.getvalue()) == "duplicate_part"


@pytest.mark.parametrize(
    "name",
    [
        "../evil.xml",
        "xl/../../evil.xml",
        "/etc/passwd",
        "C:/evil.xml",
        "xl\\..\\evil",
        "a\nb.xml",
        "a\x1bb",
    ],
)
def test_names_that_point_outside_are_refused(make: Make, name: str) -> None:
    """Nothing is ever unpacked to disk, and a file that tries is refused all the same."""
    assert code_of(make(ROW, change={name: "x"})) == "unsafe_name"


def test_an_encrypted_zip_is_reported_as_protected(make: Make) -> None:
    """A zip password is a password to open."""
    data = bytearray(make(ROW))
    struct.pack_into("<H", data, data.find(b"PK\x01\x02") + 8, 1)
    assert code_of(bytes(data)) == "encrypted"


def test_another_compression_is_refused(zipped: Callable[..., bytes], make: Make) -> None:
    """Spreadsheet programs compress in one way only, and other ways are not worth the risk."""
    data = make(ROW)
    parts = {
        name: zipfile.ZipFile(io.BytesIO(data)).read(name)
        for name in zipfile.ZipFile(io.BytesIO(data)).namelist()
    }
    assert code_of(zipped(parts, zipfile.ZIP_BZIP2)) == "damaged"
    assert read_book(zipped(parts, zipfile.ZIP_STORED)).sheets[0].cells[1, 1].value == "Met"


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9, 0.99])
def test_a_truncated_file_is_damaged(make: Make, keep: float) -> None:
    """A download that stopped half-way is damaged, never a form with fewer answers."""
    data = make(ROW)
    assert code_of(data[: int(len(data) * keep)]) == "damaged"


def test_names_and_places_must_agree_with_the_directory(make: Make) -> None:
    """A part whose own header has another name than the directory could be read in two ways."""
    data = bytearray(make(ROW))
    place = data.find(b"xl/workbook.xml")
    data[place : place + 15] = b"xl/workbooc.xml"
    assert code_of(bytes(data)) == "damaged"


def test_zip64_fields_are_understood(make: Make) -> None:
    """Some programs write long sizes for short files."""
    data = make(ROW)
    parts = {
        name: zipfile.ZipFile(io.BytesIO(data)).read(name)
        for name in zipfile.ZipFile(io.BytesIO(data)).namelist()
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            with packed.open(name, "w", force_zip64=True) as entry:
                entry.write(part)
    assert read_book(out.getvalue()).sheets[0].cells[1, 1].value == "Met"


def test_part_names_are_found_in_any_case(make: Make) -> None:
    """Some programs write sharedstrings.xml, which Excel accepts too."""
    data = make('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings="<si><t>Met</t></si>")
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts["XL/SharedStrings.XML"] = parts.pop("xl/sharedStrings.xml")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    assert read_book(out.getvalue()).sheets[0].cells[1, 1].value == "Met"


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/_rels/workbook.xml.rels"])
@pytest.mark.parametrize("field", [16, 20, 24], ids=["checksum", "packed size", "size"])
def test_a_cached_part_is_still_checked(part: str, field: int, make: Make) -> None:
    """The same bytes with another size or checksum are unpacked and checked again, although the
    correct ones were read before.
    """
    data = bytearray(make(ROW, styles="<fonts/>"))
    assert read_book(bytes(data)).sheets
    line = data.rfind(b"PK\x01\x02", 0, data.rfind(part.encode()))
    struct.pack_into("<L", data, line + field, struct.unpack_from("<L", data, line + field)[0] - 1)
    assert code_of(bytes(data)) == "damaged"
