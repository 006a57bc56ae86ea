import { stringify } from "csv-stringify/sync";

/** Excel reads a CSV file as UTF-8 only if it starts with this. */
const byteOrderMark = "\uFEFF";

export type Cell = string | number | null | undefined;

/** The first line of a CSV file. */
export const csvHeader = (columns: readonly string[]): string => byteOrderMark + stringify([columns]);

/**
 * Lines of a CSV file. Text that a spreadsheet would run as a formula starts with an apostrophe; numbers don't, whether they
 * come as numbers or as the database writes them.
 */
export const csvLines = (rows: readonly (readonly Cell[])[]): string => stringify(rows.map((row) => row.map(safeCell)));

/** Starts of a formula in Excel, LibreOffice and Google Sheets, in full width too, and what they skip before one. Source: OWASP, CSV Injection. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;
const plainNumber = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

function safeCell(cell: Cell): Cell {
  if (typeof cell !== "string" || plainNumber.test(cell)) return cell;
  return formulaStart.test(cell) || formulaStart.test(cell.trimStart()) ? `'${cell}` : cell;
}
