import "server-only";
import { eq } from "drizzle-orm";
import type Stripe from "stripe";
import { subscriptions } from "@/db/schema";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { formatUtcDate } from "@/lib/dates";
import { conflict, found, GatehouseError } from "@/lib/errors";
import { requireBillingRole } from "../access/require-billing-role";
import { requireNotSuspended } from "../access/require-not-suspended";
import { comingPhases, isManaged, isSpent } from "../mirror/managed-schedule";
import { isLive, lifecycleOf, readStatus } from "../mirror/status";
import { type StripeBudget, stripeBudget } from "../stripe/stripe";
import { attachedSchedule, type CurrentSubscription, currentSubscription } from "./current-subscription";

/** A live subscription as Stripe has it now, and the time budget that all calls of the change share. */
export type OpenChange = { budget: StripeBudget; subscription: Stripe.Subscription; current: CurrentSubscription };

/**
 * Every change of a subscription starts here. It checks the caller's role, locks the organization's row (checkout, sync and
 * other changes take the same lock, so two never interleave), and reads the subscription from Stripe, not from our row.
 *
 * @throws GatehouseError `forbidden`; `conflict` when there is nothing to change; `unavailable` when Stripe is down.
 */
export async function openChange(ctx: TenantContext): Promise<OpenChange> {
  await requireBillingRole(ctx);
  await requireNotSuspended(ctx);
  return lockChange(ctx);
}

/** The same for what a suspended organization may do, too: cancel, and undo what it asked for. */
export async function openExit(ctx: TenantContext): Promise<OpenChange> {
  await requireBillingRole(ctx);
  return lockChange(ctx);
}

const systemSkips = new Set<unknown>(["none", "custom_plan"]);

/** The same for what follows from a change in Stripe, without a person. Undefined when there is no live subscription to a plan. */
export async function openForSystem(ctx: TenantContext): Promise<OpenChange | undefined> {
  try {
    return await lockChange(ctx);
  } catch (error) {
    if (error instanceof GatehouseError && systemSkips.has(error.details.reason)) return undefined;
    throw error;
  }
}

async function lockChange(ctx: TenantContext): Promise<OpenChange> {
  const [locked] = await ctx.tx
    .select({ id: subscriptions.stripeSubscriptionId })
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, ctx.organizationId))
    .for("update");
  return readChange(found(locked, "organization").id);
}

/** The same without the lock: a preview changes nothing, and never waits. */
export async function openPreview(ctx: TenantContext): Promise<OpenChange> {
  await requireBillingRole(ctx);
  await requireNotSuspended(ctx);
  const [row] = await ctx.tx
    .select({ id: subscriptions.stripeSubscriptionId })
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, ctx.organizationId));
  return readChange(found(row, "organization").id);
}

async function readChange(id: string | null): Promise<OpenChange> {
  if (id === null) throw noSubscription();
  const budget = stripeBudget();
  const subscription = await readSubscription(budget, id);
  const { status, pause_collection } = subscription;
  if (!isLive(lifecycleOf(readStatus(status, pause_collection !== null)))) throw noSubscription();
  return { budget, subscription, current: currentSubscription(catalog, subscription) };
}

const noSubscription = () => conflict("You don't have a subscription yet. Choose a plan first.", { reason: "none" });

/** Reads a subscription with everything a change looks at. */
export function readSubscription(budget: StripeBudget, id: string): Promise<Stripe.Subscription> {
  return budget.call((stripe) =>
    stripe.subscriptions.retrieve(id, {
      expand: ["schedule.phases.items.price", "latest_invoice", "discounts", "customer"],
    }),
  );
}

/**
 * Plans and add-ons change only while everything is paid, the plan isn't canceled, and nothing a person arranged waits.
 *
 * @throws GatehouseError `conflict` that says what to do first.
 */
export function requireSettled(subscription: Stripe.Subscription): void {
  requirePaid(subscription);
  requireOwnSchedule(subscription);
  if (subscription.cancel_at !== null) {
    throw conflict("Your plan is set to cancel. Resume it before you change it.", { reason: "canceling" });
  }
}

/** @throws GatehouseError `conflict` while a payment is overdue or the subscription is paused. */
export function requirePaid({ status, pause_collection, latest_invoice }: Stripe.Subscription): void {
  if (status === "past_due" || status === "unpaid") {
    const invoice = typeof latest_invoice === "string" ? null : latest_invoice;
    throw conflict("Your last payment failed. Pay the open invoice before you change your plan.", {
      reason: "past_due",
      payUrl: invoice?.hosted_invoice_url ?? null,
    });
  }
  if (pause_collection !== null || status === "paused") {
    throw conflict("Your subscription is paused, so it can't be changed.", { reason: "paused" });
  }
}

/**
 * A schedule that a person made or edited in the Stripe dashboard is kept: nothing a customer does here may replace it.
 *
 * @throws GatehouseError `conflict` while one has something left to do.
 */
export function requireOwnSchedule(subscription: Stripe.Subscription): void {
  const arranged = arrangedSchedule(subscription);
  if (!arranged) return;
  const [next] = comingPhases(arranged);
  const at = new Date((next?.start_date ?? arranged.current_phase?.end_date ?? 0) * 1000);
  throw conflict(
    `Another change is scheduled for ${formatUtcDate(at)}. Contact us if you want to change your plan before then.`,
    { reason: "scheduled", at, arranged: true },
  );
}

/** The schedule of a subscription, if a person arranged it and it isn't over. */
export function arrangedSchedule(subscription: Stripe.Subscription): Stripe.SubscriptionSchedule | undefined {
  const schedule = attachedSchedule(subscription);
  return schedule && !isManaged(schedule) && !isSpent(schedule) ? schedule : undefined;
}
