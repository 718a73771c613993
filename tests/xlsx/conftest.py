"""Workbooks made by hand, part by part, so that a test can write what no spreadsheet program would
write.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest

Make = Callable[..., bytes]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def zip_of(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        for name, part in parts.items():
            packed.writestr(
                zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part, compress_type=method
            )
    return out.getvalue()


def parts_of(
    rows: str = "",
    *,
    strings: str | None = None,
    styles: str | None = None,
    after: str = "",
    names: str = "",
    properties: str = "",
    sheets: str = '<sheet name="Questions" sheetId="1" r:id="rId1"/>',
) -> dict[str, str | bytes]:
    """The parts of a small workbook. `rows` goes inside sheetData, `after` follows it."""
    links = f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default '
        f'Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
        f'Target="xl/workbook.xml"/></Relationships>',
    }
    if strings is not None:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
        links += (
            f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        )
    if styles is not None:
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
        links += f'<Relationship Id="rId3" Type="{OFFICE}/styles" Target="styles.xml"/>'
    parts["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'
    )
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{MAIN}" '
        f'xmlns:r="{OFFICE}">{properties}<sheets>{sheets}</sheets>{names}</workbook>'
    )
    parts["xl/worksheets/sheet1.xml"] = (
        f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    )
    return parts


@pytest.fixture(scope="session")
def make() -> Make:
    """make(rows, ..., change={name: part or None}) -> the bytes of a workbook with some parts
    changed, added or left out.
    """

    def build(
        rows: str = "", *, change: Mapping[str, str | bytes | None] | None = None, **rest: str
    ) -> bytes:
        parts = {**parts_of(rows, **rest), **(change or {})}
        return zip_of({name: part for name, part in parts.items() if part is not None})

    return build


@pytest.fixture(scope="session")
def zipped() -> Callable[..., bytes]:
    """zipped({name: part}) -> the bytes of a zip."""
    return zip_of
