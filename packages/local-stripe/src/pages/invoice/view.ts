import { html } from "hono/html";
import { paymentMethodFor } from "../../billing/invoices/pay-invoice";
import { formatLongDate, formatMoney, formatPeriod } from "../../format";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { customerRows, sellerRows } from "../documents/parties";
import { cardFields, cardScript } from "../ui/card-form";
import { cardName } from "../ui/card-name";
import { formNotice } from "../ui/fields";
import type { FormError } from "../ui/form";
import { type Html, layout, sellerHeader, singleColumn, testFooter } from "../ui/layout";
import { lineTax, sumRows, taxNote } from "./totals";

type Invoice = PublicTables["invoice"];

export function invoiceBadge(invoice: Invoice): Html {
  switch (invoice.status) {
    case "paid":
      return html`<span class="badge good">Paid</span>`;
    case "open":
      return invoice.attempted
        ? html`<span class="badge bad">Payment failed</span>`
        : html`<span class="badge warn">Open</span>`;
    case "uncollectible":
      return html`<span class="badge bad">Uncollectible</span>`;
    default:
      return html`<span class="badge">${invoice.status === "void" ? "Void" : "Draft"}</span>`;
  }
}

export function invoicePage(world: World, invoice: Invoice, path: string, error: FormError | null): Html {
  const { business, brandColor } = world.settings;
  const payable = invoice.status === "open" && invoice.amount_remaining > 0;
  const paid = invoice.status === "paid";
  return layout(
    `Invoice ${invoice.number ?? ""} · ${business}`,
    singleColumn(html`<div class="stack roomy">
${sellerHeader(business, null)}
<section class="card stack"><div class="between"><div class="stack tight"><h1 class="quiet" style="font-size:1rem">Invoice ${invoice.number ?? ""}</h1>
<p class="price" style="margin:0">${formatMoney(paid ? invoice.amount_paid : invoice.amount_due, invoice.currency)}</p>
<p class="quiet">${state(invoice)}</p></div>${invoiceBadge(invoice)}</div>
${facts(world, invoice)}
<div class="actions full"><a class="button slight" href="${path}/pdf">Download invoice</a>${paid ? html`<a class="button slight" href="${path}/receipt">Download receipt</a>` : ""}</div></section>
${payable ? payForm(world, invoice, path, error) : ""}
<section aria-labelledby="details"><h2 class="heading" id="details">Invoice details</h2>${parties(world, invoice)}${linesTable(world, invoice)}</section>
${notes(invoice)}
${creditNotes(world, invoice)}
${testFooter()}</div>`),
    cardScript,
    brandColor,
  );
}

function state(invoice: Invoice): string {
  const { paid_at, voided_at } = invoice.status_transitions;
  if (paid_at !== null) return `Paid on ${formatLongDate(paid_at)}`;
  if (voided_at !== null) return "This invoice has been voided. Nothing is due.";
  if (invoice.status === "uncollectible") return "This invoice was marked as uncollectible.";
  if (invoice.due_date !== null) return `Due ${formatLongDate(invoice.due_date)}`;
  return "Due now";
}

function facts(world: World, invoice: Invoice): Html {
  const rows: [string, string | null][] = [
    ["To", invoice.customer_name ?? invoice.customer_email],
    ["From", world.settings.business],
    ["Issued", formatLongDate(invoice.effective_at ?? invoice.created)],
    ...(invoice.custom_fields ?? []).map(({ name, value }): [string, string] => [name, value]),
  ];
  return html`<dl class="rows">${rows.map(([name, value]) => html`<div class="row"><dt class="quiet">${name}</dt><dd class="right">${value ?? ""}</dd></div>`)}</dl>`;
}

/** Who sells and who buys, with addresses and tax IDs, as on the PDF. */
function parties(world: World, invoice: Invoice): Html {
  const party = (title: string, [name = "", ...rows]: readonly string[]) =>
    html`<div class="stack tight"><h3 class="small quiet">${title}</h3><p class="small"><strong>${name}</strong>${rows.map((row) => html`<br>${row}`)}</p></div>`;
  return html`<div class="parties">${party("From", sellerRows(world))}${party("Bill to", customerRows(invoice))}</div>`;
}

function linesTable(world: World, invoice: Invoice): Html {
  const lines = invoice.lines.data;
  return html`<table><thead><tr><th>Description</th><th class="right nowrap">Qty</th><th class="right nowrap">Amount</th></tr></thead><tbody>
${lines.map((line) => {
  const tax = lineTax(world, line);
  const note = `${formatPeriod(line.period)}${tax ? ` · tax ${tax.rates}` : ""}`;
  return html`<tr><td>${line.description ?? ""}<br><span class="small quiet">${note}</span></td><td class="right nowrap">${line.quantity ?? ""}</td><td class="right nowrap">${formatMoney(line.amount, line.currency)}</td></tr>`;
})}</tbody></table>
${sumsList(sumRows(world, invoice))}`;
}

/** Labels on the left, amounts on the right. */
export function sumsList(rows: readonly { label: string; amount: string; strong?: boolean }[]): Html {
  return html`<dl class="sums" style="margin-top:.75rem">${rows.map(({ label, amount, strong }) => html`<div class="row ${strong ? "total" : ""}"><dt>${label}</dt><dd class="right nowrap">${amount}</dd></div>`)}</dl>`;
}

function notes(invoice: Invoice): Html {
  const words = [invoice.description, taxNote(invoice), invoice.footer].filter(Boolean);
  return html`${words.map((each) => html`<p class="small quiet">${each ?? ""}</p>`)}`;
}

function creditNotes(world: World, invoice: Invoice): Html {
  const notes = world.store.where("credit_note", "invoice", invoice.id);
  if (notes.length === 0) return html``;
  return html`<section aria-labelledby="credits"><h2 class="heading" id="credits">Credit notes</h2><div class="lines">
${notes.map((note) => html`<div class="between"><p>${note.number} ${note.status === "void" ? html`<span class="badge">Void</span>` : ""}<br><span class="small quiet">${formatLongDate(note.created)}</span></p><p class="right">${formatMoney(note.total, note.currency)}<br><a class="small" href="${note.pdf}">Download<span class="hidden"> credit note ${note.number}</span></a></p></div>`)}</div></section>`;
}

function payForm(world: World, invoice: Invoice, path: string, error: FormError | null): Html {
  const saved = paymentMethodFor(world, invoice);
  const amount = formatMoney(invoice.amount_remaining, invoice.currency);
  return html`<section class="card stack" aria-labelledby="pay"><h2 id="pay">Pay this invoice</h2>
${formNotice(error)}
${saved ? html`<form method="post" action="${path}/pay"><input type="hidden" name="saved" value="1"><button class="primary wide">Pay ${amount} with ${cardName(saved)}</button></form><p class="quiet small">or with another card</p>` : ""}
<form method="post" action="${path}/pay" novalidate>${cardFields({ name: invoice.customer_name ?? "" }, error)}
<button class="${saved ? "" : "primary"} wide">Pay ${amount}</button></form></section>`;
}
