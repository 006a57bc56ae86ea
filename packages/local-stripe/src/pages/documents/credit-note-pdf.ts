import { formatLongDate, formatMoney, formatUnitPrice } from "../../format";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { lineTax, taxRows } from "../invoice/totals";
import { columns, createPdf, headline, left, letterhead, paragraph } from "./page";
import { customerRows, sellerRows } from "./parties";
import { type Sum, sums, table } from "./table";

type CreditNote = PublicTables["credit_note"];

const reasons: Record<string, string> = {
  duplicate: "Duplicate",
  fraudulent: "Fraudulent",
  order_change: "Order change",
  product_unsatisfactory: "Product unsatisfactory",
};

/** The credit note as a PDF. It must name the invoice it corrects. */
export function creditNotePdf(world: World, note: CreditNote): Promise<Buffer> {
  const { business, brandColor } = world.settings;
  const invoice = world.store.get("invoice", note.invoice);
  const issued = formatLongDate(note.effective_at ?? note.created);
  const total = `${formatMoney(note.total, note.currency)} ${note.currency.toUpperCase()}`;
  return createPdf(
    {
      title: `Credit note ${note.number}`,
      author: business,
      footer: `${note.number} · ${total} credited · ${business}`,
      brandColor,
    },
    (doc) => {
      letterhead(doc, "Credit note", business, [
        ["Credit note number", note.number],
        ["Date of issue", issued],
        ["For invoice", invoice?.number ?? note.invoice],
        ...(note.reason === null ? [] : [["Reason", reasons[note.reason] ?? note.reason] as const]),
        ...(note.status === "void" ? [["Status", "Void"] as const] : []),
      ]);
      columns(doc, [
        { title: "From", rows: sellerRows(world) },
        { title: "Bill to", rows: invoice ? customerRows(invoice) : [] },
      ]);
      headline(doc, `${total} credited on ${issued}`, note.memo);
      lineTable(world, doc, note);
      sums(doc, totals(world, note));
      paragraph(doc, `This credit note adjusts invoice ${invoice?.number ?? note.invoice}.`);
    },
  );
}

function lineTable(world: World, doc: Parameters<typeof table>[0], note: CreditNote): void {
  table(
    doc,
    [
      { title: "Description", x: left, width: 235, align: "left" },
      { title: "Qty", x: 290, width: 35, align: "right" },
      { title: "Unit price", x: 330, width: 70, align: "right" },
      { title: "Tax", x: 405, width: 55, align: "right" },
      { title: "Amount", x: 465, width: 80, align: "right" },
    ],
    note.lines.data.map((each) => [
      { text: each.description ?? "Credit" },
      { text: String(each.quantity ?? "") },
      { text: each.unit_amount_decimal ? formatUnitPrice(each.unit_amount_decimal, note.currency) : "" },
      { text: lineTax(world, { taxes: each.taxes, currency: note.currency })?.rates ?? "" },
      { text: formatMoney(each.amount, note.currency) },
    ]),
  );
}

function totals(world: World, note: CreditNote): Sum[] {
  const row = (label: string, amount: number): Sum => ({ label, amount: formatMoney(amount, note.currency) });
  return [
    row("Subtotal", note.subtotal),
    ...(note.discount_amount === 0 ? [] : [row("Discount", -note.discount_amount)]),
    ...taxRows(world, note),
    { ...row("Total credited", note.total), strong: true },
  ];
}
