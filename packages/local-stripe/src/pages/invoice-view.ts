import { html } from "hono/html";
import { payingMethod } from "../billing/pay-invoice";
import { formatDate, formatLongDate, formatMoney } from "../money";
import type { PublicTables } from "../store/tables";
import type { World } from "../world";
import { cardFields, cardScript, type FormError } from "./card-form";
import { type Html, layout, seller, sheet, testFooter } from "./layout";

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
  const { business } = world.settings;
  const payable = invoice.status === "open" && invoice.amount_remaining > 0;
  return layout(
    `Invoice ${invoice.number ?? ""} · ${business}`,
    sheet(html`<div class="stack large">
<div class="between">${seller(business, null)}${invoiceBadge(invoice)}</div>
<section class="stack tight"><h1 class="quiet">Invoice ${invoice.number ?? ""}</h1>
<p class="price" style="margin-bottom:.25rem">${formatMoney(invoice.status === "paid" ? invoice.amount_paid : invoice.amount_due, invoice.currency)}</p>
<p class="quiet">${state(invoice)}</p></section>
<dl class="rows">
<div class="row"><dt class="quiet">To</dt><dd class="right">${invoice.customer_name ?? invoice.customer_email ?? ""}</dd></div>
<div class="row"><dt class="quiet">From</dt><dd class="right">${business}</dd></div>
<div class="row"><dt class="quiet">Issued</dt><dd class="right">${formatLongDate(invoice.effective_at ?? invoice.created)}</dd></div>
</dl>
${linesTable(world, invoice)}
<div class="actions"><a class="button" href="${path}/pdf">Download invoice</a></div>
${payable ? payForm(world, invoice, path, error) : ""}
${testFooter}</div>`),
    cardScript,
  );
}

function state(invoice: Invoice): string {
  const { paid_at, voided_at } = invoice.status_transitions;
  if (paid_at !== null) return `Paid on ${formatLongDate(paid_at)}`;
  if (voided_at !== null) return "This invoice has been voided. Nothing is due.";
  if (invoice.due_date !== null) return `Due ${formatLongDate(invoice.due_date)}`;
  return "Due now";
}

/** `VAT (19% included)` and what it comes to. */
export function taxRows(world: World, invoice: Invoice): { label: string; amount: string }[] {
  return (invoice.total_taxes ?? []).map((tax) => {
    const rate = world.store.get("tax_rate", tax.tax_rate_details?.tax_rate ?? "");
    const percentage = `${rate?.percentage ?? 0}%${tax.tax_behavior === "inclusive" ? " included" : ""}`;
    return {
      label: `${rate?.display_name ?? "Tax"} (${percentage})`,
      amount: formatMoney(tax.amount, invoice.currency),
    };
  });
}

function linesTable(world: World, invoice: Invoice): Html {
  const money = (amount: number): string => formatMoney(amount, invoice.currency);
  const discount = (invoice.total_discount_amounts ?? []).reduce((sum, entry) => sum + entry.amount, 0);
  const applied = invoice.total - invoice.amount_due;
  return html`<table><thead><tr><th>Description</th><th class="right">Qty</th><th class="right">Amount</th></tr></thead><tbody>
${invoice.lines.data.map((line) => html`<tr><td>${line.description ?? ""}<br><span class="small quiet">${formatDate(line.period.start)} – ${formatDate(line.period.end)}</span></td><td class="right">${line.quantity ?? ""}</td><td class="right nowrap">${money(line.amount)}</td></tr>`)}
<tr><td colspan="2">Subtotal</td><td class="right nowrap">${money(invoice.subtotal)}</td></tr>
${discount === 0 ? "" : html`<tr><td colspan="2">Discount</td><td class="right nowrap">${money(-discount)}</td></tr>`}
${taxRows(world, invoice).map(({ label, amount }) => html`<tr><td colspan="2">${label}</td><td class="right nowrap">${amount}</td></tr>`)}
<tr><td colspan="2">Total</td><td class="right nowrap">${money(invoice.total)}</td></tr>
${applied === 0 ? "" : html`<tr><td colspan="2">Applied balance</td><td class="right nowrap">${money(-applied)}</td></tr>`}
<tr><td colspan="2"><strong>Amount ${invoice.status === "paid" ? "paid" : "due"}</strong></td><td class="right nowrap"><strong>${money(invoice.status === "paid" ? invoice.amount_paid : invoice.amount_due)}</strong></td></tr>
</tbody></table>`;
}

function payForm(world: World, invoice: Invoice, path: string, error: FormError | null): Html {
  const saved = payingMethod(world, invoice)?.card;
  return html`<section class="card stack" aria-labelledby="pay"><h2 id="pay">Pay this invoice</h2>
${error && error.field === null ? html`<p class="notice bad" role="alert">${error.message}</p>` : ""}
${saved ? html`<form method="post" action="${path}/pay"><button name="saved" value="1">Pay with card ending in ${saved.last4}</button></form><p class="quiet small">or with another card</p>` : ""}
<form method="post" action="${path}/pay" novalidate>${cardFields({ email: "", name: invoice.customer_name ?? "" }, error)}
<button class="primary wide">Pay ${formatMoney(invoice.amount_remaining, invoice.currency)}</button></form></section>`;
}
