"""What kind of file some bytes are."""

import re
from collections.abc import Callable

import pytest

from audit_core.problems import file_faults
from audit_core.xlsx.reader import read_book
from audit_core.xlsx.reader.file_types import sniff
from audit_core.xlsx.refusals import Refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def wide(text: str) -> bytes:
    return OLE + text.encode("utf-16-le") + bytes(100)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (bytes(5000), "empty"),
        (b" \r\n", "empty"),
        (wide("EncryptedPackage"), "encrypted"),
        (wide("EncryptedPackage DRMEncryptedDataSpace"), "label"),
        (wide("Workbook"), "xls"),
        (wide("Book"), "xls"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00", "xls"),
        (wide("WordDocument"), "doc"),
        (wide("__substg1.0_0037001F"), "msg"),
        (wide("PowerPoint Document"), "ole"),
        (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
        (b"\n\n%PDF-1.4", "pdf"),
        (b"{\\rtf1\\ansi", "rtf"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"7z\xbc\xaf\x27\x1c\x00", "archive"),
        (b"\x1f\x8b\x08", "archive"),
        (b"\x78\x9f\x3e\x22\x01\x00\x01", "winmail"),
        (b"L\x00\x00\x00\x01\x14\x02\x00\x00\x00\x00\x00\xc0" + bytes(70), "link"),
        (b"[InternetShortcut]\r\nURL=https://council.example/form.xlsx\r\n", "link"),
        (b"[{000214A0-0000-0000-C000-000000000046}]\r\nProp3=19,11\r\n", "link"),
        (b"[InternetShortcut.A]\nURL=https://council.example", "link"),
        (b"bplist00\xd1\x01\x02SURL_\x10\x1chttps://council.example", "link"),
        (b"[Desktop Entry]\nType=Link\nURL=https://council.example\n", "link"),
        (b'{"url":"https://docs.example/open?id=x","doc_id":"x","email":"a@b.example"}', "link"),
        (
            (
                b'<?xml version="1.0"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST//EN" "x">\n'
                b'<plist version="1.0"><dict>\n<key>URL</key><string>x'
            ),
            "link",
        ),
        (
            b'<o:document xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><a/>',
            "fods",
        ),
        (b"<!DOCTYPE html><html>", "html"),
        (b"\xef\xbb\xbf\n<table><tr>", "html"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "xml2003",
        ),
        (b"MIME-Version: 1.0\r\nFrom: a@b.example\r\n", "eml"),
        (b"Ref,Standard\r\nDA-1.1,Met\r\n", "text"),
        ("Ref\tStandard\r\n".encode("utf-16"), "text"),
        (b"\x00\x01\x02\x03\x80\x81", "unknown"),
        (b"PK\x03\x04 and no more", "damaged"),
        (b"PK\x05\x06" + bytes(18), "zip"),
    ],
)
def test_each_kind_of_file_is_recognised(data: bytes, code: str) -> None:
    """A file is recognised by its content, whatever its name, and the reader refuses it with the
    code of its kind.
    """
    assert sniff(data) == code
    with pytest.raises(Refused) as refused:
        read_book(data)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (
            {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"},
            "ods",
        ),
        ({"Index/Document.iwa": "x", "Metadata/Properties.plist": "y"}, "numbers"),
        ({"Index.zip": "x"}, "numbers"),
        ({"returns/form.xlsx": "x"}, "zip"),
        (
            {
                "[Content_Types].xml": "<Types "
                'xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
                "a": "b",
            },
            "zip",
        ),
    ],
)
def test_other_zips_are_told_apart(
    zipped: Callable[..., bytes], parts: dict[str, str], code: str
) -> None:
    """OpenDocument, Apple and plain zip files begin alike, so their parts decide."""
    assert sniff(zipped(parts)) == code
    with pytest.raises(Refused) as refused:
        read_book(zipped(parts))
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"xl/vbaProject.bin": "macro"}, "xlsm"),
        ({"XL/VBAPROJECT.BIN": "macro"}, "xlsm"),
        ({"xl/macrosheets/sheet1.xml": "<a/>"}, "xlsm"),
        ({"xl/workbook.bin": "x"}, "xlsb"),
        ({"word/document.xml": "<a/>"}, "docx"),
        ({"ppt/presentation.xml": "<a/>"}, "pptx"),
    ],
)
def test_other_office_files_are_told_apart(
    make: Callable[..., bytes], change: dict[str, str], code: str
) -> None:
    """Macros are recognised by any part they need, and other Office files by their main part."""
    assert sniff(make(change=change)) == code
    with pytest.raises(Refused) as refused:
        read_book(make(change=change))
    assert refused.value.code == code


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        "application/vnd.ms-excel.template.MACROENABLED.main+xml",
    ],
)
def test_a_macro_workbook_renamed_to_xlsx_is_recognised_by_its_type(
    make: Callable[..., bytes], kind: str
) -> None:
    """The declared type reveals a macro workbook even if the macros are hidden under another
    name.
    """
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}"/></Types>'
    )
    assert sniff(make(change={"[Content_Types].xml": types})) == "xlsm"


