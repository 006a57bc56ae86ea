import { parse } from "csv-parse/sync";

export const delimiters = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof delimiters)[number];

/** A row of the file, or why it couldn't be read. `line` counts from 1 and is where the row begins. */
export type CsvRow = { line: number; fields: string[] } | { line: number; problem: string; content: string };

/** Longer rows aren't data: a missing quote or a binary file. */
const maxRowLength = 20_000;
/** How many lines a quoted cell may span before its quote counts as never closed. */
const maxRowLines = 10;
const contentLength = 200;

/**
 * Reads CSV text piece by piece, in constant memory. It decides where a row ends, and csv-parse what is in it. A quote that is
 * never closed costs its own line only, not the rest of the file.
 */
export class CsvReader {
  private rest = "";
  private line = 0;
  /** The lines of a row whose quote is still open. */
  private open: string[] = [];
  /** In the middle of a line that is too long to keep. */
  private skipping = false;
  private started = false;

  constructor(private readonly delimiter: Delimiter) {}

  push(text: string): CsvRow[] {
    const from = this.started ? text : text.replace(/^\uFEFF/, "");
    this.started ||= text.length > 0;
    const lines = `${this.rest}${from}`.split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? "";
    const rows = this.take(lines);
    if (this.rest.length > maxRowLength && !this.skipping) {
      this.skipping = true;
      rows.push(tooLong(this.line + 1, this.rest));
    }
    if (this.skipping) this.rest = this.rest.endsWith("\r") ? "\r" : "";
    return rows;
  }

  end(): CsvRow[] {
    const last = this.rest.replace(/\r$/, "");
    this.rest = "";
    const rows = last === "" || this.skipping ? [] : this.take([last]);
    while (this.open.length > 0) rows.push(...this.giveUp());
    return rows;
  }

  private take(lines: readonly string[]): CsvRow[] {
    const rows: CsvRow[] = [];
    const complete: { line: number; text: string }[] = [];
    for (const text of lines) {
      this.line += 1;
      if (this.skipping) {
        this.skipping = false;
        continue;
      }
      this.open.push(text);
      for (const row of this.closed()) {
        if ("text" in row) complete.push(row);
        else rows.push(row);
      }
    }
    return inOrder([...rows, ...this.fieldsOf(complete)]);
  }

  /** The rows that the last line completes, and those that it shows to be broken. */
  private closed(): ({ line: number; text: string } | CsvRow)[] {
    const row = this.open.join("\n");
    const line = this.line - this.open.length + 1;
    if (!endsInQuotes(row, this.delimiter)) {
      this.open = [];
      if (row.length > maxRowLength) return [tooLong(line, row)];
      return row.trim() === "" ? [] : [{ line, text: row }];
    }
    if (this.open.length < maxRowLines && row.length <= maxRowLength) return [];
    return this.giveUp();
  }

  /** Drops the line with the open quote and reads those after it again. */
  private giveUp(): CsvRow[] {
    const [first = "", ...others] = this.open;
    const line = this.line - others.length;
    this.open = [];
    const again = this.line;
    this.line = line;
    const rows = this.take(others);
    this.line = again;
    return [{ line, problem: "A quote is never closed.", content: first.slice(0, contentLength) }, ...rows];
  }

  private fieldsOf(rows: readonly { line: number; text: string }[]): CsvRow[] {
    if (rows.length === 0) return [];
    const parsed = fieldsIn(rows.map(({ text }) => text).join("\n"), this.delimiter);
    if (parsed?.length === rows.length) return rows.map(({ line }, index) => ({ line, fields: parsed[index] ?? [] }));
    return rows.map(({ line, text }) => {
      const [fields, ...more] = fieldsIn(text, this.delimiter) ?? [];
      return fields && more.length === 0
        ? { line, fields }
        : { line, problem: "The quotes in this row don't match.", content: text.slice(0, contentLength) };
    });
  }
}

/** @returns undefined if csv-parse can't read it. */
function fieldsIn(text: string, delimiter: Delimiter): string[][] | undefined {
  try {
    return parse(text, { delimiter, relax_column_count: true, relax_quotes: true, record_delimiter: "\n" });
  } catch {
    return undefined;
  }
}

/** Whether the text ends inside a quoted cell. A quote in the middle of a cell, as in `6'5"`, opens nothing. */
function endsInQuotes(text: string, delimiter: Delimiter): boolean {
  if (!text.includes('"')) return false;
  let quoted = false;
  let atStart = true;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index];
    if (quoted) {
      if (char !== '"') continue;
      if (text[index + 1] === '"') index += 1;
      else quoted = false;
    } else if (char === '"' && atStart) {
      quoted = true;
      atStart = false;
    } else {
      atStart = char === delimiter || char === "\n";
    }
  }
  return quoted;
}

const tooLong = (line: number, text: string): CsvRow => ({
  line,
  problem: `The row is longer than ${maxRowLength} characters.`,
  content: text.slice(0, contentLength),
});

const inOrder = (rows: CsvRow[]): CsvRow[] => rows.sort((a, b) => a.line - b.line);

/** The delimiter that splits the first lines into the most columns, the same number in each. */
export function delimiterOf(head: string): Delimiter {
  const lines = head
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== "")
    .slice(0, 10);
  const counts = (delimiter: Delimiter) => lines.map((line) => fieldsIn(line, delimiter)?.[0]?.length ?? 1);
  const score = (delimiter: Delimiter) => {
    const [first = 1, ...others] = counts(delimiter);
    const same = others.filter((count) => count === first).length;
    return first === 1 ? 0 : first * (1 + same);
  };
  return delimiters.reduce((best, each) => (score(each) > score(best) ? each : best));
}
