"""Excel workbooks as bytes: a bounded streaming reader, a plain row writer and a finishing pass.

In: bytes from any sender. Out: frozen values (`audit_core.xlsx.workbook`), or one `Refused` with a
short code. The reader uses only the zip container and expat of the standard library. A returned
file is never opened with a spreadsheet library, because those hang, exhaust memory or silently drop
cells when a file is only a little unusual.
"""
