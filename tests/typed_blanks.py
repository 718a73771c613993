"""Blank cells with a type, in workbooks that the program wrote."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

_CELLS = re.compile(r"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)


def typed_blanks(folder: Path) -> Iterator[str]:
    """Yield every cell without a value, a formula or a text that still has a type, with its file.

    IronCalc saves a blank cell with t="n" as 0, and xlsx-populate cannot open a workbook with
    t="inlineStr" and nothing in it.
    """
    for path in filter(zipfile.is_zipfile, sorted(folder.rglob("*.xlsx"))):
        with zipfile.ZipFile(path) as packed:
            for part in packed.namelist():
                if not part.startswith("xl/worksheets/sheet"):
                    continue
                for about, inside in _CELLS.findall(packed.read(part).decode()):
                    if " t=" in about and not re.search(r"<v>|<f\b|<t[ >]", inside):
                        yield f"{path.name} {part} {about}"
