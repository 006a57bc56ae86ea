import type { Context } from "hono";

export function sendPdf(c: Context, name: string, pdf: Buffer): Response {
  return c.body(new Uint8Array(pdf), 200, {
    "Content-Type": "application/pdf",
    // A number may hold what a customer's prefix says; a header may not.
    "Content-Disposition": `attachment; filename="${name.replace(/[^\w.-]/g, "_")}"`,
  });
}
