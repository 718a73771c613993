"""A master filled again and again: every part unpacks to what stood there, with the
texts in place.
"""

import io
import zipfile
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit_core.xlsx.writer.splice import Master
from audit_core.xlsx.writer.zip import write_zip

ONE, TWO = "\ue000one\ue001", "\ue000two\ue001"
PARTS = {
    "[Content_Types].xml": b"<Types/>",
    "a.xml": f"<a>{ONE} and {TWO} and {ONE}</a>".encode(),
    "b.xml": f"{TWO}<b>{'the same again ' * 500}</b>{ONE}".encode(),
    "c.xml": b"<c/>",
    "empty.xml": b"",
}


def parts_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(data)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


@given(
    st.text(st.characters(codec="utf-8"), max_size=200),
    st.text(st.characters(codec="utf-8"), max_size=200),
)
def test_every_part_unpacks_to_itself_with_the_texts_in_place(one: str, two: str) -> None:
    filled = Master(write_zip(PARTS), (ONE, TWO)).fill({ONE: one, TWO: two})
    wanted = {
        name: data.replace(ONE.encode(), b"\0one").replace(TWO.encode(), b"\0two")
        for name, data in PARTS.items()
    }
    assert parts_of(filled) == {
        name: data.replace(b"\0one", one.encode()).replace(b"\0two", two.encode())
        for name, data in wanted.items()
    }


def test_a_text_longer_than_a_block_of_the_format_goes_in_whole() -> None:
    long = "long " * 40_000
    assert (
        parts_of(Master(write_zip(PARTS), (ONE, TWO)).fill({ONE: long, TWO: ""}))["a.xml"]
        == f"<a>{long} and  and {long}</a>".encode()
    )


def test_parts_without_a_placeholder_are_packed_once_and_copied() -> None:
    master = Master(write_zip(PARTS), (ONE, TWO))
    first, second = (master.fill({ONE: text, TWO: text}) for text in ("x", "y" * 900))
    for name in ("[Content_Types].xml", "c.xml", "empty.xml"):
        assert raw(first, name) == raw(second, name)


def test_a_placeholder_that_stands_nowhere_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="placeholders not found"):
        Master(write_zip({"a.xml": b"<a/>"}), (ONE,))


def raw(data: bytes, name: str) -> bytes:
    """A member as it lies in the zip, packed."""
    with ZipFile(io.BytesIO(data)) as packed:
        info = packed.getinfo(name)
        assert info.compress_type == zipfile.ZIP_DEFLATED
    start = info.header_offset + 30 + len(name.encode())
    return data[start : start + info.compress_size]