def test_a_type_declared_for_no_part_is_ignored(make: Callable[..., bytes]) -> None:
    """SheetJS declares ".bin" as a macro workbook in every file it saves; only a file that has such
    a part is one.
    """
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="BIN" '
        'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
    )
    assert sniff(make(change={"[Content_Types].xml": types})) == "xlsx"
    assert sniff(make(change={"[Content_Types].xml": types, "xl/other.bin": "x"})) == "xlsm"


@pytest.mark.parametrize("kind", ["sheet.binary.macroEnabled.main", "sheet.main+xml"])
def test_a_binary_workbook_is_called_by_its_name(make: Callable[..., bytes], kind: str) -> None:
    """Excel declares every .xlsb as able to hold macros. It is told that it is an .xlsb, not that
    it has macros, which it need not have.
    """
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/xl/workbook.bin" ContentType="application/vnd.ms-excel.{kind}"/>'
        "</Types>"
    )
    change = {"[Content_Types].xml": types, "xl/workbook.xml": None, "xl/workbook.bin": "x"}
    assert sniff(make(change=change)) == "xlsb"


def test_an_ordinary_workbook_is_an_xlsx(make: Callable[..., bytes]) -> None:
    """An ordinary workbook is called by its name."""
    assert sniff(make()) == "xlsx"


@pytest.mark.parametrize(
    "where",
    ["_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml"],
)
def test_strict_open_xml_is_refused_by_name_and_never_empty(
    make: Callable[..., bytes], where: str
) -> None:
    """Strict Open XML, which other libraries read as a workbook without sheets, is refused
    whichever part reveals it.
    """
    strict = {
        "_rels/.rels": "<Relationships "
        'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" '
        'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": "<Relationships "
        'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" '
        'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/workbook.xml": '<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>',
        "xl/worksheets/sheet1.xml": "<worksheet "
        'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>',
    }
    data = make(change={where: strict[where]})
    with pytest.raises(Refused) as refused:
        read_book(data)
    assert refused.value.code == "strict"
    if where == "_rels/.rels":
        assert sniff(data) == "strict"


def test_every_refusal_is_explained_in_plain_english() -> None:
    """Each code has what is wrong and what to do, in sentences without jargon that fit a ledger
    line.
    """
    for code, words in file_faults.PROBLEMS.items():
        assert re.fullmatch(r"file\.[a-z0-9_.]+", code)
        if not code.startswith("file.notice."):
            for sentence in (words.what, words.remedy):
                assert sentence[0].isupper()
                assert sentence.endswith(".")
                assert len(sentence) <= 200
                assert not {"XML part", "parse", "exception", "null", "CRC"} & set(sentence.split())
    assert Refused("pdf").code == "pdf"
    with pytest.raises(KeyError):
        Refused("no_such_code")
