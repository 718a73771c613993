"""Random damage raises nothing but Refused, and soon."""

import io
import time
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.datavalidation import DataValidation

from audit_core.problems.catalogue import PROBLEMS
from audit_core.xlsx.reader import read_book
from audit_core.xlsx.reader.file_types import sniff
from audit_core.xlsx.refusals import Refused
from audit_core.xlsx.writer.postprocess import finish_workbook_bytes


def build() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in range(1, 20):
        sheet.append([f"DA-1.{row}", "Was every child seen alone?", "Met", row / 2, True, "=A1"])
    sheet.merge_cells("H1:I2")
    sheet.protection.sheet = True
    rule = DataValidation(type="list", formula1='"Met,Not met"')
    rule.add("C1:C9")
    sheet.add_data_validation(rule)
    book.defined_names["AF_q"] = openpyxl.workbook.defined_name.DefinedName(
        "AF_q", attr_text="Sheet!$C$1"
    )
    book.create_sheet("hidden").sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return finish_workbook_bytes(out.getvalue())


GOOD = build()
PARTS = {
    info.filename: zipfile.ZipFile(io.BytesIO(GOOD)).read(info)
    for info in zipfile.ZipFile(io.BytesIO(GOOD)).infolist()
}
SNIPPETS = [
    b"<",
    b">",
    b'"',
    b"&",
    b"<!DOCTYPE a>",
    b"<c r='A1'>",
    b"</row>",
    b"\x00",
    b"\xff\xfe",
    b"-1",
    b"99999999999",
    b"",
    b"<v>",
    b' r="Z9"',
    b"\xed\xa0\x80",
]


def check(data: bytes) -> None:
    """Read bytes, which must give a Book or a Refused with a known code, in time."""
    started = time.process_time()  # of this process: what else the machine does must not matter
    code = detail = ""
    try:
        read_book(data)
    except Refused as refused:
        code, detail = refused.code, refused.detail
    assert not code or f"file.{code}" in PROBLEMS
    assert code != "unreadable", "a failure nobody foresaw"
    assert len(detail) <= 200
    assert detail == "" or detail.isprintable()
    assert sniff(data) == "xlsx" or f"file.{sniff(data)}" in PROBLEMS
    assert time.process_time() - started < 20


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=8),
    st.integers(0, len(GOOD)),
)
def test_changed_bytes_never_raise_another_error(changes: list[tuple[int, int]], keep: int) -> None:
    """Whether bytes are flipped or the file is cut short, it is refused or read."""
    data = bytearray(GOOD)
    for place, byte in changes:
        data[place] = byte
    check(bytes(data))
    check(bytes(data[:keep]))


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_changed_parts_never_raise_another_error(
    zipped: Callable[..., bytes], data: st.DataObject
) -> None:
    """Text is cut out of parts and odd pieces are inserted, where checksums do not help."""
    name = data.draw(st.sampled_from(sorted(PARTS)))
    part = bytearray(PARTS[name])
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(part)))
        end = min(len(part), start + data.draw(st.sampled_from([0, 0, 1, 3, 20])))
        part[start:end] = data.draw(st.sampled_from(SNIPPETS))
    check(zipped({**PARTS, name: bytes(part)}))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_can_be_read_or_refused(data: bytes) -> None:
    """Bytes that were never a workbook are refused, with and without the signature of a zip."""
    check(data)
    check(b"PK\x03\x04" + data)
    check(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + data)


def test_the_undamaged_file_is_read_without_notices() -> None:
    """It is the file from which the damage starts."""
    assert read_book(GOOD).notices == ()
    with pytest.raises(Refused):
        read_book(GOOD[:-30])
