import { z } from "zod";
import { type Catalog, priceByLookupKey } from "@/lib/catalog";
import { formatUtcDate } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import type { webhookEventTypes } from "../publish/sync-webhook";

type EventType = (typeof webhookEventTypes)[number];

/** What titles are made of. Nothing of a card, a name or an address is read. */
const amount = z.number().optional().catch(undefined);
const text = z.string().optional().catch(undefined);
const code = z
  .string()
  .regex(/^[a-z]{3}$/)
  .optional()
  .catch(undefined);
const flag = z.boolean().optional().catch(undefined);
const coupon = z.object({ percent_off: amount, amount_off: amount, currency: code }).optional().catch(undefined);
const priced = z.object({
  price: z.object({ lookup_key: text, product: text }).optional().catch(undefined),
  quantity: amount,
});
const facts = z.object({
  ...{ amount, amount_due: amount, amount_paid: amount, amount_refunded: amount, amount_total: amount },
  ...{ total: amount, unit_amount: amount, attempt_count: amount, currency: code, status: text, mode: text },
  ...{ due_date: amount, trial_end: amount, cancel_at: amount, cancel_at_period_end: flag, percent_off: amount },
  amount_off: amount,
  items: z
    .object({ data: z.array(priced) })
    .optional()
    .catch(undefined),
  coupon,
  source: z.object({ coupon }).optional().catch(undefined),
});
type Facts = z.infer<typeof facts>;

const payload = z.object({
  data: z.object({ object: facts, previous_attributes: z.record(z.string(), z.unknown()).optional().catch(undefined) }),
});

type Event = {
  object: Facts;
  /** The fields that changed, with their values before. */
  before: Readonly<Record<string, unknown>>;
  catalog: Catalog;
};

/**
 * What an event says, in a sentence: "Invoice paid: $204.00". Never has card data, names or addresses.
 *
 * @param stored the event's payload. One that was erased, or that Stripe never sent, gets a title from its type alone.
 */
export function eventTitle(catalog: Catalog, type: string, stored: unknown): string {
  const parsed = payload.safeParse(stored);
  if (!parsed.success || !isTitled(type)) return fromType(type);
  const { object, previous_attributes: before = {} } = parsed.data.data;
  return titles[type]({ object, before, catalog });
}

const isTitled = (type: string): type is EventType => Object.hasOwn(titles, type);

