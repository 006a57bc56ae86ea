import { z } from "zod";
import { invalidInput } from "@/lib/errors";

/** The last invoice of a page. */
export type InvoiceCursor = { createdAt: Date; id: string };

/** Accepts nothing PostgreSQL would reject: no NUL in an id, and no year 0. */
const schema = z.tuple([z.iso.datetime().refine((at) => at > "1970"), z.string().regex(/^\w{1,200}$/)]);

export const writeCursor = ({ createdAt, id }: InvoiceCursor): string =>
  Buffer.from(JSON.stringify([createdAt.toISOString(), id])).toString("base64url");

/** Whether `readCursor` would accept it. */
export const isCursor = (text: string): boolean => parse(text).success;

/** @throws GatehouseError `invalid_input` for a text that `writeCursor` didn't write. */
export function readCursor(text: string): InvoiceCursor {
  const parsed = parse(text);
  if (!parsed.success) throw invalidInput("cursor: use the nextCursor of the previous page.");
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
