import { z } from "zod";
import { invalidInput } from "@/lib/errors";

/** Where a page of invoices ends. */
export type InvoiceCursor = { createdAt: Date; id: string };

const schema = z.tuple([z.iso.datetime(), z.string().max(200)]);

export const writeCursor = ({ createdAt, id }: InvoiceCursor): string =>
  Buffer.from(JSON.stringify([createdAt.toISOString(), id])).toString("base64url");

/** @throws GatehouseError `invalid_input` for a text that `writeCursor` did not write. */
export function readCursor(text: string): InvoiceCursor {
  const parsed = schema.safeParse(fromJson(Buffer.from(text, "base64url").toString("utf8")));
  if (!parsed.success) throw invalidInput("cursor: use the nextCursor of the page before.");
  const [createdAt, id] = parsed.data;
  return { createdAt: new Date(createdAt), id };
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
