import "server-only";
import { eq } from "drizzle-orm";
import type Stripe from "stripe";
import { subscriptions } from "@/db/schema";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { conflict, found } from "@/lib/errors";
import { requireBillingRole } from "../access/billing-role";
import { isLive, readStatus, standingOf } from "../mirror/status";
import { type StripeBudget, stripeBudget } from "../stripe/stripe";
import { type Present, presentOf } from "./present-pieces";

/** A live subscription as Stripe has it at this moment, and the time its changes may take. */
export type OpenChange = { budget: StripeBudget; subscription: Stripe.Subscription; present: Present };

/**
 * Every change of a subscription begins here: who asks is checked, the organization's row is locked (the lock of the
 * checkout, the sync and every other change, so two never cross), and what is there is read from Stripe, not from our row.
 *
 * @throws GatehouseError `forbidden`; `conflict` when there is nothing to change; `unavailable` when Stripe is away.
 */
export async function openChange(ctx: TenantContext): Promise<OpenChange> {
  await requireBillingRole(ctx);
  const [locked] = await ctx.tx
    .select({ id: subscriptions.stripeSubscriptionId })
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, ctx.organizationId))
    .for("update");
  return readChange(found(locked, "organization").id);
}

/** The same for a look that changes nothing: no lock, so a preview never waits. */
export async function openPreview(ctx: TenantContext): Promise<OpenChange> {
  await requireBillingRole(ctx);
  const [row] = await ctx.tx
    .select({ id: subscriptions.stripeSubscriptionId })
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, ctx.organizationId));
  return readChange(found(row, "organization").id);
}

async function readChange(id: string | null): Promise<OpenChange> {
  if (id === null) throw nothingBought();
  const budget = stripeBudget();
  const subscription = await readSubscription(budget, id);
  const { status, pause_collection } = subscription;
  if (!isLive(standingOf(readStatus(status, pause_collection !== null)))) throw nothingBought();
  return { budget, subscription, present: presentOf(catalog, subscription) };
}

const nothingBought = () => conflict("There is no subscription to change. Choose a plan first.", { reason: "none" });

export function readSubscription(budget: StripeBudget, id: string): Promise<Stripe.Subscription> {
  return budget.call((stripe) =>
    stripe.subscriptions.retrieve(id, { expand: ["schedule.phases.items.price", "latest_invoice", "discounts"] }),
  );
}

/**
 * Plans and add-ons change only while all is paid and the plan goes on.
 *
 * @throws GatehouseError `conflict` that says what to do first.
 */
export function requireSettled(subscription: Stripe.Subscription): void {
  requirePaid(subscription);
  if (subscription.cancel_at !== null) {
    throw conflict("The plan is about to end. Resume it first; then it can be changed.", { reason: "canceling" });
  }
}

/** @throws GatehouseError `conflict` while a payment is open or the subscription is paused. */
export function requirePaid({ status, pause_collection, latest_invoice }: Stripe.Subscription): void {
  if (status === "past_due" || status === "unpaid") {
    const invoice = typeof latest_invoice === "string" ? null : latest_invoice;
    throw conflict("A payment is open. Pay it first; then the plan can be changed.", {
      reason: "past_due",
      payUrl: invoice?.hosted_invoice_url ?? null,
    });
  }
  if (pause_collection !== null || status === "paused") {
    throw conflict("The subscription is paused, so it cannot be changed.", { reason: "paused" });
  }
}
