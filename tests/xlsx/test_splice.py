"""A master filled in repeatedly: every part unpacks to its content with the texts in place."""

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
    """Whatever the texts and parts are, unpacking gives the master with each placeholder
    replaced.
    """
    filled = Master(write_zip(PARTS), (ONE, TWO)).fill({ONE: one, TWO: two})
    wanted = {
        name: data.replace(ONE.encode(), b"\0one").replace(TWO.encode(), b"\0two")
        for name, data in PARTS.items()
    }
    assert parts_of(filled) == {
        name: data.replace(b"\0one", one.encode()).replace(b"\0two", two.encode())
        for name, data in wanted.items()
    }


def test_a_text_longer_than_a_deflate_block_is_inserted_whole() -> None:
    """A text may be longer than one stored block of the zip format."""
    long = "long " * 40_000
    assert (
        parts_of(Master(write_zip(PARTS), (ONE, TWO)).fill({ONE: long, TWO: ""}))["a.xml"]
        == f"<a>{long} and  and {long}</a>".encode()
    )


def test_parts_without_a_placeholder_are_compressed_once_and_copied() -> None:
    """Their compressed bytes are the same in every filled copy."""
    master = Master(write_zip(PARTS), (ONE, TWO))
    first, second = (master.fill({ONE: text, TWO: text}) for text in ("x", "y" * 900))
    for name in ("[Content_Types].xml", "c.xml", "empty.xml"):
        assert raw(first, name) == raw(second, name)


def test_a_placeholder_that_is_not_in_the_master_is_an_error() -> None:
    """A mistake of ours raises instead of leaving a text out."""
    with pytest.raises(ValueError, match="placeholders not found"):
        Master(write_zip({"a.xml": b"<a/>"}), (ONE,))


def raw(data: bytes, name: str) -> bytes:
    """A member as stored in the zip, compressed."""
    with ZipFile(io.BytesIO(data)) as packed:
        info = packed.getinfo(name)
        assert info.compress_type == zipfile.ZIP_DEFLATED
    start = info.header_offset + 30 + len(name.encode())
    return data[start : start + info.compress_size]
