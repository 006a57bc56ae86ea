import { z } from "zod";
import { invalidInput } from "@/lib/errors";

/** Where a page of invoices ends. */
export type InvoiceCursor = { createdAt: Date; id: string };

/** Nothing that PostgreSQL refuses: no NUL in an id, and no year 0. */
const schema = z.tuple([z.iso.datetime().refine((at) => at > "1970"), z.string().regex(/^\w{1,200}$/)]);

export const writeCursor = ({ createdAt, id }: InvoiceCursor): string =>
  Buffer.from(JSON.stringify([createdAt.toISOString(), id])).toString("base64url");

/** Whether `writeCursor` may have written it. */
export const isCursor = (text: string): boolean => parse(text).success;

/** @throws GatehouseError `invalid_input` for a text that `writeCursor` did not write. */
export function readCursor(text: string): InvoiceCursor {
  const parsed = parse(text);
  if (!parsed.success) throw invalidInput("cursor: use the nextCursor of the page before.");
  const [createdAt, id] = parsed.data;
  return { createdAt: new Date(createdAt), id };
}

const parse = (text: string) => schema.safeParse(fromJson(Buffer.from(text, "base64url").toString("utf8")));

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
