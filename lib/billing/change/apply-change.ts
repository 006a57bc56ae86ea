import "server-only";
import { createHash } from "node:crypto";
import type Stripe from "stripe";
import { type AuditAction, recordAudit } from "@/lib/audit";
import { authSecrets } from "@/lib/auth-secrets";
import { catalog, catalogIn, findPlan } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { seatMetadata } from "../seats/follow-seats";
import { seatLevels } from "../seats/seat-levels";
import { priceIdsOf } from "../stripe/price-ids";
import { prorationDate } from "./current-subscription";
import { discardPendingChange } from "./discard-pending-change";
import { itemParams } from "./item-params";
import { type LineItem, selectionOf } from "./line-items";
import { type OpenChange, openChange, requireSettled } from "./open-change";
import { type ChangeRequest, type PlanChange, planChange } from "./plan-change";
import { pricedFrom } from "./priced-from";
import { readQuote } from "./quote";
import { requirePossible } from "./require-possible";
import { releaseSchedule, writeSchedule } from "./write-schedule";

/** The outcome of a change request. Instants are UTC. */
export type ChangeOutcome =
  | { outcome: "changed" | "unchanged" | "undone" }
  /** Scheduled for the period's end; `changed` says whether a part of it already took effect. */
  | { outcome: "scheduled"; at: Date; changed: boolean }
  /**
   * The card was declined, or the bank requires confirmation; nothing has changed. Paying at `payUrl` applies the immediate
   * part. The later part isn't scheduled, because Stripe allows no schedule during a pending update.
   */
  | { outcome: "awaiting_payment"; payUrl: string | null; until: Date };

type ChangeInput = ChangeRequest & { quote?: string | undefined };

/**
 * Changes the items of a subscription: what costs more now, what costs less at the period's end.
 *
 * @param check may throw once it's known what kind of change the request is, before anything is done.
 * @throws GatehouseError `forbidden`, `conflict`, `unknown_name`, `unavailable`.
 */
export async function applyChange(
  ctx: TenantContext,
  { quote, ...request }: ChangeInput,
  check: (change: PlanChange) => void = () => undefined,
): Promise<ChangeOutcome> {
  const open = await openChange(ctx);
  const { current, subscription } = open;
  requireSettled(subscription);
  const change = planChange(
    catalogIn(catalog, subscription.currency),
    current.items,
    current.scheduled?.items ?? null,
    request,
    await seatLevels(ctx),
  );
  requirePossible(ctx, open, change);
  check(change);
  // A second click finds the change already made, whatever its quote says.
  if (!change.now && !change.later) return undoScheduled(ctx, open);
  const at = quote === undefined ? undefined : readQuote(quote, pricedFrom(open, change), ctx.now, ...authSecrets());
  if (change.now) {
    const awaiting = await changeNow(ctx, open, change.now, at ?? prorationDate(current, ctx.now));
    if (awaiting) return awaiting;
  }
  return change.later ? schedule(ctx, open, change.later, change.now !== null) : { outcome: "changed" };
}

/** A request for the current plan undoes a scheduled change. */
async function undoScheduled(ctx: TenantContext, open: OpenChange): Promise<ChangeOutcome> {
  const { current } = open;
  await releaseSchedule(open);
  if (!current.scheduled) return { outcome: "unchanged" };
  await audit(ctx, open, "billing.scheduled_change_undone", current.scheduled.items);
  return { outcome: "undone" };
}

async function changeNow(
  ctx: TenantContext,
  open: OpenChange,
  wanted: readonly LineItem[],
  proration_date: number,
): Promise<ChangeOutcome | undefined> {
  const { budget, current, subscription } = open;
  // Stripe rejects the change while the subscription is on a schedule past its last phase.
  await releaseSchedule(open);
  // A new request replaces one that was never paid.
  await discardPendingChange(open);
  const priceId = await priceIdsOf(budget, wanted, current.priceIds);
  const params: Stripe.SubscriptionUpdateParams = {
    items: itemParams(current.items, wanted, priceId),
    proration_behavior: "always_invoice",
    proration_date,
    // Unlike `error_if_incomplete`, this leaves an invoice on which the customer can confirm with the bank. Unlike
    // `allow_incomplete`, nothing changes before it is paid. Who is sent invoices pays later: Stripe allows it for cards only.
    ...(subscription.collection_method === "send_invoice"
      ? {}
      : { payment_behavior: "pending_if_incomplete" as const }),
    expand: ["latest_invoice"],
  };
  // Stripe takes no metadata with an update that may stay pending. Without any, a quantity counts as ours.
  const seats = seatsOf(wanted);
  if (subscription.metadata.seats !== undefined && subscription.metadata.seats !== seats?.seats)
    await budget.call((stripe) => stripe.subscriptions.update(subscription.id, { metadata: { seats: "" } }));
  const updated = await budget.call((stripe) =>
    stripe.subscriptions.update(subscription.id, params, { idempotencyKey: idempotencyKeyOf(subscription, params) }),
  );
  const { pending_update } = updated;
  await audit(ctx, open, pending_update ? "billing.change_awaits_payment" : "billing.plan_changed", wanted);
  if (!pending_update) {
    if (seats) await budget.call((stripe) => stripe.subscriptions.update(subscription.id, { metadata: seats }));
    return undefined;
  }
  const payUrl = typeof updated.latest_invoice === "string" ? null : updated.latest_invoice?.hosted_invoice_url;
  return { outcome: "awaiting_payment", payUrl: payUrl ?? null, until: new Date(pending_update.expires_at * 1000) };
}

/** What the subscription remembers of a plan that is sold by the seat. */
function seatsOf(wanted: readonly LineItem[]) {
  const item = wanted.find(({ kind }) => kind === "plan");
  return item && seatMetadata(findPlan(catalog, item.itemKey), item.quantity);
}

/** The same change of the same state happens once. Each attempt leaves a new invoice, so a later attempt has another key. */
function idempotencyKeyOf({ id, latest_invoice }: Stripe.Subscription, params: object): string {
  const invoice = typeof latest_invoice === "string" ? latest_invoice : latest_invoice?.id;
  return `change-${createHash("sha256")
    .update(JSON.stringify([id, invoice, params]))
    .digest("hex")}`;
}

async function schedule(
  ctx: TenantContext,
  open: OpenChange,
  later: readonly LineItem[],
  changed: boolean,
): Promise<ChangeOutcome> {
  const latest = changed ? await openChange(ctx) : open;
  await writeSchedule(latest, later);
  await audit(ctx, open, "billing.change_scheduled", later);
  return { outcome: "scheduled", at: new Date(latest.current.periodEnd * 1000), changed };
}

function audit(
  ctx: TenantContext,
  { subscription, current }: OpenChange,
  action: AuditAction,
  to: readonly LineItem[],
) {
  return recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action,
    subject: subscription.id,
    details: { from: selectionOf(current.items), to: selectionOf(to) },
  });
}