/** "payment_intent.succeeded" → "Payment intent succeeded". */
function fromType(type: string): string {
  const words = type.replaceAll(/[._]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

type AmountField =
  | "amount"
  | "amount_due"
  | "amount_paid"
  | "amount_refunded"
  | "amount_total"
  | "total"
  | "unit_amount";

/** A title with an amount, where the event has one. */
const withAmount =
  (words: string, field: AmountField) =>
  ({ object }: Event): string => {
    const money = moneyOf(object, field);
    return money === undefined ? words : `${words}: ${money}`;
  };

function moneyOf(object: Facts, field: AmountField): string | undefined {
  const value = object[field];
  if (value === undefined || object.currency === undefined) return undefined;
  return formatMoney({ amount: value, currency: object.currency });
}

const words = (title: string) => () => title;
const dateOf = (seconds: number): string => formatUtcDate(new Date(seconds * 1000));

const titles: Readonly<Record<EventType, (event: Event) => string>> = {
  "checkout.session.completed": (event) =>
    event.object.mode === "setup"
      ? "Checkout completed: payment method saved"
      : withAmount("Checkout completed", "amount_total")(event),
  "checkout.session.async_payment_succeeded": withAmount("Bank payment arrived", "amount_total"),
  "checkout.session.async_payment_failed": withAmount("Bank payment failed", "amount_total"),
  "checkout.session.expired": words("Checkout expired without a purchase"),
  "customer.updated": ({ before }) => `Customer updated${changed(before, customerFields)}`,
  "customer.deleted": words("Customer deleted"),
  "customer.discount.created": ({ object }) => `Discount added${offOf(object)}`,
  "customer.discount.updated": ({ object }) => `Discount updated${offOf(object)}`,
  "customer.discount.deleted": ({ object }) => `Discount ended${offOf(object)}`,
  "customer.subscription.created": (event) =>
    event.object.status === "incomplete"
      ? `Subscription created, waiting for its first payment${planOf(event)}`
      : `Subscription started${planOf(event)}`,
  "customer.subscription.updated": subscriptionUpdated,
  "customer.subscription.deleted": (event) => `Subscription ended${planOf(event)}`,
  "customer.subscription.paused": words("Subscription paused"),
  "customer.subscription.resumed": words("Subscription resumed"),
  "customer.subscription.trial_will_end": ({ object }) =>
    object.trial_end === undefined ? "Trial ends soon" : `Trial ends on ${dateOf(object.trial_end)}`,
  "customer.subscription.pending_update_applied": (event) => `Pending change paid and applied${planOf(event)}`,
  "customer.subscription.pending_update_expired": words("Pending change expired unpaid"),
  "subscription_schedule.created": words("Scheduled change added"),
  "subscription_schedule.updated": words("Scheduled change updated"),
  "subscription_schedule.expiring": words("Scheduled change ends in a week"),
  "subscription_schedule.released": words("Scheduled change removed"),
  "subscription_schedule.completed": words("Scheduled change completed"),
  "subscription_schedule.canceled": words("Schedule and its subscription canceled"),
  "subscription_schedule.aborted": words("Schedule stopped after failed payments"),
  "invoice.created": withAmount("Invoice drafted", "amount_due"),
  "invoice.updated": withAmount("Invoice updated", "amount_due"),
  "invoice.deleted": withAmount("Draft invoice deleted", "amount_due"),
  "invoice.finalized": withAmount("Invoice finalized", "amount_due"),
  "invoice.paid": withAmount("Invoice paid", "amount_paid"),
  "invoice.payment_failed": (event) => {
    const { attempt_count: attempt = 0 } = event.object;
    return withAmount("Payment failed", "amount_due")(event) + (attempt > 1 ? `, attempt ${attempt}` : "");
  },
  "invoice.payment_action_required": withAmount("Payment needs the customer's confirmation", "amount_due"),
  "invoice.voided": withAmount("Invoice voided", "amount_due"),
  "invoice.marked_uncollectible": withAmount("Invoice marked uncollectible", "amount_due"),
  "invoice.sent": (event) => withAmount("Invoice sent", "amount_due")(event) + dueOn(event),
  "invoice.will_be_due": (event) => withAmount("Invoice due soon", "amount_due")(event) + dueOn(event),
  "invoice.overdue": (event) => withAmount("Invoice overdue", "amount_due")(event) + dueOn(event),
  "invoiceitem.created": withAmount("Item added to the next invoice", "amount"),
  "invoiceitem.deleted": withAmount("Item removed from the next invoice", "amount"),
  "payment_method.attached": words("Payment method added"),
  "payment_method.updated": words("Payment method updated"),
  "payment_method.automatically_updated": words("Payment method updated by the bank"),
  "payment_method.detached": words("Payment method removed"),
  "charge.refunded": withAmount("Payment refunded", "amount_refunded"),
  "refund.created": withAmount("Refund created", "amount"),
  "refund.updated": (event) => withAmount(`Refund ${statusOf(event) ?? "updated"}`, "amount")(event),
  "refund.failed": withAmount("Refund failed", "amount"),
  "credit_note.created": withAmount("Credit note issued", "total"),
  "credit_note.updated": withAmount("Credit note updated", "total"),
  "credit_note.voided": withAmount("Credit note voided", "total"),
  "charge.dispute.created": withAmount("Payment disputed", "amount"),
  "charge.dispute.updated": (event) => `Dispute updated${after(statusOf(event))}`,
  "charge.dispute.funds_withdrawn": withAmount("Disputed amount withdrawn", "amount"),
  "charge.dispute.funds_reinstated": withAmount("Disputed amount returned", "amount"),
  "charge.dispute.closed": (event) => withAmount(`Dispute ${statusOf(event) ?? "closed"}`, "amount")(event),
  "product.updated": words("Product updated"),
  "product.deleted": words("Product deleted"),
  "price.updated": withAmount("Price updated", "unit_amount"),
  "price.deleted": withAmount("Price deleted", "unit_amount"),
  "coupon.updated": ({ object }) => `Coupon updated${offOf({ coupon: object })}`,
  "coupon.deleted": ({ object }) => `Coupon deleted${offOf({ coupon: object })}`,
};

/** The most important of what changed. */
function subscriptionUpdated(event: Event): string {
  const { object, before } = event;
  const moved = planOf(event);
  if ("items" in before && moved !== planOf({ ...event, object: readItems(before) })) {
    return `Subscription updated: plan changed${moved.replace(":", " to")}`;
  }
  if ("status" in before && object.status) return `Subscription updated: now ${spelled(object.status)}`;
  if ("cancel_at_period_end" in before || "cancel_at" in before) {
    const ends = object.cancel_at === undefined ? "at the end of the period" : `on ${dateOf(object.cancel_at)}`;
    const cancels = object.cancel_at_period_end || object.cancel_at !== undefined;
    return `Subscription updated: ${cancels ? `cancels ${ends}` : "no longer cancels"}`;
  }
  return `Subscription updated${changed(before, subscriptionFields)}`;
}

const readItems = (before: Event["before"]): Facts => facts.parse({ items: before.items });

const customerFields: Readonly<Record<string, string>> = {
  email: "billing email changed",
  name: "name changed",
  address: "address changed",
  shipping: "address changed",
  tax_exempt: "tax status changed",
  balance: "credit balance changed",
  invoice_settings: "payment settings changed",
  default_source: "default payment method changed",
  discount: "discount changed",
  delinquent: "payment state changed",
  preferred_locales: "language changed",
  metadata: "metadata changed",
};

const subscriptionFields: Readonly<Record<string, string>> = {
  current_period_end: "next period started",
  items: "items changed",
  quantity: "quantity changed",
  trial_end: "trial end changed",
  pause_collection: "collection paused or resumed",
  discounts: "discount changed",
  schedule: "scheduled change added or removed",
  pending_update: "change waits for payment",
  default_payment_method: "payment method changed",
  collection_method: "collection changed",
  days_until_due: "payment terms changed",
  latest_invoice: "next invoice created",
  cancellation_details: "cancellation reason added",
  metadata: "metadata changed",
};

/** ": items changed", by the first field of the list that changed; nothing if none is in it. */
function changed(before: Event["before"], names: Readonly<Record<string, string>>): string {
  const field = Object.keys(names).find((name) => name in before);
  return after(field === undefined ? undefined : names[field]);
}

const after = (detail: string | undefined): string => (detail === undefined ? "" : `: ${detail}`);

/** ": Professional"; nothing if no item is a plan of the catalog. */
function planOf({ object, catalog }: Pick<Event, "object" | "catalog">): string {
  const plans = (object.items?.data ?? []).flatMap(({ price }) => {
    const found = price?.lookup_key === undefined ? undefined : priceByLookupKey(catalog, price.lookup_key);
    return found?.kind === "plan" ? [found.item] : [];
  });
  return after(plans.toSorted((a, b) => b.rank - a.rank)[0]?.name);
}

/** ": 20% off"; nothing where Stripe names the coupon only. */
function offOf({ coupon: own, source }: Pick<Facts, "coupon"> & { source?: Facts["source"] }): string {
  const { percent_off: percent, amount_off: value, currency } = own ?? source?.coupon ?? {};
  if (percent !== undefined) return `: ${percent}% off`;
  return value === undefined || currency === undefined ? "" : `: ${formatMoney({ amount: value, currency })} off`;
}

const dueOn = ({ object: { due_date: due } }: Event): string => (due === undefined ? "" : `, due ${dateOf(due)}`);
const spelled = (status: string): string => status.replaceAll("_", " ");
const statusOf = ({ object: { status } }: Event): string | undefined => (status ? spelled(status) : undefined);
