import { describe, expect, it } from "vitest";
import { CsvReader } from "./csv-reader";
import { type ImportKind, type ImportOptions, importFields, previewOf, rowReader } from "./rows";

const given = { currency: "usd", timeZone: "America/New_York", now: new Date("2026-11-30T12:00:00Z") };

/** What the rows below the header become. */
function imported(kind: ImportKind, text: string, options?: ImportOptions) {
  const preview = previewOf(kind, text);
  const reader = new CsvReader((options ?? preview.options).delimiter);
  const read = rowReader(kind, options ?? preview.options, given);
  return [...reader.push(text), ...reader.end()].slice(1).map(read);
}

describe("the preview of a file", () => {
  it("finds delimiter, columns, date order and decimal mark", () => {
    const text = "\uFEFFCampaign;utm_source;User ID;Timestamp;CPC\nSpring;Google Ads;v1;30/11/2026 10:00;1,20\n";
    expect(previewOf("touchpoints", text)).toEqual({
      header: ["Campaign", "utm_source", "User ID", "Timestamp", "CPC"],
      rows: [["Spring", "Google Ads", "v1", "30/11/2026 10:00", "1,20"]],
      options: {
        delimiter: ";",
        columns: { visitor: 2, channel: 1, at: 3, campaign: 0, cost: 4 },
        dateOrder: "dmy",
        decimal: ",",
      },
      missing: [],
    });
  });

  it("names required fields without a column", () => {
    expect(previewOf("spend", "when,who\n1,2").missing).toEqual(["Day", "Channel", "Amount"]);
    expect(previewOf("spend", "").missing).toEqual(["Day", "Channel", "Amount"]);
  });
});

describe("a row", () => {
  it("becomes a touchpoint in the organization's time zone, with a channel in lowercase", () => {
    const rows = imported("touchpoints", "visitor,channel,time,cost\nv1,  Google  Ads ,11/30/2026 1:00 AM,$1.20\n");
    expect(rows).toMatchObject([
      {
        kind: "touchpoints",
        event: { visitor: "v1", channel: "google ads", cost: 120, at: new Date("2026-11-30T06:00:00Z") },
      },
    ]);
  });

  it("without an ID gets the same one each time it is imported, and another for other content", () => {
    const ids = (text: string) =>
      imported("conversions", `visitor,time,value\n${text}`).map(
        (row) => "event" in row && "id" in row.event && row.event.id,
      );
    const [first, second] = ids("v1,2026-11-01,10\nv1,2026-11-01,11\n");
    expect(ids("v1,2026-11-01,10\n")).toEqual([first]);
    expect(second).not.toBe(first);
  });

  it.each([
    [",email,2026-11-01,1", "Visitor ID is empty."],
    ["v1,,2026-11-01,1", "Channel is empty."],
    ["v1,email,soon,1", "“soon” isn't a date and time."],
    ["v1,email,2031-01-01,1", "“2031-01-01” is in the future."],
    ["v1,email,1999-01-01,1", "Date and time: Before the year 2000."],
    ["v1,email,2026-11-01,free", "“free” isn't an amount."],
    ["v1,email,2026-11-01,-1", "Cost: A cost can't be negative."],
    ["v1,email,2026-11-01,€1", "“€1” is in another currency. Your reports are in USD."],
    ["v\u0000,email,2026-11-01,1", "Visitor: Use printable characters only."],
  ])("%j is refused: %s", (row, problem) => {
    expect(imported("touchpoints", `visitor,channel,time,cost\n${row}\n`)).toMatchObject([{ line: 2, problem }]);
  });

  it("of spend has a day, and is refused in another currency", () => {
    const text = "date,channel,amount,currency\n11/29/2026,Email,12.50,USD\n11/29/2026,Email,12.50,EUR\n";
    expect(imported("spend", text)).toMatchObject([
      { kind: "spend", event: { day: "2026-11-29", channel: "email", amount: 1_250 } },
      { line: 3, problem: "The amount is in EUR. Your reports are in USD." },
    ]);
  });

  it("has a label for every field", () => {
    for (const fields of Object.values(importFields)) {
      expect(new Set(fields.map(({ label }) => label)).size).toBe(fields.length);
    }
  });
});

/** Every tenth row is broken, each in another way. */
const broken = [
  '"v9,email,2026-11-01T10:00:00Z,1',
  "v9,email",
  "v9,email,32/13/2026,1",
  `v9,${"x".repeat(500)},2026-11-01T10:00:00Z,1`,
  "v9,email,2026-11-01T10:00:00Z,1,50",
  ";;;;",
  "v9,email,2026-11-01T10:00:00Z,£3",
  "\u202Ev9,email,2026-11-01T10:00:00Z,1",
  "#REF!",
  `v9,email,2026-11-01T10:00:00Z,${"9".repeat(400)}`,
];

it("of a file with 100,000 rows, 10,000 of them dirty: every good row is imported and every bad one listed with its line", {
  timeout: 60_000,
}, () => {
  const reader = new CsvReader(",");
  const header = "\uFEFFvisitor,channel,time,cost\r\n";
  const options = previewOf("touchpoints", `${header}v,c,2026-11-01,1\r\n`).options;
  const read = rowReader("touchpoints", options, given);
  let good = 0;
  const bad: number[] = [];
  const count = (row: ReturnType<typeof read>) => {
    if ("problem" in row) bad.push(row.line);
    else good += 1;
  };
  let isHeader = true;
  const take = (text: string) => {
    for (const row of reader.push(text)) {
      if (isHeader) isHeader = false;
      else count(read(row));
    }
  };
  take(header);
  const expected: number[] = [];
  for (let start = 0; start < 100_000; start += 1_000) {
    let text = "";
    for (let index = start; index < start + 1_000; index += 1) {
      const isBad = index % 10 === 9;
      const which = Math.floor(index / 10) % broken.length;
      // A fifth cell is one too many, but the four that are asked for are there.
      if (isBad && which !== 4) expected.push(index + 2);
      text += isBad
        ? `${broken[which]}\r\n`
        : `v${index % 977},Email,2026-11-0${1 + (index % 9)} 10:00,${index % 90}.25\r\n`;
    }
    take(text);
  }
  for (const row of reader.end()) count(read(row));
  expect(bad).toEqual(expected);
  expect(good).toBe(100_000 - expected.length);
});
