"""What other readers take to look at the cells of returns, and the least that any reader could
take. Each returns how many cells it saw.

Every rival is imported when it is prepared, so no other measurement includes it.
"""

from __future__ import annotations

import warnings
from importlib.util import find_spec
from typing import TYPE_CHECKING
from xml.parsers import expat
from zipfile import ZipFile

from benchmarks.measure import returned

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.measure import Work

MODULES = {"pandas": "pandas", "calamine": "python_calamine", "XlsxWriter": "xlsxwriter"}
"""The rivals that are not installed with `audit` and its tests, and what each is imported as."""


def is_absent(rival: str) -> bool:
    """Whether a rival is not installed here."""
    return rival in MODULES and find_spec(MODULES[rival]) is None


def openpyxl_loop(folder: Path, count: int) -> Work:
    """Load every return and look at each cell: what a script of ten lines does."""
    from openpyxl import load_workbook

    paths = returned(folder, count)

    def work() -> int:
        rows = (
            row
            for path in paths
            for sheet in load_workbook(path).worksheets
            for row in sheet.iter_rows(values_only=True)
        )
        return sum(value is not None for row in rows for value in row)

    return work


def pandas_concat(folder: Path, count: int) -> Work:
    """Every sheet of every return in one frame; "None" and "N/A" are what somebody answered, so
    they are kept.
    """
    import pandas

    paths = returned(folder, count)

    def work() -> int:
        sheets = [
            sheet
            for path in paths
            for sheet in pandas.read_excel(
                path,
                sheet_name=None,
                header=None,
                engine="openpyxl",
                keep_default_na=False,
                na_values=[""],
            ).values()
        ]
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # pandas has much to say about columns that are empty in some sheets
            return int(pandas.concat(sheets).count().sum())

    return work


def calamine(folder: Path, count: int) -> Work:
    """Every sheet of every return by a reader that is compiled."""
    from python_calamine import CalamineWorkbook

    paths = returned(folder, count)

    def work() -> int:
        books = (CalamineWorkbook.from_path(path) for path in paths)
        return sum(
            value != ""
            for book in books
            for name in book.sheet_names
            for row in book.get_sheet_by_name(name).to_python()
            for value in row
        )

    return work


def limit(folder: Path, count: int) -> Work:
    """Inflate every part and run expat over it with no handlers, keeping nothing: no reader that
    uses Python's expat can be faster.
    """
    paths = returned(folder, count)

    def work() -> int:
        for path in paths:
            with ZipFile(path) as packed:
                for name in packed.namelist():
                    if name.endswith(".xml"):
                        expat.ParserCreate().Parse(packed.read(name), True)
        return 0

    return work
