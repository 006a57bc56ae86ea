import { z } from "zod";
import { type ListColumn, type Sorting, sortParameter } from "./organization-filter";

/** A column whose values are stored as they are sorted. MRR is sorted by what it is worth in one currency: see `mrr-order.ts`. */
export type StoredColumn = Exclude<ListColumn, "mrr">;

/** How the values of a column are compared. */
export const columnTypes = {
  name: "text",
  plan: "text",
  status: "bigint",
  next: "timestamptz",
  members: "integer",
  created: "timestamptz",
} as const satisfies Record<StoredColumn, string>;

/** Where a page ends: the value it is sorted by, as PostgreSQL writes it, and the organization. */
export type ListCursor = { value: string | null; id: string };

const digits = z.string().regex(/^-?\d{1,15}$/);

/** What PostgreSQL will read as the type. Microseconds are kept: rounded, a row would be skipped or shown twice. */
const valueSchemas = {
  text: z.string().regex(/^[^\p{Cc}\p{Cs}]*$/u),
  integer: z.string().regex(/^-?\d{1,9}$/),
  bigint: digits,
  timestamptz: z.iso.datetime({ offset: true }),
  /** The day of the rates, and the amount at them. */
  mrr: z
    .string()
    .regex(/^2\d{3}-\d{2}-\d{2} -?\d{1,15}(\.\d{1,20})?(e-\d{1,2})?$/)
    .refine((text) => z.iso.date().safeParse(text.slice(0, 10)).success),
} as const;

/** An opaque text for the URL. It is valid for one sorting only. */
export function writeCursor(sorting: Sorting, { value, id }: ListCursor): string {
  return Buffer.from(JSON.stringify([sortParameter(sorting) ?? "", value, id])).toString("base64url");
}

/** The cursor in the text; undefined, for the first page, if it isn't from `writeCursor` with the same sorting. */
export function readCursor(sorting: Sorting, text: string | undefined): ListCursor | undefined {
  const schema = z.tuple([
    z.literal(sortParameter(sorting) ?? ""),
    valueSchemas[sorting.column === "mrr" ? "mrr" : columnTypes[sorting.column]].nullable(),
    z.uuid(),
  ]);
  const parsed = schema.safeParse(parseJson(text));
  return parsed.success ? { value: parsed.data[1], id: parsed.data[2] } : undefined;
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(text ?? "", "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
