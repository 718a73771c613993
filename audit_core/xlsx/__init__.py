"""Excel workbooks as bytes: a bounded streaming reader, a plain row writer and a finishing pass.

In: bytes that anyone may have sent. Out: frozen values (`audit_core.xlsx.workbook`) or one
`Refused` with a short code.
Only the zip container and expat of the standard library are used: a returned file is never opened
with a spreadsheet
library, because those hang, exhaust memory or drop cells in silence on files that are only a little
unusual.
"""
