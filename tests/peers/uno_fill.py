"""Run by Debian's own python3, which has uno: open a form in LibreOffice, type into cells as an auditor would, save as .xlsx.

usage: python3 uno_fill.py FORM.xlsx ANSWERS.json OUT.xlsx
ANSWERS.json: {"cells": [[sheet, "C7", text or number], ...], "sort": [sheet, first row, last row, column] or null}
A date is typed as text with the cell's own format, as a person types it: "14/03/2026".
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


def main(source, answers, target):
    wanted = json.loads(Path(answers).read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as profile:
        office, context = connect(profile)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        document = desktop.loadComponentFromURL(Path(source).resolve().as_uri(), "_blank", 0, (prop("Hidden", True),))
        for sheet, address, value in wanted["cells"]:
            cell = document.Sheets.getByName(sheet).getCellRangeByName(address)
            if isinstance(value, str):
                cell.setFormula("'" + value if value[:1] in "=+-@" else value)
            else:
                cell.setValue(value)
        if wanted.get("sort"):
            sheet, area, column = wanted["sort"]
            field = TableSortField()
            field.Field, field.IsAscending = column, False
            document.Sheets.getByName(sheet).getCellRangeByName(area).sort((prop("SortFields", uno.Any("[]com.sun.star.table.TableSortField", (field,))),))
        document.storeToURL(Path(target).resolve().as_uri(), (prop("FilterName", "Calc MS Excel 2007 XML"),))
        document.close(True)
        with contextlib.suppress(Exception):  # it may be gone before it answers
            desktop.terminate()
        office.wait(30)


main(*sys.argv[1:4])
