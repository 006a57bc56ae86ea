import Stripe from "stripe";
import { stripe } from "@/lib/billing/stripe/stripe";

/** A customer as Stripe has it, read without the code that is tested. */
export type Snapshot = {
  customerId: string;
  customer: Stripe.Customer | Stripe.DeletedCustomer;
  /** Newest first, ended ones included. */
  subscriptions: Stripe.Subscription[];
  invoices: Stripe.Invoice[];
};

export async function readSnapshot(customerId: string): Promise<Snapshot> {
  const [customer, subscriptions, invoices] = await Promise.all([
    stripe().customers.retrieve(customerId),
    stripe()
      .subscriptions.list({
        customer: customerId,
        status: "all",
        limit: 100,
        expand: ["data.schedule", "data.discounts", "data.items.data.discounts"],
      })
      .autoPagingToArray({ limit: 1_000 }),
    stripe().invoices.list({ customer: customerId, limit: 100 }).autoPagingToArray({ limit: 1_000 }),
  ]);
  return { customerId, customer, subscriptions, invoices };
}

export const isOpenEnded = ({ status }: Stripe.Subscription): boolean =>
  !["canceled", "incomplete", "incomplete_expired"].includes(status);

/** The id of what may be expanded. */
export const idOf = (reference: string | { id: string } | null | undefined): string | null =>
  typeof reference === "string" ? reference : (reference?.id ?? null);

export const discountsIn = (list: readonly (string | Stripe.Discount)[]): Stripe.Discount[] =>
  list.flatMap((discount) => (typeof discount === "string" ? [] : [discount]));

export const couponIdOf = ({ source }: Stripe.Discount): string => idOf(source.coupon) ?? "";

/** What can be arranged about a subscription, one line each, so that two can be compared. */
export function factsOf(subscription: Stripe.Subscription): Map<string, string> {
  const { schedule, items, pause_collection: pause } = subscription;
  const facts = new Map<string, string>([
    ["discounts", discountsIn(subscription.discounts).map(couponIdOf).join()],
    ["cancel_at", String(subscription.cancel_at)],
    ["ended", String(subscription.ended_at !== null)],
    ["pause", pause ? `${pause.behavior} until ${pause.resumes_at}` : "none"],
    ["trial_end", String(subscription.trial_end)],
    ["collection", `${subscription.collection_method} ${subscription.days_until_due}`],
    ["card", String(idOf(subscription.default_payment_method))],
    ["schedule", scheduleFact(schedule)],
  ]);
  for (const item of items.data) {
    const discounts = discountsIn(item.discounts).map(couponIdOf).join();
    facts.set(`item ${item.id}`, `${item.price.id} × ${item.quantity}${discounts ? ` − ${discounts}` : ""}`);
  }
  return facts;
}

function scheduleFact(schedule: Stripe.Subscription["schedule"]): string {
  if (!schedule || typeof schedule === "string") return "none";
  const phases = schedule.phases.map(({ start_date, end_date, items }) =>
    [start_date, end_date, ...items.map(({ price, quantity }) => `${idOf(price)} × ${quantity}`)].join(" "),
  );
  return `${schedule.id} ${schedule.end_behavior}: ${phases.join("; ")}`;
}

/** The facts in which two snapshots differ: `sub_1 discounts: a → b`. */
export function differences(before: Snapshot, after: Snapshot): Difference[] {
  const ids = new Set([...before.subscriptions, ...after.subscriptions].map(({ id }) => id));
  const ofSubscriptions = [...ids].flatMap((id) => {
    const find = ({ subscriptions }: Snapshot) => subscriptions.find((each) => each.id === id);
    const [was, is] = [find(before), find(after)];
    if (!was || !is) return [{ of: id, what: was ? "removed" : "created", was: "", is: "" }];
    return differing(id, factsOf(was), factsOf(is));
  });
  return [...ofSubscriptions, ...differing("customer", customerFacts(before), customerFacts(after))];
}

export type Difference = { of: string; what: string; was: string; is: string };

function differing(of: string, was: Map<string, string>, is: Map<string, string>): Difference[] {
  const names = new Set([...was.keys(), ...is.keys()]);
  return [...names].flatMap((what) =>
    was.get(what) === is.get(what) ? [] : [{ of, what, was: was.get(what) ?? "", is: is.get(what) ?? "" }],
  );
}

function customerFacts({ customer }: Snapshot): Map<string, string> {
  if (customer.deleted) return new Map([["deleted", "true"]]);
  return new Map([
    ["discount", customer.discount ? couponIdOf(customer.discount) : "none"],
    ["card", String(idOf(customer.invoice_settings.default_payment_method))],
  ]);
}

/** A person has no reason to write metadata. @param edited the schedules that a person edited, and made theirs. */
export const isScheduledByUs = (
  { schedule }: Pick<Stripe.Subscription, "schedule">,
  edited: ReadonlySet<string>,
): boolean =>
  schedule !== null &&
  typeof schedule !== "string" &&
  !edited.has(schedule.id) &&
  Object.keys(schedule.metadata ?? {}).length > 0;

/**
 * Whether releasing the subscription's schedule takes nothing from a person: there is none, Gatehouse marked it as its own,
 * or it's in its last phase, after which it would release the subscription anyway.
 */
export function isReleasable({ schedule }: Stripe.Subscription, edited: ReadonlySet<string>): boolean {
  if (!schedule || typeof schedule === "string" || isScheduledByUs({ schedule }, edited)) return true;
  const last = schedule.phases.at(-1);
  const isLast = last?.start_date === schedule.current_phase?.start_date;
  return isLast && schedule.end_behavior === "release";
}

/** The next invoice as Stripe will make it, with what its schedule does until then. Undefined if there is none. */
export async function nextInvoice({ id, schedule }: Stripe.Subscription): Promise<Stripe.Invoice | undefined> {
  const scheduleId = idOf(schedule);
  const of = scheduleId === null ? { subscription: id } : { schedule: scheduleId };
  try {
    return await stripe().invoices.createPreview(of);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "invoice_upcoming_none") return;
    throw error;
  }
}
