import { type Doc, ensureSpace, ink, left, line, quiet, right } from "./page";

export interface Column {
  title: string;
  x: number;
  width: number;
  align: "left" | "right";
}

export interface Cell {
  text: string;
  /** Smaller text below it. */
  note?: string;
}

/** Rows are never split; each new page repeats the column headers. */
export function table(doc: Doc, columns: readonly Column[], rows: readonly (readonly Cell[])[]): void {
  headers(doc, columns);
  for (const row of rows) {
    const heights = row.map((cell, index) => height(doc, cell, columns[index]?.width ?? 0));
    if (ensureSpace(doc, Math.max(...heights) + 14)) headers(doc, columns);
    const top = doc.y + 7;
    row.forEach((cell, index) => {
      const column = columns[index];
      if (column) write(doc, cell, column, top);
    });
    doc.y = top + Math.max(...heights) + 7;
    line(doc, doc.y);
  }
}

function headers(doc: Doc, columns: readonly Column[]): void {
  const top = doc.y;
  doc.font("strong").fontSize(8).fillColor(quiet);
  for (const { title, x, width, align } of columns) doc.text(title, x, top, { width, align });
  doc.y = top + 15;
  line(doc, doc.y);
}

function height(doc: Doc, { text, note }: Cell, width: number): number {
  const own = doc.font("text").fontSize(9.5).heightOfString(text, { width });
  return own + (note ? doc.fontSize(8).heightOfString(note, { width }) + 2 : 0);
}

function write(doc: Doc, { text, note }: Cell, { x, width, align }: Column, top: number): void {
  doc.font("text").fontSize(9.5).fillColor(ink).text(text, x, top, { width, align });
  if (note)
    doc
      .fontSize(8)
      .fillColor(quiet)
      .text(note, x, doc.y + 2, { width, align });
}

export interface Sum {
  label: string;
  amount: string;
  strong?: boolean;
}

/** Totals below the table on the right, kept together. */
export function sums(doc: Doc, rows: readonly Sum[]): void {
  const from = 290;
  ensureSpace(doc, rows.length * 19 + 8);
  doc.y += 4;
  for (const { label, amount, strong } of rows) {
    const top = doc.y + 5;
    doc
      .font(strong ? "strong" : "text")
      .fontSize(9.5)
      .fillColor(ink);
    doc.text(label, from, top, { width: 160 });
    const end = doc.y;
    doc.text(amount, 455, top, { width: right - 455, align: "right" });
    doc.y = end + 4;
    line(doc, doc.y, from);
  }
  doc.x = left;
  doc.y += 18;
}
