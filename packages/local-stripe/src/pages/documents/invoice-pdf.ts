import { formatLongDate, formatMoney, formatPeriod, formatUnitPrice } from "../../format";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { lineTax, sumRows, taxNote } from "../invoice/totals";
import { columns, createPdf, type Doc, headline, left, letterhead, paragraph } from "./page";
import { customerRows, sellerRows } from "./parties";
import { type Cell, type Column, sums, table } from "./table";

type Invoice = PublicTables["invoice"];
type Line = Invoice["lines"]["data"][number];

/**
 * The invoice as an A4 PDF with everything invoices must state: parties, numbers, dates, lines, taxes per rate, totals.
 */
export function invoicePdf(world: World, invoice: Invoice): Promise<Buffer> {
  const number = invoice.number ?? "Draft";
  const { business, brandColor } = world.settings;
  const amount = formatMoney(invoice.amount_due, invoice.currency);
  const footer = `${number} · ${amount} ${invoice.currency.toUpperCase()} due ${formatLongDate(dueAt(invoice))} · ${business}`;
  return createPdf({ title: `Invoice ${number}`, author: business, footer, brandColor }, (doc) => {
    letterhead(doc, "Invoice", business, facts(invoice));
    columns(doc, [
      { title: "From", rows: sellerRows(world) },
      { title: "Bill to", rows: customerRows(invoice) },
    ]);
    headline(doc, sentence(invoice), invoice.description);
    lineTable(world, doc, invoice);
    sums(doc, sumRows(world, invoice));
    for (const words of [taxNote(invoice), invoice.footer]) if (words) paragraph(doc, words);
  });
}

function facts(invoice: Invoice): [string, string][] {
  const { paid_at } = invoice.status_transitions;
  return [
    ["Invoice number", invoice.number ?? "Draft"],
    ["Date of issue", formatLongDate(issuedAt(invoice))],
    ["Date due", formatLongDate(dueAt(invoice))],
    ...(paid_at === null ? [] : [["Date paid", formatLongDate(paid_at)] as [string, string]]),
    ["Service period", period(invoice)],
    ["Currency", invoice.currency.toUpperCase()],
    ["Status", statusText(invoice)],
    ...(invoice.custom_fields ?? []).map(({ name, value }): [string, string] => [name, value]),
  ];
}

function issuedAt(invoice: Invoice): number {
  return invoice.effective_at ?? invoice.created;
}

function dueAt(invoice: Invoice): number {
  return invoice.due_date ?? issuedAt(invoice);
}

/** From the start of the earliest line to the end of the latest. */
function period({ lines: { data }, period_start, period_end }: Invoice): string {
  if (data.length === 0) return formatPeriod({ start: period_start, end: period_end });
  return formatPeriod({
    start: Math.min(...data.map((each) => each.period.start)),
    end: Math.max(...data.map((each) => each.period.end)),
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

function sentence(invoice: Invoice): string {
  const money = (amount: number): string =>
    `${formatMoney(amount, invoice.currency)} ${invoice.currency.toUpperCase()}`;
  const { paid_at } = invoice.status_transitions;
  if (invoice.status === "paid")
    return `${money(invoice.amount_paid)} paid ${formatLongDate(paid_at ?? issuedAt(invoice))}`;
  if (invoice.status === "void") return `${money(invoice.amount_due)}, void: nothing is due`;
  return `${money(invoice.amount_due)} due ${formatLongDate(dueAt(invoice))}`;
}

const withTax: readonly Column[] = [
  { title: "Description", x: left, width: 215, align: "left" },
  { title: "Qty", x: 270, width: 40, align: "right" },
  { title: "Unit price", x: 315, width: 75, align: "right" },
  { title: "Tax", x: 395, width: 65, align: "right" },
  { title: "Amount", x: 465, width: 80, align: "right" },
];

const withoutTax: readonly Column[] = [
  { title: "Description", x: left, width: 265, align: "left" },
  { title: "Qty", x: 320, width: 45, align: "right" },
  { title: "Unit price", x: 370, width: 80, align: "right" },
  { title: "Amount", x: 455, width: 90, align: "right" },
];

function lineTable(world: World, doc: Doc, invoice: Invoice): void {
  const lines = invoice.lines.data;
  const taxed = lines.some((each) => (each.taxes ?? []).length > 0);
  table(
    doc,
    taxed ? withTax : withoutTax,
    lines.map((each) => cells(world, each, taxed)),
  );
}

function cells(world: World, line: Line, taxed: boolean): Cell[] {
  const unit = line.pricing?.unit_amount_decimal;
  const tax = lineTax(world, line);
  const off = (line.discount_amounts ?? []).reduce((sum, { amount }) => sum + amount, 0);
  const service = formatPeriod(line.period);
  const discount = off === 0 ? "" : `\nDiscount ${formatMoney(-off, line.currency)}`;
  return [
    { text: line.description ?? "", note: `${service}${discount}` },
    { text: String(line.quantity ?? "") },
    { text: unit ? formatUnitPrice(unit, line.currency) : "" },
    ...(taxed ? [tax ? { text: tax.rates, note: tax.amount } : { text: "" }] : []),
    { text: formatMoney(line.amount, line.currency) },
  ];
}
