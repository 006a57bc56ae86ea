import type { PublicTables } from "../store/tables";
import { asJson, embeddedList, type Json, type JsonObject } from "../wire/types";
import type { World } from "../world";
import { lineItemsOf } from "./checkout-line-items";
import { legacyCardsOf } from "./legacy-card-object";
import { planOf } from "./plan-object";

type Subscription = PublicTables["subscription"];
type Invoice = PublicTables["invoice"];

/** How many lines an invoice includes; the rest is at its `lines.url`. */
const embeddedLines = 10;

/** A stored row as the API returns it: current prices embedded, long lists truncated. */
export function present<T extends { object?: string }>(world: World, row: T): T;
export function present(world: World, row: { object?: string }): object {
  if ("deleted" in row) return row;
  switch (row.object) {
    case "subscription":
      return presentSubscription(world, row as Subscription);
    case "invoice":
      return presentInvoice(world, row as Invoice);
    case "checkout.session": {
      const session = row as PublicTables["checkout_session"];
      const recovery = session.after_expiration?.recovery;
      const shown = recovery ? { recovery: { ...recovery, url: absoluteUrl(world, recovery.url) } } : null;
      return { ...session, url: absoluteUrl(world, session.url), after_expiration: shown };
    }
    case "billing_portal.session": {
      const session = row as PublicTables["portal_session"];
      return { ...session, url: absoluteUrl(world, session.url) };
    }
    case "billing_portal.configuration": {
      const configuration = row as PublicTables["portal_configuration"];
      const { login_page } = configuration;
      return { ...configuration, login_page: { ...login_page, url: absoluteUrl(world, login_page.url) } };
    }
    case "coupon": {
      const { applies_to: _, currency_options: __, ...coupon } = row as PublicTables["coupon"];
      return coupon;
    }
    case "credit_note": {
      const note = row as PublicTables["credit_note"];
      return { ...note, pdf: absoluteUrl(world, note.pdf) };
    }
    case "mandate": {
      const mandate = row as PublicTables["mandate"];
      const { sepa_debit } = mandate.payment_method_details;
      if (!sepa_debit) return mandate;
      const shown = { ...sepa_debit, url: `${world.origin}${sepa_debit.url}` };
      return { ...mandate, payment_method_details: { ...mandate.payment_method_details, sepa_debit: shown } };
    }
    case "price":
      return withoutTiers(row as PublicTables["price"]);
    default:
      return row;
  }
}

function presentSubscription(world: World, subscription: Subscription): Subscription {
  const data = subscription.items.data.map((item) => {
    const price = withoutTiers(world.store.get("price", item.price.id) ?? item.price);
    return { ...item, price, plan: planOf(price) };
  });
  return { ...subscription, items: { ...subscription.items, data } };
}

function presentInvoice(world: World, invoice: Invoice): Invoice {
  const { data } = invoice.lines;
  return {
    ...invoice,
    hosted_invoice_url: absoluteUrl(world, invoice.hosted_invoice_url),
    invoice_pdf: absoluteUrl(world, invoice.invoice_pdf),
    lines: { ...invoice.lines, data: data.slice(0, embeddedLines), has_more: data.length > embeddedLines },
  };
}

/** URLs are stored without the origin: after a restart the server may use another port. */
function absoluteUrl(world: World, path: string | null | undefined): string | null {
  return path ? `${world.origin}${path}` : null;
}

function withoutTiers(price: PublicTables["price"]): PublicTables["price"] {
  const { tiers: _, currency_options: __, ...rest } = price;
  return rest;
}

/**
 * A property that is only included when expanded.
 *
 * @returns null if objects of this type have no such property; `value` is undefined if this object has none
 */
export function expandableProperty(world: World, object: JsonObject, property: string): { value: Json } | null {
  const key = `${object.object}.${property}`;
  const read = expandable[key];
  return read ? { value: read(world, String(object.id), object) } : null;
}

const expandable: Record<string, (world: World, id: string, object: JsonObject) => Json> = {
  "price.tiers": ({ store }, id) => store.get("price", id)?.tiers as Json,
  "price.currency_options": ({ store }, id, price) => ({
    ...(store.get("price", id)?.currency_options as JsonObject | undefined),
    [String(price.currency)]: currencyOption(price),
  }),
  "coupon.currency_options": ({ store }, id) => store.get("coupon", id)?.currency_options as Json,
  "coupon.applies_to": ({ store }, id) => store.get("coupon", id)?.applies_to as Json,
  "charge.refunds": (world, id) => rows(world, `/v1/charges/${id}/refunds`, world.store.where("refund", "charge", id)),
  "checkout.session.line_items": (world, id) =>
    rows(world, `/v1/checkout/sessions/${id}/line_items`, lineItemsOf(world, id)),
  "customer.invoice_credit_balance": () => ({}),
  "customer.sources": (world, id) => rows(world, `/v1/customers/${id}/sources`, legacyCardsOf(world, id)),
  "customer.subscriptions": (world, id) => {
    const all = world.store.where("subscription", "customer", id);
    return rows(
      world,
      `/v1/customers/${id}/subscriptions`,
      all.filter((row) => row.ended_at === null),
    );
  },
  "customer.tax_ids": (world, id) =>
    rows(world, `/v1/customers/${id}/tax_ids`, world.store.where("tax_id", "customer", id)),
  "invoice.confirmation_secret": confirmationSecret,
  "invoice.payments": (world, id) =>
    rows(world, "/v1/invoice_payments", world.store.where("invoice_payment", "invoice", id)),
};

function rows(world: World, url: string, data: object[]): Json {
  return embeddedList(
    url,
    data.map((row) => asJson(present(world, row))),
  );
}

function currencyOption(price: JsonObject): JsonObject {
  const { custom_unit_amount, tax_behavior, unit_amount, unit_amount_decimal } = price;
  return { custom_unit_amount, tax_behavior, unit_amount, unit_amount_decimal };
}

function confirmationSecret(world: World, invoiceId: string): Json {
  const payment = world.store.where("invoice_payment", "invoice", invoiceId).find((candidate) => candidate.is_default);
  const intent = world.store.get("payment_intent", payment?.payment.payment_intent ?? "");
  return intent?.client_secret ? { client_secret: intent.client_secret, type: "payment_intent" } : null;
}
