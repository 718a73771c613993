"""Run by Debian's own python3, which has uno: open forms in LibreOffice, type into cells as an
auditor would, save as .xlsx.

usage: python3 uno_fill.py JOBS.json
JOBS.json: [{"source": path, "target": path, "cells": [[sheet, "C7", value], ...], "sort": [sheet,
"A4:G18", column] or null}, ...]
A text is typed as a person types it, into whatever the cell makes of it: "14/03/2026" into a cell
for a date is a date. A text
that begins with an apostrophe is text, without the apostrophe. Everything is calculated anew before
it is saved.
"""

import json
import sys
from pathlib import Path

import uno
from com.sun.star.table import TableSortField
from uno_office import desktop, opened, prop, save


def work(office, job):
    document = opened(office, job["source"])
    for sheet, address, value in job["cells"]:
        cell = document.Sheets.getByName(sheet).getCellRangeByName(address)
        if isinstance(value, str) and value.startswith("'"):
            cell.setString(value[1:])
        elif isinstance(value, str):
            cell.FormulaLocal = value
        else:
            cell.setValue(value)
    if job.get("sort"):
        sheet, area, column = job["sort"]
        field = TableSortField()
        field.Field, field.IsAscending = column, False
        document.Sheets.getByName(sheet).getCellRangeByName(area).sort(
            (prop("SortFields", uno.Any("[]com.sun.star.table.TableSortField", (field,))),)
        )
    document.calculateAll()
    save(document, job["target"])
    document.close(True)


with desktop() as office:
    for job in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
        work(office, job)
