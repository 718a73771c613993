"""Run by Debian's own python3, which has uno: what LibreOffice finds in a workbook.

usage: python3 uno_count.py SOURCE TARGET.json
Into the target goes {"charts": {sheet: [titles]}, "tables": {name: address}, "errors": [cells that
show an error]}.
"""

import json
import sys
from pathlib import Path

from uno_office import desktop, opened

ERROR = 4  # com.sun.star.sheet.FormulaResult.ERROR

with desktop() as office:
    document = opened(office, sys.argv[1])
    ranges = document.DatabaseRanges
    found = {
        "charts": {
            sheet.Name: [
                sheet.Charts.getByName(name).EmbeddedObject.Title.String
                for name in sheet.Charts.ElementNames
            ]
            for sheet in document.Sheets
            if sheet.Charts.Count
        },
        "tables": {
            name: ranges.getByName(name).DataArea.EndRow + 1 for name in ranges.ElementNames
        },
        "errors": [
            sheet.queryFormulaCells(ERROR).RangeAddressesAsString
            for sheet in document.Sheets
            if sheet.queryFormulaCells(ERROR).Count
        ],
    }
    Path(sys.argv[2]).write_text(json.dumps(found), encoding="utf-8")
    document.close(True)
