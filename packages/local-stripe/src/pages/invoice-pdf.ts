import PDFDocument from "pdfkit";
import { formatDate, formatLongDate, formatMoney, formatUnitPrice } from "../money";
import type { PublicTables } from "../store/tables";
import type { World } from "../world";
import { taxRows } from "./invoice-view";

type Invoice = PublicTables["invoice"];
type Doc = InstanceType<typeof PDFDocument>;

const left = 50;
const right = 545;
const ink = "#1a1f36";
const quiet = "#697386";
const rule = "#dfe3ea";

/** The invoice on A4: parties, dates, lines, totals and where it stands. */
export function invoicePdf(world: World, invoice: Invoice): Promise<Buffer> {
  const doc = new PDFDocument({
    size: "A4",
    margin: left,
    info: { Title: `Invoice ${invoice.number ?? invoice.id}`, Author: world.settings.business },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on("data", (chunk: Buffer) => chunks.push(chunk));
    doc.on("end", () => resolve(Buffer.concat(chunks)));
    doc.on("error", reject);
  });
  heading(doc, world, invoice);
  parties(doc, world, invoice);
  lines(doc, invoice);
  totals(world, doc, invoice);
  doc.end();
  return done;
}

function heading(doc: Doc, world: World, invoice: Invoice): void {
  doc.fillColor(ink).font("Helvetica-Bold").fontSize(22).text("Invoice", left, 50);
  doc.fontSize(13).text(pdfText(world.settings.business), left, 54, { width: right - left, align: "right" });
  const facts: [string, string][] = [
    ["Invoice number", invoice.number ?? "Draft"],
    ["Date of issue", formatLongDate(invoice.effective_at ?? invoice.created)],
    [
      invoice.status === "paid" ? "Date paid" : "Date due",
      formatLongDate(invoice.status_transitions.paid_at ?? invoice.due_date ?? invoice.effective_at ?? invoice.created),
    ],
    ["Status", statusText(invoice)],
  ];
  facts.forEach(([name, value], index) => {
    const y = 92 + index * 16;
    doc.font("Helvetica").fontSize(9).fillColor(quiet).text(name, left, y);
    doc
      .font("Helvetica-Bold")
      .fillColor(ink)
      .text(value, left + 100, y);
  });
}

function statusText(invoice: Invoice): string {
  switch (invoice.status) {
    case "paid":
      return "Paid";
    case "void":
      return "Void";
    case "uncollectible":
      return "Uncollectible";
    case "draft":
      return "Draft";
    default:
      return "Open";
  }
}

function parties(doc: Doc, world: World, invoice: Invoice): void {
  const address = invoice.customer_address;
  const customer = [
    invoice.customer_name,
    address?.line1,
    address?.line2,
    [address?.postal_code, address?.city].filter(Boolean).join(" "),
    address?.state,
    address?.country,
    invoice.customer_email,
  ].filter((line): line is string => Boolean(line));
  column(doc, "From", [world.settings.business, world.settings.country], left);
  column(doc, "Bill to", customer, 300);
  const amount = formatMoney(invoice.status === "paid" ? invoice.amount_paid : invoice.amount_due, invoice.currency);
  const verb = invoice.status === "paid" ? "paid" : "due";
  const when = formatLongDate(
    invoice.status_transitions.paid_at ?? invoice.due_date ?? invoice.effective_at ?? invoice.created,
  );
  doc.font("Helvetica-Bold").fontSize(15).fillColor(ink).text(`${amount} ${verb} ${when}`, left, 275);
}

function column(doc: Doc, title: string, rows: readonly string[], x: number): void {
  doc.font("Helvetica-Bold").fontSize(9).fillColor(quiet).text(title, x, 175);
  rows.forEach((row, index) => {
    doc
      .font(index === 0 ? "Helvetica-Bold" : "Helvetica")
      .fontSize(10)
      .fillColor(ink)
      .text(pdfText(row), x, 190 + index * 13, { width: 240, lineBreak: false, ellipsis: true });
  });
}

function lines(doc: Doc, invoice: Invoice): void {
  doc.y = 312;
  row(doc, ["Description", "Qty", "Unit price", "Amount"], { head: true });
  for (const line of invoice.lines.data) {
    const unit = line.pricing?.unit_amount_decimal;
    const cells = [
      line.description ?? "",
      String(line.quantity ?? ""),
      unit ? formatUnitPrice(unit, line.currency) : "",
      formatMoney(line.amount, line.currency),
    ] as const;
    row(doc, cells, { note: `${formatDate(line.period.start)} - ${formatDate(line.period.end)}` });
  }
}

function row(
  doc: Doc,
  [what, quantity, unit, amount]: readonly [string, string, string, string],
  options: { head?: boolean; note?: string },
): void {
  if (doc.y > 730) doc.addPage();
  const top = doc.y + 8;
  doc
    .font(options.head ? "Helvetica-Bold" : "Helvetica")
    .fontSize(options.head ? 8.5 : 10)
    .fillColor(options.head ? quiet : ink);
  doc.text(quantity, 330, top, { width: 40, align: "right" });
  doc.text(unit, 375, top, { width: 80, align: "right" });
  doc.text(amount, 460, top, { width: right - 460, align: "right" });
  doc.text(pdfText(what), left, top, { width: 275 });
  if (options.note)
    doc
      .fontSize(8.5)
      .fillColor(quiet)
      .text(options.note, left, doc.y + 1, { width: 275 });
  doc.y += 7;
  doc.moveTo(left, doc.y).lineTo(right, doc.y).lineWidth(0.7).strokeColor(rule).stroke();
}

function totals(world: World, doc: Doc, invoice: Invoice): void {
  const money = (amount: number): string => formatMoney(amount, invoice.currency);
  const discount = (invoice.total_discount_amounts ?? []).reduce((sum, entry) => sum + entry.amount, 0);
  const applied = invoice.total - invoice.amount_due;
  const rows: [string, string][] = [
    ["Subtotal", money(invoice.subtotal)],
    ...(discount === 0 ? [] : [["Discount", money(-discount)] as [string, string]]),
    ...taxRows(world, invoice).map(({ label, amount }): [string, string] => [label, amount]),
    ["Total", money(invoice.total)],
    ...(applied === 0 ? [] : [["Applied balance", money(-applied)] as [string, string]]),
    ["Amount due", money(invoice.amount_due)],
    ...(invoice.status === "paid" ? [["Amount paid", money(invoice.amount_paid)] as [string, string]] : []),
  ];
  for (const [index, [name, value]] of rows.entries()) {
    if (doc.y > 770) doc.addPage();
    const top = doc.y + 7;
    doc
      .font(index === rows.length - 1 ? "Helvetica-Bold" : "Helvetica")
      .fontSize(10)
      .fillColor(ink);
    doc.text(name, 330, top, { width: 120 });
    doc.text(value, 440, top, { width: right - 440, align: "right" });
  }
}

/** The built-in fonts know Windows-1252 only; what they lack is written as a question mark, but for the signs we use ourselves. */
function pdfText(text: string): string {
  return text.replaceAll("–", "-").replace(/[^\u0020-\u007e\u00a0-\u00ff€×]/g, "?");
}
