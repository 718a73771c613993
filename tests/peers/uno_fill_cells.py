"""Run by Debian's own python3, which has uno: open forms in LibreOffice, type into them, save.

usage: python3 uno_fill_cells.py JOBS.json
JOBS.json: [{"source": path, "target": path, "cells": [[sheet, address, value], ...]}, ...]
A value is a text, a number, or {"date": ISO}, a day or a moment. Prints {}, as no job may fail.
"""

import json
import sys
from datetime import datetime
from pathlib import Path

from uno_office import desktop, opened, save

FIRST = datetime(1899, 12, 30)  # noqa: DTZ001 - a date in a cell has no time zone


def main(jobs):
    with desktop() as found:
        for job in jobs:
            document = opened(found, job["source"])
            for sheet, address, value in job["cells"]:
                cell = document.Sheets.getByName(sheet).getCellRangeByName(address)
                if isinstance(value, dict):
                    passed = datetime.fromisoformat(value["date"]) - FIRST
                    cell.Value = passed.total_seconds() / 86400
                elif isinstance(value, str):
                    cell.String = value
                else:
                    cell.Value = value
            save(document, job["target"])
            document.close(True)
    sys.stdout.write("{}")


main(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
