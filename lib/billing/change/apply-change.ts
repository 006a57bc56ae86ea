import "server-only";
import { createHash } from "node:crypto";
import type Stripe from "stripe";
import { type AuditAction, recordAudit } from "@/lib/audit";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { conflict } from "@/lib/errors";
import { priceIdsOf } from "../stripe/price-ids";
import { choiceOf, type Piece } from "./composition";
import { giveUpPending } from "./give-up-pending";
import { itemParams } from "./item-params";
import { requireMonthlyOffer } from "./monthly-offer";
import { type OpenChange, openChange, requireSettled } from "./open-change";
import { type PlanChange, planChange, type Wish } from "./plan-change";
import { prorationDate } from "./proration-date";
import { readQuote } from "./quote";
import { reckonedFrom } from "./reckoned-from";
import { releaseSchedule, writeSchedule } from "./write-schedule";

/** What became of a change that was asked for. Instants are UTC. */
export type ChangeOutcome =
  | { outcome: "changed" | "unchanged" | "undone" }
  /** It waits for the period's end; `changed` says whether a part of it took effect already. */
  | { outcome: "scheduled"; at: Date; changed: boolean }
  /**
   * The card was declined, or the bank wants a confirmation: nothing has changed. Paying at `payUrl` makes the part for now;
   * the part that was to wait is not scheduled, because Stripe takes no schedule beside a change that is pending.
   */
  | { outcome: "awaiting_payment"; payUrl: string | null; until: Date };

export type ChangeInput = Wish & { quote?: string | undefined };

/**
 * Changes what a subscription consists of: what costs more now, what costs less at the period's end.
 *
 * @param check refuses a change by what it turns out to be, before anything is done.
 * @throws GatehouseError `forbidden`, `conflict`, `unknown_name`, `unavailable`.
 */
export async function applyChange(
  ctx: TenantContext,
  { quote, ...wish }: ChangeInput,
  check: (change: PlanChange) => void = () => undefined,
): Promise<ChangeOutcome> {
  const open = await openChange(ctx);
  const { present, subscription } = open;
  requireSettled(subscription);
  const change = planChange(catalog, present.pieces, present.scheduled?.pieces ?? null, wish);
  if (change.kind !== "none") requireMonthlyOffer(subscription, change.later ?? change.now ?? present.pieces);
  check(change);
  // A second click finds what it wished for done, whatever its quote says.
  if (!change.now && !change.later) return undoScheduled(ctx, open);
  const at = quote === undefined ? undefined : readQuote(quote, reckonedFrom(open, change), ctx.now);
  if (change.now) {
    const waiting = await changeNow(ctx, open, change.now, at ?? prorationDate(present, ctx.now));
    if (waiting) return waiting;
  }
  return change.later ? schedule(ctx, open, change.later, change.now !== null) : { outcome: "changed" };
}

/** To ask for what one has is to take back what was scheduled. */
async function undoScheduled(ctx: TenantContext, open: OpenChange): Promise<ChangeOutcome> {
  const { present } = open;
  await releaseSchedule(open);
  if (!present.scheduled) return { outcome: "unchanged" };
  await audit(ctx, open, "billing.scheduled_change_undone", present.scheduled.pieces);
  return { outcome: "undone" };
}

async function changeNow(
  ctx: TenantContext,
  open: OpenChange,
  wanted: readonly Piece[],
  proration_date: number,
): Promise<ChangeOutcome | undefined> {
  const { budget, present, subscription } = open;
  if (present.scheduled) {
    throw conflict("Another change is scheduled for the end of the period. Undo it first.", { reason: "scheduled" });
  }
  // A schedule without a future would make Stripe refuse the change.
  await releaseSchedule(open);
  // A new wish takes the place of one that was never paid.
  await giveUpPending(open);
  const priceId = await priceIdsOf(budget, wanted, present.priceIds);
  const params: Stripe.SubscriptionUpdateParams = {
    items: itemParams(present.pieces, wanted, priceId),
    proration_behavior: "always_invoice",
    proration_date,
    // Unlike `error_if_incomplete`, which leaves who must confirm with the bank no way to, this leaves an invoice to pay;
    // and unlike `allow_incomplete`, it gives nothing before it is paid.
    payment_behavior: "pending_if_incomplete",
    expand: ["latest_invoice"],
  };
  const updated = await budget.call((stripe) =>
    stripe.subscriptions.update(subscription.id, params, { idempotencyKey: onceFor(subscription, params) }),
  );
  const { pending_update } = updated;
  await audit(ctx, open, pending_update ? "billing.change_awaits_payment" : "billing.plan_changed", wanted);
  if (!pending_update) return undefined;
  const payUrl = typeof updated.latest_invoice === "string" ? null : updated.latest_invoice?.hosted_invoice_url;
  return { outcome: "awaiting_payment", payUrl: payUrl ?? null, until: new Date(pending_update.expires_at * 1000) };
}

/** The same change of the same state is made once. Every try leaves another invoice, so a later one is another change. */
function onceFor({ id, latest_invoice }: Stripe.Subscription, params: object): string {
  const invoice = typeof latest_invoice === "string" ? latest_invoice : latest_invoice?.id;
  return `change-${createHash("sha256")
    .update(JSON.stringify([id, invoice, params]))
    .digest("hex")}`;
}

async function schedule(
  ctx: TenantContext,
  open: OpenChange,
  later: readonly Piece[],
  changed: boolean,
): Promise<ChangeOutcome> {
  const current = changed ? await openChange(ctx) : open;
  await writeSchedule(current, later);
  await audit(ctx, open, "billing.change_scheduled", later);
  return { outcome: "scheduled", at: new Date(current.present.periodEnd * 1000), changed };
}

function audit(ctx: TenantContext, { subscription, present }: OpenChange, action: AuditAction, to: readonly Piece[]) {
  return recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action,
    subject: subscription.id,
    details: { from: choiceOf(present.pieces), to: choiceOf(to) },
  });
}
