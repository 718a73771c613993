"""Run by Debian's own python3, which has uno: open forms in LibreOffice, type into cells as an auditor would, save as .xlsx.

usage: python3 uno_fill.py JOBS.json
JOBS.json: [{"source": path, "target": path, "cells": [[sheet, "C7", value], ...], "sort": [sheet, "A4:G18", column] or null}, ...]
A text is typed as a person types it, into whatever the cell makes of it: "14/03/2026" into a cell for a date is a date. A text
that begins with an apostrophe is text, without the apostrophe. Everything is calculated anew before it is saved.
"""

import contextlib
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.table import TableSortField


def prop(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def connect(profile):
    pipe = f"audit{abs(hash(profile)) % 10**8}"
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;"]
    office = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            return office, resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # whatever uno raises while it is not ready
            if office.poll() is not None:
                raise SystemExit("LibreOffice ended before it could be reached") from None
            time.sleep(0.25)  # LibreOffice gives no other sign that it is ready
    raise SystemExit("LibreOffice could not be reached within a minute")


def work(desktop, job):
    document = desktop.loadComponentFromURL(Path(job["source"]).resolve().as_uri(), "_blank", 0, (prop("Hidden", True),))
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
        document.Sheets.getByName(sheet).getCellRangeByName(area).sort((prop("SortFields", uno.Any("[]com.sun.star.table.TableSortField", (field,))),))
    document.calculateAll()
    document.storeToURL(Path(job["target"]).resolve().as_uri(), (prop("FilterName", "Calc MS Excel 2007 XML"),))
    document.close(True)


def main(jobs):
    with tempfile.TemporaryDirectory() as profile:
        office, context = connect(profile)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        try:
            for job in json.loads(Path(jobs).read_text(encoding="utf-8")):
                work(desktop, job)
        finally:
            with contextlib.suppress(Exception):  # it may be gone before it answers
                desktop.terminate()
            office.wait(30)


main(sys.argv[1])
