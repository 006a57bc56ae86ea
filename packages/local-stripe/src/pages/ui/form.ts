import type { Context } from "hono";

/** A posted form as text fields. These pages use no files or repeated fields. */
export async function readForm(c: Context): Promise<Record<string, string>> {
  const body = await c.req.parseBody();
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, typeof value === "string" ? value : ""]));
}

export interface FormError {
  /** The name of the field it belongs to; null for the whole form. */
  field: string | null;
  message: string;
}
