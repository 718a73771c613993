// Open workbooks with ExcelJS or SheetJS, do to them what people do, and save them.
// usage: node resave.mjs JOBS.json, which holds
// [{"by": a name below, "source": path, "target": path, "steps": [[verb, argument, ...], ...]}, ...]
import { readFileSync, writeFileSync } from "node:fs";
import ExcelJS from "exceljs";
import XLSX from "xlsx";

const verbs = {
  insertRows: (book, name, row, count) =>
    book.getWorksheet(name).insertRows(row, Array(count).fill([])),
  deleteRows: (book, name, row, count) => book.getWorksheet(name).spliceRows(row, count),
  rename: (book, name, title) => (book.getWorksheet(name).name = title),
  write: (book, name, address, value) => (book.getWorksheet(name).getCell(address).value = value),
};

async function exceljs({ source, target, steps = [] }) {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(source);
  for (const [verb, ...rest] of steps) verbs[verb](book, ...rest);
  await book.xlsx.writeFile(target);
}

const everything = { cellStyles: true, cellNF: true, cellFormula: true, bookVBA: true };

function sheetjs({ source, target }) {
  const book = XLSX.read(readFileSync(source), everything);
  writeFileSync(target, XLSX.write(book, { type: "buffer", bookType: "xlsx", compression: true }));
}

// As when a table is pasted into another program, or a script rewrites it: raw keeps numbers, else
// everything is the text that was shown.
function valuesOnly(raw) {
  return ({ source, target }) => {
    const book = XLSX.read(readFileSync(source), { cellNF: true });
    const copy = XLSX.utils.book_new();
    for (const name of book.SheetNames) {
      const as = { header: 1, raw, blankrows: true, defval: null };
      const rows = XLSX.utils.sheet_to_json(book.Sheets[name], as);
      XLSX.utils.book_append_sheet(copy, XLSX.utils.aoa_to_sheet(rows), name);
    }
    writeFileSync(target, XLSX.write(copy, { type: "buffer", bookType: "xlsx" }));
  };
}

const programs = {
  ExcelJS: exceljs,
  SheetJS: sheetjs,
  "SheetJS values only": valuesOnly(true),
  "SheetJS values as shown": valuesOnly(false),
};
for (const job of JSON.parse(readFileSync(process.argv[2], "utf8"))) await programs[job.by](job);
