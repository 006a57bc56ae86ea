import { formatLongDate, formatMoney } from "../../format";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { lineTax, sumRows, taxNote } from "../invoice/totals";
import { cardName } from "../ui/card-name";
import { columns, createPdf, headline, left, letterhead, paragraph } from "./page";
import { customerRows, sellerRows } from "./parties";
import { sums, table } from "./table";

type Invoice = PublicTables["invoice"];

/** The customer's receipt: the invoice's lines, with the card and the date. */
export function receiptPdf(world: World, invoice: Invoice): Promise<Buffer> {
  const { business, brandColor } = world.settings;
  const paidAt = formatLongDate(invoice.status_transitions.paid_at ?? invoice.created);
  const amount = `${formatMoney(invoice.amount_paid, invoice.currency)} ${invoice.currency.toUpperCase()}`;
  const number = `${invoice.number ?? invoice.id}`;
  return createPdf(
    {
      title: `Receipt for ${number}`,
      author: business,
      footer: `${number} · ${amount} paid ${paidAt} · ${business}`,
      brandColor,
    },
    (doc) => {
      letterhead(doc, "Receipt", business, [
        ["Invoice number", number],
        ["Date paid", paidAt],
        ["Payment method", payment(world, invoice)],
      ]);
      columns(doc, [
        { title: "From", rows: sellerRows(world) },
        { title: "Bill to", rows: customerRows(invoice) },
      ]);
      headline(doc, `${amount} paid ${paidAt}`);
      table(
        doc,
        [
          { title: "Description", x: left, width: 285, align: "left" },
          { title: "Qty", x: 340, width: 40, align: "right" },
          { title: "Tax", x: 385, width: 65, align: "right" },
          { title: "Amount", x: 455, width: 90, align: "right" },
        ],
        invoice.lines.data.map((each) => [
          { text: each.description ?? "" },
          { text: String(each.quantity ?? "") },
          { text: lineTax(world, each)?.rates ?? "" },
          { text: formatMoney(each.amount, each.currency) },
        ]),
      );
      sums(doc, sumRows(world, invoice));
      const note = taxNote(invoice);
      if (note !== null) paragraph(doc, note);
    },
  );
}

function payment(world: World, invoice: Invoice): string {
  const [paid] = world.store.where("invoice_payment", "invoice", invoice.id).filter(({ status }) => status === "paid");
  const intent = world.store.get("payment_intent", paid?.payment.payment_intent ?? "");
  const method = world.store.get("payment_method", intent?.payment_method ?? "");
  if (method) return cardName(method);
  return invoice.amount_paid === 0 ? "No payment required" : "Paid outside of Stripe";
}
