// Open a blank form with each program, type into it, and save it.
// usage: node fill.mjs JOBS.json, which holds
// [{"by": a name below, "source": path, "target": path, "cells": [[sheet, address, value], ...]}]
// A value is a text, a number, or {"date": ISO}, a day or a moment. Prints {target: error}.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const moment = (value) => new Date(`${value.date}${value.date.length > 10 ? "" : "T00:00:00"}Z`);
const serial = (value) => moment(value) / 86400000 + 25569;
const isDate = (value) => typeof value === "object";

const exceljs = (name) => async ({ source, target, cells }) => {
  const book = new (require(name).Workbook)();
  await book.xlsx.readFile(source);
  for (const [sheet, address, value] of cells)
    book.getWorksheet(sheet).getCell(address).value = isDate(value) ? moment(value) : value;
  await book.xlsx.writeFile(target);
};

const sheetjs = (name) => async ({ source, target, cells }) => {
  const XLSX = require(name);
  const book = XLSX.read(readFileSync(source), { cellStyles: true, cellNF: true, bookVBA: true });
  for (const [sheet, address, value] of cells) {
    const before = book.Sheets[sheet][address] ?? {};
    const number = isDate(value) ? serial(value) : value;
    const format = isDate(value) ? { z: before.z ?? "dd mmm yyyy" } : {};
    book.Sheets[sheet][address] = { t: typeof number === "number" ? "n" : "s", v: number, ...format };
  }
  writeFileSync(target, XLSX.write(book, { type: "buffer", bookType: "xlsx", compression: true }));
};

const populate = async ({ source, target, cells }) => {
  const book = await require("xlsx-populate").fromFileAsync(source);
  for (const [sheet, address, value] of cells)
    book.sheet(sheet).cell(address).value(isDate(value) ? serial(value) : value);
  await book.toFileAsync(target);
};

const excelize = async ({ source, target, cells }) => {
  const { init } = require("excelize-wasm");
  const go = await init(require.resolve("excelize-wasm/excelize.wasm.gz"));
  const book = go.OpenReader(new Uint8Array(readFileSync(source)));
  const done = (result) => {
    if (result?.error) throw new Error(result.error);
    return result;
  };
  done(book);
  for (const [sheet, address, value] of cells)
    done(book.SetCellValue(sheet, address, isDate(value) ? serial(value) : value));
  writeFileSync(target, done(book.WriteToBuffer()).buffer);
};

const hucre = async ({ source, target, cells }) => {
  const { openXlsx, saveXlsx } = await import("hucre/xlsx");
  const book = await openXlsx(readFileSync(source));
  for (const [name, address, value] of cells) {
    const [, letters, row] = /^([A-Z]+)(\d+)$/.exec(address);
    const column = [...letters].reduce((sum, each) => sum * 26 + each.charCodeAt(0) - 64, 0) - 1;
    const sheet = book.sheets.find((each) => each.name === name);
    while (sheet.rows.length < row) sheet.rows.push([]);
    while (sheet.rows[row - 1].length <= column) sheet.rows[row - 1].push(null);
    sheet.rows[row - 1][column] = isDate(value) ? moment(value) : value;
  }
  writeFileSync(target, await saveXlsx(book));
};

const programs = {
  ExcelJS: exceljs("exceljs"),
  "ExcelJS of protobi": exceljs("@protobi/exceljs"),
  "ExcelJS of zurmokeeper": exceljs("@zurmokeeper/exceljs"),
  "SheetJS 0.18": sheetjs("xlsx"),
  "SheetJS 0.20": sheetjs("@e965/xlsx"),
  "SheetJS with styles": sheetjs("xlsx-js-style"),
  "xlsx-populate": populate,
  "excelize (Go)": excelize,
  hucre,
};
const failed = {};
for (const job of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  try {
    await programs[job.by](job);
  } catch (error) {
    failed[job.target] = String(error.message ?? error);
  }
}
console.log(JSON.stringify(failed));
process.exit(0); // a program may have left something running
