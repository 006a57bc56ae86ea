import { createHash } from "node:crypto";
import { z } from "zod";
import type { importKinds } from "@/products/origin/schema";
import type { Conversion, Touchpoint } from "../data/events";
import { conversionSchema, defaultConversionType, earliest, timeProblem, touchpointSchema } from "../data/events";
import { channelSchema } from "../data/names";
import { CsvReader, type CsvRow, delimiterOf, delimiters } from "./csv-reader";
import { offsetsOf } from "./time-zone";
import {
  type DateOrder,
  type DecimalMark,
  dateOrderOf,
  decimalMarkOf,
  type Parsed,
  parseAmount,
  parseDay,
  parseInstant,
} from "./values";

export type ImportKind = (typeof importKinds)[number];

export type Spend = { day: string; channel: string; amount: number };
type Imported =
  | { kind: "touchpoints"; event: Touchpoint }
  | { kind: "conversions"; event: Conversion }
  | { kind: "spend"; event: Spend };
export type ImportedRow = Imported & { line: number };

/** A column the product understands. `names` are what other tools call it. */
export type ImportField = { key: string; label: string; required: boolean; names: readonly string[] };

const field = (key: string, label: string, required: boolean, ...names: string[]): ImportField => ({
  key,
  label,
  required,
  names: [key, label.toLowerCase(), ...names],
});

const visitor = field(
  "visitor",
  "Visitor ID",
  true,
  "visitor",
  "user id",
  "userid",
  "client id",
  "customer id",
  "contact id",
  "anonymous id",
  "email",
);
const channel = field(
  "channel",
  "Channel",
  true,
  "source",
  "source / medium",
  "utm_source",
  "medium",
  "network",
  "platform",
);
const at = field(
  "at",
  "Date and time",
  true,
  "time",
  "timestamp",
  "date",
  "datetime",
  "occurred at",
  "created at",
  "event time",
  "order date",
);
const currency = field("currency", "Currency", false, "currency code");

export const importFields: Readonly<Record<ImportKind, readonly ImportField[]>> = {
  touchpoints: [
    visitor,
    channel,
    at,
    field("campaign", "Campaign", false, "utm_campaign", "campaign name"),
    field("cost", "Cost", false, "cpc", "spend"),
    field("id", "Touchpoint ID", false, "event id", "click id", "gclid"),
  ],
  conversions: [
    visitor,
    at,
    field("value", "Value", true, "amount", "revenue", "total", "order value", "price"),
    currency,
    field("type", "Conversion type", false, "event", "goal", "event name", "conversion"),
    field("id", "Conversion ID", false, "order id", "order number", "transaction id"),
  ],
  spend: [
    field("day", "Day", true, "date", "reporting starts"),
    channel,
    field("amount", "Amount", true, "spend", "cost", "amount spent", "cost (usd)"),
    currency,
  ],
};

export const importOptionsSchema = z.strictObject({
  delimiter: z.enum(delimiters),
  /** The position of each field's column. */
  columns: z.record(z.string().max(40), z.int().min(0).max(500)),
  dateOrder: z.enum(["mdy", "dmy"]),
  decimal: z.enum([".", ","]),
});
export type ImportOptions = z.infer<typeof importOptionsSchema>;

export type Preview = {
  header: string[];
  rows: string[][];
  options: ImportOptions;
  /** Required fields that no column was found for. */
  missing: string[];
};

const previewRows = 6;

/** What the beginning of a file looks like, and how it should be read. */
export function previewOf(kind: ImportKind, head: string): Preview {
  const delimiter = delimiterOf(head);
  const reader = new CsvReader(delimiter);
  const rows = reader.push(head).flatMap((row) => ("fields" in row ? [row.fields] : []));
  // Text that ends without a line break is all there is of a short file.
  const all =
    rows.length < 2 ? [...rows, ...reader.end().flatMap((row) => ("fields" in row ? [row.fields] : []))] : rows;
  const [header = [], ...others] = all;
  const columns = columnsOf(kind, header);
  const cells = (...keys: string[]) =>
    others.flatMap((row) => keys.flatMap((key) => (columns[key] === undefined ? [] : [row[columns[key]] ?? ""])));
  return {
    header,
    rows: others.slice(0, previewRows),
    options: {
      delimiter,
      columns,
      dateOrder: dateOrderOf(cells("at", "day")),
      decimal: decimalMarkOf(cells("value", "amount", "cost")),
    },
    missing: importFields[kind].flatMap(({ key, label, required }) =>
      required && columns[key] === undefined ? [label] : [],
    ),
  };
}

/** The column of each field, by its header. A column serves one field. */
function columnsOf(kind: ImportKind, header: readonly string[]): Record<string, number> {
  const plain = header.map((name) => name.trim().toLowerCase().replaceAll("_", " "));
  const columns: Record<string, number> = {};
  for (const { key, names } of importFields[kind]) {
    const wanted = names.map((name) => name.replaceAll("_", " "));
    const column = wanted
      .map((name) => plain.indexOf(name))
      .find((index) => index >= 0 && !Object.values(columns).includes(index));
    if (column !== undefined) columns[key] = column;
  }
  return columns;
}

export type RowReader = (row: CsvRow) => ImportedRow | { line: number; problem: string; content: string };

