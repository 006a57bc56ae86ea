import type { Context } from "hono";

export function sendPdf(c: Context, name: string, pdf: Buffer): Response {
  return c.body(new Uint8Array(pdf), 200, {
    "Content-Type": "application/pdf",
    // An invoice prefix can contain characters that a header can't.
    "Content-Disposition": `attachment; filename="${name.replace(/[^\w.-]/g, "_")}"`,
  });
}
