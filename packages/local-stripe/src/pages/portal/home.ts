import { html } from "hono/html";
import { formatLongDate, formatMoney } from "../../format";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { invoiceBadge } from "../invoice/view";
import { cardExpiry, cardName } from "../ui/card-name";
import { countryName } from "../ui/countries";
import type { Html } from "../ui/layout";
import { currentMethod } from "./cards";
import { frame } from "./frame";
import { editableInformation } from "./information";
import type { PortalRequest } from "./session";
import { subscriptionCard } from "./subscription";
import { taxIdSection } from "./tax-ids";

type Session = PublicTables["portal_session"];

/** Shows only what the configuration enables. */
export function portalHome(world: World, { session, features }: PortalRequest, notice: string | null): Html {
  const subscriptions = world.store
    .where("subscription", "customer", session.customer)
    .filter((subscription) => subscription.ended_at === null && subscription.status !== "incomplete")
    .reverse();
  return frame(
    world,
    session,
    "Billing",
    html`<div class="stack large"><h1 class="hidden">Billing</h1>
${notice === null ? "" : html`<p class="notice good" role="status">${notice}</p>`}
<section aria-labelledby="plan"><h2 class="heading" id="plan">Current subscription${subscriptions.length > 1 ? "s" : ""}</h2>
${subscriptions.length === 0 ? html`<p class="quiet">You don't have an active subscription.</p>` : html`<div class="lines">${subscriptions.map((subscription) => subscriptionCard(world, { session, features }, subscription))}</div>`}</section>
${features.payment_method_update.enabled ? methods(world, session) : ""}
${features.customer_update.enabled ? billingInformation(world, session) : ""}
${features.customer_update.enabled && features.customer_update.allowed_updates.includes("tax_id") ? taxIdSection(world, session) : ""}
${features.invoice_history.enabled ? invoices(world, session) : ""}
</div>`,
  );
}

function methods(world: World, session: Session): Html {
  const rows = world.store.where("payment_method", "customer", session.customer);
  const current = currentMethod(world, session.customer);
  return html`<section aria-labelledby="methods"><h2 class="heading" id="methods">Payment method</h2><div class="stack">
${rows.length === 0 ? html`<p class="quiet">No payment method yet.</p>` : ""}
${rows.map((method) => {
  const action = `/portal/${session.id}/payment-methods/${method.id}`;
  const name = cardName(method);
  return html`<div class="between"><p>${name} ${method.id === current ? html`<span class="badge">Default</span>` : ""}${method.card ? html`<br><span class="quiet small">Expires ${cardExpiry(method)}</span>` : ""}</p>
${method.id === current ? "" : html`<div class="actions"><form method="post" action="${action}/default"><button class="plain small">Make default<span class="hidden"> ${name}</span></button></form><form method="post" action="${action}/remove"><button class="plain small danger">Delete<span class="hidden"> ${name}</span></button></form></div>`}</div>`;
})}
<div><a class="button slight" href="/portal/${session.id}/payment-methods">Add payment method</a></div></div></section>`;
}

function billingInformation(world: World, session: Session): Html {
  const customer = world.store.get("customer", session.customer);
  const address = customer?.address;
  const rows: [string, string | null | undefined][] = [
    ["Name", customer?.name],
    ["Email", customer?.email],
    ["Phone", customer?.phone],
    [
      "Billing address",
      [
        address?.line1,
        address?.line2,
        [address?.postal_code, address?.city].filter(Boolean).join(" "),
        address?.state,
        address?.country ? countryName(address.country) : null,
      ]
        .filter(Boolean)
        .join(", "),
    ],
  ];
  const editable = editableInformation(world, session).length > 0;
  return html`<section aria-labelledby="information"><h2 class="heading" id="information">Billing information</h2><div class="stack">
<dl class="stack tight">${rows.filter(([, value]) => value).map(([name, value]) => html`<div class="between"><dt class="quiet small">${name}</dt><dd class="right">${value ?? ""}</dd></div>`)}</dl>
${editable ? html`<div><a class="button slight" href="/portal/${session.id}/information">Update information</a></div>` : ""}</div></section>`;
}

/** Open invoices link to their payment page. */
function invoices(world: World, session: Session): Html {
  const rows = world.store
    .where("invoice", "customer", session.customer)
    .filter((invoice) => invoice.status !== "draft")
    .reverse();
  if (rows.length === 0)
    return html`<section aria-labelledby="invoices"><h2 class="heading" id="invoices">Invoice history</h2><p class="quiet">No invoices yet.</p></section>`;
  return html`<section aria-labelledby="invoices"><h2 class="heading" id="invoices">Invoice history</h2>
<table aria-labelledby="invoices"><thead class="hidden"><tr><th>Date</th><th>Amount</th><th>Status</th><th>Document</th></tr></thead><tbody>
${rows.map((invoice) => {
  const url = invoice.hosted_invoice_url ?? "#";
  const payable = invoice.status === "open" && invoice.amount_remaining > 0;
  const number = html`<span class="hidden"> ${invoice.number ?? ""}</span>`;
  return html`<tr><td><a href="${url}">${formatLongDate(invoice.created)}</a><br><span class="small quiet">${invoice.number ?? ""}</span></td><td class="right nowrap">${formatMoney(invoice.total, invoice.currency)}</td><td class="nowrap">${invoiceBadge(invoice)}</td><td class="right nowrap">${payable ? html`<a href="${url}">Pay${number}</a>` : html`<a class="small" href="${invoice.invoice_pdf ?? "#"}">PDF${number}</a>`}</td></tr>`;
})}
</tbody></table></section>`;
}