/** Turns rows of a file into events. An event without an id of its own gets one made of what it says, so a file can be imported again. */
export function rowReader(
  kind: ImportKind,
  options: ImportOptions,
  given: { currency: string; timeZone: string; now: Date },
): RowReader {
  const offsetAt = offsetsOf(given.timeZone);
  const cells = { ...options, ...given, offsetAt };
  return (row) => {
    if ("problem" in row) return row;
    const cell = (key: string): string => {
      const column = options.columns[key];
      return column === undefined ? "" : (row.fields[column] ?? "").trim();
    };
    const read = readRow(kind, cell, cells);
    if ("problem" in read) {
      return { line: row.line, problem: read.problem, content: row.fields.join(options.delimiter).slice(0, 200) };
    }
    return { ...read, line: row.line };
  };
}

type Cells = {
  dateOrder: DateOrder;
  decimal: DecimalMark;
  currency: string;
  now: Date;
  offsetAt: (at: Date) => number;
};
type Read = Imported | { problem: string };

function readRow(kind: ImportKind, cell: (key: string) => string, cells: Cells): Read {
  const missing = importFields[kind].find(({ key, required }) => required && cell(key) === "");
  if (missing) return { problem: `${missing.label} is empty.` };
  const given = cell("currency").toLowerCase();
  if (given !== "" && given !== cells.currency) {
    return {
      problem: `The amount is in ${given.toUpperCase().slice(0, 10)}. Your reports are in ${cells.currency.toUpperCase()}.`,
    };
  }
  switch (kind) {
    case "touchpoints":
      return readTouchpoint(cell, cells);
    case "conversions":
      return readConversion(cell, cells);
    case "spend":
      return readSpend(cell, cells);
    default:
      return kind satisfies never;
  }
}

/** The instant has been read already. */
const touchpointCells = touchpointSchema.omit({ at: true });
const conversionCells = conversionSchema.omit({ at: true });

function readTouchpoint(cell: (key: string) => string, cells: Cells): Read {
  const at = instantIn(cell("at"), cells);
  if ("problem" in at) return at;
  const cost: Parsed<number | null> = cell("cost") === "" ? { value: null } : parseAmount(cell("cost"), cells);
  if ("problem" in cost) return cost;
  const said = {
    visitor: cell("visitor"),
    channel: cell("channel"),
    campaign: cell("campaign") || null,
    cost: cost.value,
  };
  const id = cell("id") || idOf("touchpoint", { ...said, at: at.value.toISOString() });
  const parsed = touchpointCells.safeParse({ ...said, id });
  if (!parsed.success) return { problem: issueOf(parsed.error) };
  return { kind: "touchpoints", event: { ...parsed.data, at: at.value } };
}

function readConversion(cell: (key: string) => string, cells: Cells): Read {
  const at = instantIn(cell("at"), cells);
  if ("problem" in at) return at;
  const value = parseAmount(cell("value"), cells);
  if ("problem" in value) return value;
  const said = { visitor: cell("visitor"), type: cell("type") || defaultConversionType, value: value.value };
  const id = cell("id") || idOf("conversion", { ...said, at: at.value.toISOString() });
  const parsed = conversionCells.safeParse({ ...said, id });
  if (!parsed.success) return { problem: issueOf(parsed.error) };
  return { kind: "conversions", event: { ...parsed.data, at: at.value } };
}

function readSpend(cell: (key: string) => string, cells: Cells): Read {
  const day = parseDay(cell("day"), cells.dateOrder);
  if ("problem" in day) return day;
  const amount = parseAmount(cell("amount"), cells);
  if ("problem" in amount) return amount;
  if (amount.value < 0) return { problem: "Spend can't be negative." };
  const late = timeProblem(new Date(`${day.value}T00:00:00Z`), cells.now);
  if (late || day.value < "2000-01-01")
    return { problem: `${day.value} is ${late ? "in the future" : "before the year 2000"}.` };
  const parsed = channelSchema.safeParse(cell("channel"));
  if (!parsed.success) return { problem: `Channel: ${issueOf(parsed.error)}` };
  return { kind: "spend", event: { day: day.value, channel: parsed.data, amount: amount.value } };
}

function instantIn(text: string, { dateOrder, offsetAt, now }: Cells): Parsed<Date> {
  const parsed = parseInstant(text, { order: dateOrder, offsetAt });
  if ("problem" in parsed) return parsed;
  if (parsed.value < earliest) return { problem: "Date and time: Before the year 2000." };
  return timeProblem(parsed.value, now) ? { problem: `“${text}” is in the future.` } : parsed;
}

const idOf = (kind: string, said: object): string =>
  `csv:${createHash("sha256")
    .update(JSON.stringify([kind, said]))
    .digest("base64url")
    .slice(0, 24)}`;

const labels: Readonly<Record<string, string>> = { at: "Date and time", id: "ID" };

function issueOf({ issues: [issue] }: z.ZodError): string {
  const [name] = issue?.path ?? [];
  if (!issue || name === undefined) return issue?.message ?? "Invalid.";
  const key = String(name);
  return `${labels[key] ?? key.charAt(0).toUpperCase() + key.slice(1)}: ${issue.message}`;
}
