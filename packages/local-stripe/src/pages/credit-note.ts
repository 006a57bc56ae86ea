import { Hono } from "hono";
import PDFDocument from "pdfkit";
import { formatLongDate, formatMoney } from "../money";
import type { PublicTables } from "../store/tables";
import type { World } from "../world";

type CreditNote = PublicTables["credit_note"];

/** The document behind a credit note's `pdf`. */
export function creditNoteRoutes(world: World): Hono {
  const app = new Hono();
  app.get("/:id/:token/pdf", async (c) => {
    const note = world.store.get("credit_note", c.req.param("id"));
    if (!note?.pdf.includes(`/${c.req.param("token")}/`)) return c.notFound();
    const body = new Uint8Array(await creditNotePdf(world, note));
    return c.body(body, 200, {
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="${note.number}.pdf"`,
    });
  });
  return app;
}

function creditNotePdf(world: World, note: CreditNote): Promise<Buffer> {
  const doc = new PDFDocument({ size: "A4", margin: 50, info: { Title: `Credit note ${note.number}` } });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on("data", (chunk: Buffer) => chunks.push(chunk));
    doc.on("end", () => resolve(Buffer.concat(chunks)));
    doc.on("error", reject);
  });
  const invoice = world.store.get("invoice", note.invoice);
  const row = (label: string, amount: number): void => {
    doc.text(label, 50, doc.y, { continued: true }).text(formatMoney(amount, note.currency), { align: "right" });
  };
  doc.fontSize(20).text("Credit note").moveDown(0.5).fontSize(10);
  doc.text(`Number: ${note.number}`);
  doc.text(`Date: ${formatLongDate(note.effective_at ?? note.created)}`);
  doc.text(`For invoice: ${invoice?.number ?? note.invoice}`);
  doc.text(`From: ${world.settings.business}`);
  doc.text(`To: ${invoice?.customer_name ?? invoice?.customer_email ?? note.customer}`).moveDown();
  for (const line of note.lines.data) row(line.description ?? "Credit", line.amount);
  doc.moveDown();
  if (note.discount_amount !== 0) row("Discount", -note.discount_amount);
  for (const tax of note.total_taxes ?? []) {
    const rate = world.store.get("tax_rate", tax.tax_rate_details?.tax_rate ?? "");
    row(`${rate?.display_name ?? "Tax"} (${rate?.percentage ?? 0}%)`, tax.amount);
  }
  row("Total credited", note.total);
  if (note.memo) doc.moveDown().text(note.memo);
  doc.end();
  return done;
}
