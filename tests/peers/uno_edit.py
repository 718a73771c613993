"""Run by Debian's own python3, which has uno: open forms in LibreOffice, do to them what people do,
save them.

usage: python3 uno_edit.py JOBS.json
JOBS.json: [{"source": path or null for a new workbook, "steps": [[verb, argument, ...], ...],
"target": path}, ...]
A verb is the name of a function below; its first argument is the document. The target's ending says
the format.
"""

import contextlib
import json
import sys
from pathlib import Path

import uno
from com.sun.star.sheet import TableFilterField
from com.sun.star.table import TableSortField
from uno_office import desktop, opened, prop, save


def unlock_book(document):
    document.unprotect("")


def unlock(document):
    document.unprotect("")
    for sheet in document.Sheets:
        sheet.unprotect("")


def lock(document, name):
    document.Sheets.getByName(name).protect("")


def insert_rows(document, name, row, count):
    document.Sheets.getByName(name).Rows.insertByIndex(row - 1, count)


def delete_rows(document, name, row, count):
    document.Sheets.getByName(name).Rows.removeByIndex(row - 1, count)


def insert_columns(document, name, column, count):
    document.Sheets.getByName(name).Columns.insertByIndex(column - 1, count)


def delete_columns(document, name, column, count):
    document.Sheets.getByName(name).Columns.removeByIndex(column - 1, count)


def hide_rows(document, name, row, count):
    for each in range(row - 1, row - 1 + count):
        document.Sheets.getByName(name).Rows.getByIndex(each).IsVisible = False


def hide_columns(document, name, column, count):
    for each in range(column - 1, column - 1 + count):
        document.Sheets.getByName(name).Columns.getByIndex(each).IsVisible = False


def hide_sheet(document, name):
    document.Sheets.getByName(name).IsVisible = False


def filter_rows(document, name, area, column, value):
    cells = document.Sheets.getByName(name).getCellRangeByName(area)
    wanted = TableFilterField()
    wanted.Field, wanted.IsNumeric, wanted.StringValue = column, False, value
    wanted.Operator = uno.Enum("com.sun.star.sheet.FilterOperator", "EQUAL")
    description = cells.createFilterDescriptor(True)
    description.ContainsHeader = True
    description.setFilterFields((wanted,))
    cells.filter(description)


def sort(document, name, area, column, ascending=True):
    field = TableSortField()
    field.Field, field.IsAscending = column, ascending
    fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
    document.Sheets.getByName(name).getCellRangeByName(area).sort(
        (prop("SortFields", fields), prop("ContainsHeader", False))
    )


def rename(document, name, new):
    document.Sheets.getByName(name).Name = new


def reorder(document, name, position):
    document.Sheets.moveByName(name, position)


def copy_sheet(document, name, new, position):
    document.Sheets.copyByName(name, new, position)


def delete_sheet(document, name):
    document.Sheets.removeByName(name)


def new_sheet(document, name, position):
    document.Sheets.insertNewByName(name, position)


def bring_in(document, source, names):
    """Move or copy sheets of another workbook into this one."""
    other = opened(OFFICE, source)
    for name in names:
        document.Sheets.importSheet(other, name, document.Sheets.Count)
    other.close(True)


def forget_names(document):
    for name in document.NamedRanges.ElementNames:
        document.NamedRanges.removeByName(name)


def _from_to(document, name, area, to_name, to):
    source = document.Sheets.getByName(name)
    target = document.Sheets.getByName(to_name)
    return (
        target,
        target.getCellRangeByName(to).CellAddress,
        source.getCellRangeByName(area).RangeAddress,
    )


def copy_cells(document, name, area, to_name, to):
    """Copy and paste, formats and all."""
    target, at, cells = _from_to(document, name, area, to_name, to)
    target.copyRange(at, cells)


def cut_cells(document, name, area, to_name, to):
    """Cut and paste."""
    target, at, cells = _from_to(document, name, area, to_name, to)
    target.moveRange(at, cells)


def write(document, name, address, value):
    """Put a value in as it is, in whatever format; a text that begins with "=" is a formula."""
    cell = document.Sheets.getByName(name).getCellRangeByName(address)
    if not isinstance(value, str):
        cell.setValue(value)
    elif value.startswith("="):
        cell.setFormula(value)
    else:
        cell.setString(value)


def look(document, name, area, properties):
    cells = document.Sheets.getByName(name).getCellRangeByName(area)
    for each, value in properties.items():
        cells.setPropertyValue(each, value)


def number_format(document, name, area, code):
    formats, locale = document.NumberFormats, uno.createUnoStruct("com.sun.star.lang.Locale")
    key = formats.queryKey(code, locale, False)
    document.Sheets.getByName(name).getCellRangeByName(area).NumberFormat = (
        formats.addNew(code, locale) if key < 0 else key
    )


def merge(document, name, area):
    document.Sheets.getByName(name).getCellRangeByName(area).merge(True)


def work(job):
    document = (
        opened(OFFICE, job["source"])
        if job["source"]
        else OFFICE.loadComponentFromURL(
            "private:factory/scalc", "_blank", 0, (prop("Hidden", True),)
        )
    )
    for verb, *arguments in job["steps"]:
        globals()[verb](document, *arguments)
    document.calculateAll()
    save(document, job["target"])
    with contextlib.suppress(Exception):
        document.close(True)


with desktop() as OFFICE:
    for job in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
        work(job)
