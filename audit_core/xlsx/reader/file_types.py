"""Recognise the kind of a file from its bytes: people send PDFs, old .xls files and saved
e-mails.
"""

from __future__ import annotations

import re

from audit_core.xlsx.reader.limits import LIMITS, Limits
from audit_core.xlsx.reader.package import Container
from audit_core.xlsx.reader.relationships import read_content_types, read_relations
from audit_core.xlsx.reader.xml_parser import Budget
from audit_core.xlsx.refusals import Refused

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"\x78\x9f\x3e\x22", "winmail"),
    (b"\x4c\x00\x00\x00\x01\x14\x02\x00", "link"),  # .lnk: a shortcut of Windows
    (b"bplist00", "link"),  # .webloc, as macOS usually saves it
    (b"book\x00\x00\x00\x00mark\x00\x00\x00\x00", "link"),  # an alias of macOS
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"BZh", "archive"),
    (b"\x09\x00\x04\x00", "xls"),
    (b"\x09\x02\x06\x00", "xls"),
    (b"\x09\x04\x06\x00", "xls"),
    (b"\x09\x08\x10\x00", "xls"),
    (b"\x09\x08\x08\x00", "xls"),
)
_STREAMS = (
    ("DRMEncryptedDataSpace", "label"),
    ("\tDRMContent", "label"),
    ("EncryptedPackage", "encrypted"),
    ("__substg1.0_", "msg"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", "doc"),
)
_MACROS = ("macroenabled.main", "vbaproject", "macrosheet")
"""In the declared type of a part of a workbook with macros. A whole document that is embedded in a
workbook, with macros of its own, has another type.
"""
_LINK = re.compile(
    r"\[(?:InternetShortcut|Desktop Entry|\{000214A0-0000-0000-C000-000000000046\})[\].]"
    r"|\{[^{}]*\"(?:doc_id|resource_id|doc_?url)\""
    r"|(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE plist[^>]*>\s*)?<plist[^>]*>\s*<dict>\s*<key>URL</key>",
    re.IGNORECASE,
)
"""How a link begins: .url and .website (Windows), .desktop (Linux), .gsheet (Google Drive), .webloc
(macOS).
"""
_HTML = re.compile(r"<(?:!doctype html|html|head|body|table|meta)\b", re.IGNORECASE)
_MAIL = re.compile(
    r"(?:^|\n)(?:From|Received|MIME-Version|Return-Path|Delivered-To|Content-Type): ", re.IGNORECASE
)
_HEAD = 4096


def sniff(data: bytes) -> str:
    """Return a short code for the kind of a file: "xlsx" if it looks readable, else why it is
    refused.

    Never raises. It looks at the first bytes and, in a zip, at the names and declared types of the
    parts. `read_book` may still refuse an "xlsx".
    """
    if not data.startswith(b"PK\x03\x04"):
        return kind_of_bytes(data)
    try:
        container = Container(data, LIMITS)
        kind = kind_of_container(container, Budget(LIMITS))
        if kind == "xlsx":
            read_relations(container, "", Budget(LIMITS))  # raises Refused for Strict Open XML
    except Refused as refused:
        return refused.code
    except Exception:
        return "damaged"
    return kind


def check_kind(data: bytes, limits: Limits) -> None:
    """Raise Refused for bytes that cannot be a workbook: "too_big", "empty", or the kind of
    file.
    """
    if len(data) > limits.file_size:
        raise Refused("too_big", f"{len(data) // 1024:,} KiB")
    if not data.startswith(b"PK\x03\x04"):
        raise Refused(kind_of_bytes(data))


def kind_of_bytes(data: bytes) -> str:
    """Return the kind of a file that is not a zip, from its first bytes."""
    if not data.strip(b"\x00 \t\r\n"):
        return "empty"
    if data.startswith(_OLE):
        return next((code for name, code in _STREAMS if name.encode("utf-16-le") in data), "ole")
    if data.startswith(b"PK"):
        return "zip" if data.startswith(b"PK\x05\x06") else "damaged"
    for magic, code in _MAGIC:
        if data.startswith(magic):
            return code
    return "pdf" if b"%PDF-" in data[:1024] else _kind_of_text(data)


def _kind_of_text(data: bytes) -> str:
    """Return the kind of a text file, or "unknown" if it is not text."""
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    head = data[:_HEAD].decode("utf-16" if utf16 else "utf-8", "replace").lstrip("\ufeff \t\r\n")
    if (
        "\x00" in head
        or sum(not (letter.isprintable() or letter.isspace()) for letter in head) > len(head) // 10
    ):
        return "unknown"
    if "urn:schemas-microsoft-com:office:spreadsheet" in head:
        return "xml2003"
    if _LINK.match(head):
        return "link"
    if "urn:oasis:names:tc:opendocument:xmlns:office" in head:
        return "fods"
    if _HTML.search(head):
        return "html"
    if _MAIL.match(head):
        return "eml"
    return "text"


def kind_of_container(container: Container, budget: Budget) -> str:
    """Return the kind of a zip, from the names and declared types of its parts.

    Raises Refused as reading those parts does.
    """
    names = container.names()
    if any("vbaproject" in name or "/macrosheets/" in name for name in names):
        return "xlsm"
    if "mimetype" in container and next(container.blocks("mimetype"), b"").startswith(
        b"application/vnd.oasis.opendocument"
    ):
        return "ods"
    if any(name.endswith(".iwa") or name == "index.zip" for name in names):
        return "numbers"
    if "[content_types].xml" not in container:
        return "zip"
    types = read_content_types(container, budget)
    if "xl/workbook.bin" in container:
        return "xlsb"
    if any(word in kind for kind in types for word in _MACROS):
        return "xlsm"
    for part, word, code in (
        ("word/document.xml", "wordprocessingml.document.main", "docx"),
        ("ppt/presentation.xml", "presentationml.presentation.main", "pptx"),
    ):
        if part in container or any(word in kind for kind in types):
            return code
    if not any("spreadsheetml" in kind for kind in types) and "xl/workbook.xml" not in container:
        return "zip"
    return "xlsx"
