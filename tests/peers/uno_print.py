"""Run by Debian's own python3, which has uno: print documents to PDF.

usage: python3 uno_print.py FOLDER SOURCE ...
The PDF of each source is put into the folder.
"""

import sys
from pathlib import Path

from uno_office import desktop, opened, prop

with desktop() as office:
    folder, *sources = map(Path, sys.argv[1:])
    for source in sources:
        document = opened(office, source)
        kind = "writer" if document.supportsService("com.sun.star.text.TextDocument") else "calc"
        document.storeToURL(
            (folder / f"{source.stem}.pdf").resolve().as_uri(),
            (prop("FilterName", f"{kind}_pdf_Export"),),
        )
        document.close(True)
