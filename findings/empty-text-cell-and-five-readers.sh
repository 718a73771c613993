#!/usr/bin/env bash
# A workbook with one empty text among its answers, written by openpyxl: the cell is declared to hold
# a text of its own and holds none, which the standard allows. One of five readers cannot open the
# workbook at all; two see an empty text and two see nothing. It hurts those who send out forms made
# from a table in which "no answer" is "".
set -euo pipefail
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1
npm init -y >/dev/null
npm install --silent --no-audit --no-fund xlsx-populate@1.21.0 exceljs@4.4.0 xlsx@0.18.5

venv/bin/python - <<'PY'
from openpyxl import Workbook

book = Workbook()
book.active.append(["Ref", "Answer", "Evidence"])
book.active.append(["Q-1", "", "Record of visit"])
book.save("form.xlsx")
PY

{
    unzip -p form.xlsx xl/worksheets/sheet1.xml | grep -oE '<c r="B2"[^>]*>(</c>)?'
    venv/bin/python - <<'PY'
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

row = CalamineWorkbook.from_path("form.xlsx").get_sheet_by_index(0).to_python()[1]
print("openpyxl:", repr(load_workbook("form.xlsx").active["B2"].value))
print("calamine:", repr(row[1]))
PY
    node - <<'JS'
const X = require("xlsx"), E = require("exceljs"), P = require("xlsx-populate");
(async () => {
  const sheet = X.readFile("form.xlsx").Sheets.Sheet;
  console.log("SheetJS:", JSON.stringify(sheet.B2 ?? "no such cell"));
  const book = new E.Workbook();
  await book.xlsx.readFile("form.xlsx");
  console.log("ExcelJS:", JSON.stringify(book.worksheets[0].getCell("B2").value));
  try {
    console.log("xlsx-populate:", (await P.fromFileAsync("form.xlsx")).sheet(0).cell("C2").value());
  } catch (error) {
    console.log("xlsx-populate:", error.name);
  }
})();
JS
} > seen

cat > described <<'TXT'
<c r="B2" t="inlineStr" />
openpyxl: None
calamine: ''
SheetJS: {"t":"s","v":"","w":""}
ExcelJS: null
xlsx-populate: TypeError
TXT
cat seen
if ! diff described seen; then echo "This has changed."; exit 1; fi
echo "As described: $(python3 --version), Node $(node --version)."
