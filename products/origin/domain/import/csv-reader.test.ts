import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CsvReader, type CsvRow, type Delimiter, delimiterOf } from "./csv-reader";

/** Reads text in pieces of `size` characters, as it arrives. */
function rowsOf(text: string, delimiter: Delimiter = ",", size = 7): CsvRow[] {
  const reader = new CsvReader(delimiter);
  const rows: CsvRow[] = [];
  for (let start = 0; start < text.length; start += size) rows.push(...reader.push(text.slice(start, start + size)));
  return [...rows, ...reader.end()];
}
const fieldsOf = (rows: readonly CsvRow[]) => rows.flatMap((row) => ("fields" in row ? [row.fields] : []));
const problemsOf = (rows: readonly CsvRow[]) =>
  rows.flatMap((row) => ("problem" in row ? [[row.line, row.problem]] : []));

describe("a CSV file", () => {
  it("may start with a byte order mark and end its lines in any way", () => {
    const expected = [
      ["a", "b"],
      ["1", "2"],
      ["3", "4"],
    ];
    for (const end of ["\n", "\r\n", "\r"]) {
      expect(fieldsOf(rowsOf(`\uFEFFa,b${end}1,2${end}${end}3,4`))).toEqual(expected);
    }
  });

  it("keeps quoted delimiters, quotes and line breaks, and quotes in the middle of a cell", () => {
    const text = 'name,note\n"Boots, size 9","He said ""go""\nand went"\n6\'5" frame,plain\n';
    expect(fieldsOf(rowsOf(text))).toEqual([
      ["name", "note"],
      ["Boots, size 9", 'He said "go"\nand went'],
      ["6'5\" frame", "plain"],
    ]);
  });

  it("loses one line to a quote that is never closed, and reads on after it", () => {
    const later = Array.from({ length: 40 }, (_, index) => `row,${index}`).join("\n");
    const rows = rowsOf(`a,b\n"open,1\n${later}\nlast,"never closed`);
    expect(problemsOf(rows)).toEqual([
      [2, "A quote is never closed."],
      [43, "A quote is never closed."],
    ]);
    expect(fieldsOf(rows)).toHaveLength(41);
    expect(rows.at(-2)).toEqual({ line: 42, fields: ["row", "39"] });
  });

  it("skips a row that is far too long, without keeping it in memory, and counts its lines", () => {
    const rows = rowsOf(`a,b\n${"x".repeat(300_000)},1\nc,d\n`, ",", 4_096);
    expect(problemsOf(rows)).toEqual([[2, "The row is longer than 20000 characters."]]);
    expect(rows.at(-1)).toEqual({ line: 3, fields: ["c", "d"] });
  });

  it.each<[Delimiter, string]>([
    [",", 'visitor,channel,at\n1,"a;b;c",2\n'],
    [";", "visitor;amount;at\n1;1,50;2\n2;2,75;3\n"],
    ["\t", "visitor\tchannel\n1\ta, b\n"],
    ["|", "visitor|channel|at\n1|a|b\n"],
  ])("separates its cells with %j", (delimiter, text) => expect(delimiterOf(`\uFEFF${text}`)).toBe(delimiter));

  it("comes back as it was written, whatever is in its cells and however it is cut", () => {
    const cell = fc.string({ maxLength: 12 }).map((text) => text.replace(/[\r\uFEFF]/g, ""));
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 40 }), (rows, size) => {
        const few = rows.every((row) => row.join("").split("\n").length < 9);
        fc.pre(few);
        const text = rows.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(",")).join("\n");
        expect(fieldsOf(rowsOf(text, ",", size))).toEqual(rows);
      }),
      { numRuns: 200 },
    );
  });
});
