import { isNotNull } from "drizzle-orm";
import type Stripe from "stripe";
import { expect } from "vitest";
import { subscriptions } from "@/db/schema";
import { stripe } from "@/lib/billing/stripe/stripe";
import { withPlatform } from "@/lib/context";
import { loggedEventsOf, stateOf } from "./stories";

const live = new Set<string>(["trialing", "active", "past_due", "unpaid", "paused", "incomplete"]);

/** Asserts that the database matches Stripe for every organization with a Stripe customer. */
export async function assertAllEqualToStripe(): Promise<void> {
  const customers = await withPlatform({ actor: { kind: "system", id: "stripe" } }, ({ tx }) =>
    tx
      .select({ id: subscriptions.organizationId })
      .from(subscriptions)
      .where(isNotNull(subscriptions.stripeCustomerId)),
  );
  for (const { id } of customers) await assertEqualToStripe(id);
}

/**
 * Reads an organization's customer from Stripe and asserts that the database matches: at most one live subscription, its
 * status, prices, quantities, period and schedule, every invoice with its total, no unhandled event, and MRR as the sum of
 * its movements. Field by field as Stripe documents them, sharing no code with the mirror.
 */
export async function assertEqualToStripe(organizationId: string): Promise<void> {
  const { subscription, scheduledChange, items, invoices, movements } = await stateOf(organizationId);
  expect(movements.reduce((sum, { amount }) => sum + amount, 0)).toBe(subscription.mrr);
  const { stripeCustomerId: customer } = subscription;
  if (!customer) return;
  const [known, drawn] = await Promise.all([
    stripe().subscriptions.list({ customer, status: "all", limit: 100, expand: ["data.schedule"] }),
    stripe().invoices.list({ customer, limit: 100 }),
  ]);
  const alive = known.data.filter(({ status }) => live.has(status));
  expect(alive.length, "live subscriptions").toBeLessThanOrEqual(1);
  assertSubscription({ subscription, scheduledChange, items }, alive[0]);
  expect(
    invoices
      .map(({ stripeInvoiceId, status, total, amountPaid }) => [stripeInvoiceId, status, total, amountPaid])
      .sort(),
  ).toEqual(drawn.data.map(({ id, status, total, amount_paid }) => [id, status, total, amount_paid]).sort());
  expect((await loggedEventsOf(customer)).filter(({ handledAt }) => handledAt === null)).toEqual([]);
}

type Mirrored = Pick<Awaited<ReturnType<typeof stateOf>>, "subscription" | "scheduledChange" | "items">;

function assertSubscription(
  { subscription, scheduledChange, items }: Mirrored,
  alive: Stripe.Subscription | undefined,
): void {
  if (!alive) {
    expect(["trialing", "expired", "canceled", "incomplete"]).toContain(subscription.status);
    expect(items).toEqual([]);
    expect(scheduledChange).toBeNull();
    expect(subscription.mrr).toBe(0);
    return;
  }
  expect(subscription).toMatchObject({ stripeSubscriptionId: alive.id, status: alive.status });
  expect(
    items.map(({ kind, lookupKey, quantity }) => [lookupKey, kind === "overage" ? null : quantity]).sort(),
  ).toEqual(alive.items.data.map(({ price, quantity }) => [price.lookup_key, quantity ?? null]).sort());
  expect(
    items
      .filter(({ kind }) => kind !== "overage")
      .map(({ unitAmount }) => unitAmount)
      .sort(),
  ).toEqual(
    alive.items.data
      .filter(isLicensed)
      .map(({ price }) => price.unit_amount)
      .sort(),
  );
  const [first] = alive.items.data;
  expect(subscription.currentPeriodStart).toEqual(dateOf(first?.current_period_start));
  expect(subscription.currentPeriodEnd).toEqual(dateOf(first?.current_period_end));
  expect(subscription.cancelAt).toEqual(dateOf(alive.cancel_at));
  assertSchedule({ subscription, scheduledChange }, alive.schedule);
}

const isLicensed = ({ price }: Stripe.SubscriptionItem) => price.recurring?.usage_type === "licensed";

/** The scheduled change is the schedule's next phase. A schedule in its last phase changes nothing. */
function assertSchedule(
  { subscription: { stripeScheduleId }, scheduledChange }: Omit<Mirrored, "items">,
  schedule: Stripe.Subscription["schedule"],
): void {
  if (typeof schedule === "string") throw new Error("the schedule wasn't expanded");
  expect(stripeScheduleId).toBe(schedule?.id ?? null);
  const end = schedule?.current_phase?.end_date ?? Number.POSITIVE_INFINITY;
  expect(scheduledChange?.effectiveAt ?? null).toEqual(
    dateOf(schedule?.phases.find(({ start_date }) => start_date >= end)?.start_date),
  );
}

const dateOf = (seconds: number | null | undefined): Date | null => (seconds ? new Date(seconds * 1000) : null);
