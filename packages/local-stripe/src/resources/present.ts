import type { PublicTables } from "../store/tables";
import { embeddedList, type Json, type JsonObject } from "../wire/types";
import type { World } from "../world";
import { lineItemsOf } from "./checkout-line-items";
import { planOf } from "./plans";

type Subscription = PublicTables["subscription"];
type Invoice = PublicTables["invoice"];

/** How many lines an invoice carries with itself; the rest is at its `lines.url`. */
const embeddedLines = 10;

/** A stored row as the API shows it: embedded prices as they are today, long lists cut. */
export function present<T extends { object?: string }>(world: World, row: T): T;
export function present(world: World, row: { object?: string }): object {
  switch (row.object) {
    case "subscription":
      return presentSubscription(world, row as Subscription);
    case "invoice":
      return presentInvoice(world, row as Invoice);
    case "checkout.session":
    case "billing_portal.session": {
      const session = row as PublicTables["checkout_session"] | PublicTables["portal_session"];
      return { ...session, url: address(world, session.url) };
    }
    case "coupon": {
      const { applies_to: _, ...coupon } = row as PublicTables["coupon"];
      return coupon;
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
    hosted_invoice_url: address(world, invoice.hosted_invoice_url),
    invoice_pdf: address(world, invoice.invoice_pdf),
    lines: { ...invoice.lines, data: data.slice(0, embeddedLines), has_more: data.length > embeddedLines },
  };
}

/** Pages are stored by path: after a restart this server may listen on another port. */
function address(world: World, path: string | null | undefined): string | null {
  return path ? `${world.origin}${path}` : null;
}

function withoutTiers(price: PublicTables["price"]): PublicTables["price"] {
  const { tiers: _, ...rest } = price;
  return rest;
}

/** A part that is only sent when it is expanded; undefined when the object has no such part. */
export function included(world: World, object: JsonObject, part: string): Json | undefined {
  const { store } = world;
  const id = String(object.id);
  const list = (url: string, rows: object[]): Json =>
    embeddedList(
      url,
      rows.map((row) => present(world, row)),
    ) as Json;
  switch (`${object.object}.${part}`) {
    case "price.tiers":
      return (store.get("price", id)?.tiers ?? null) as Json;
    case "price.currency_options":
      return { [String(object.currency)]: currencyOption(object) };
    case "invoice.payments":
      return list("/v1/invoice_payments", store.where("invoice_payment", "invoice", id));
    case "invoice.confirmation_secret":
      return confirmationSecret(world, id);
    case "customer.subscriptions":
      return list(
        `/v1/customers/${id}/subscriptions`,
        store.where("subscription", "customer", id).filter((subscription) => subscription.status !== "canceled"),
      );
    case "customer.sources":
      return list(`/v1/customers/${id}/sources`, []);
    case "customer.tax_ids":
      return list(`/v1/customers/${id}/tax_ids`, []);
    case "customer.invoice_credit_balance":
      return {};
    case "charge.refunds":
      return list(`/v1/charges/${id}/refunds`, store.where("refund", "charge", id));
    case "coupon.applies_to":
      return (store.get("coupon", id)?.applies_to ?? { products: [] }) as Json;
    case "checkout.session.line_items":
      return embeddedList(`/v1/checkout/sessions/${id}/line_items`, lineItemsOf(world, id)) as Json;
    default:
      return undefined;
  }
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
