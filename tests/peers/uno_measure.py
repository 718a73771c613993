"""Run by Debian's own python3, which has uno: what LibreOffice makes of a workbook as it was sent.

usage: python3 uno_measure.py JOBS.json
JOBS.json: [{"source": path, "target": path, "cells": [[sheet, "C7", text], ...], "asked": [[sheet,
"C7"], ...]}, ...]
The texts are typed first. Into `target` goes {"rows": {sheet: [[row, height as it stands, height
LibreOffice would choose], ...]},
"rules": [[type, whether it stops a wrong entry, whether it shows its list, formula], ...]}: heights
in points, a rule for each cell asked.
"""

import json
import sys
from pathlib import Path

from uno_office import desktop, opened

POINT = 2540 / 72  # hundredths of a millimetre


def measure(office, job):
    document = opened(office, job["source"])
    for sheet, address, text in job["cells"]:
        document.Sheets.getByName(sheet).getCellRangeByName(address).setString(text)
    found = {
        "rules": [
            rule(document.Sheets.getByName(sheet).getCellRangeByName(address).Validation)
            for sheet, address in job["asked"]
        ],
        "rows": {sheet.Name: heights(sheet) for sheet in document.Sheets if sheet.IsVisible},
    }
    Path(job["target"]).write_text(json.dumps(found), encoding="utf-8")
    document.close(True)


def rule(validation):
    stops = validation.ShowErrorMessage and validation.ErrorAlertStyle.value == "STOP"
    return [validation.Type.value, stops, validation.ShowList > 0, validation.getFormula1()]


def heights(sheet):
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    rows = [sheet.Rows.getByIndex(place) for place in range(cursor.RangeAddress.EndRow + 1)]
    stand = [row.Height / POINT for row in rows]
    for row in rows:
        row.OptimalHeight = True
    return [
        [number, stood, row.Height / POINT]
        for number, (row, stood) in enumerate(zip(rows, stand, strict=True), start=1)
    ]


with desktop() as office:
    for job in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
        measure(office, job)
