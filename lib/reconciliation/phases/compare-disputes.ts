import "server-only";
import { inArray } from "drizzle-orm";
import { disputes, subscriptions } from "@/db/schema";
import { type Context, withPlatform } from "@/lib/context";
import { addDays, minute } from "@/lib/durations";
import { repairOf, reviewOf } from "../mismatches/advice";
import { recordMismatch } from "../mismatches/record-mismatch";
import type { Reconciliation } from "../progress";
import { type ListedDispute, listDisputes } from "../stripe/list-stripe";
import { pace } from "../stripe/pace";
import { reconciler } from "../verify/reconciler";
import { resync } from "../verify/verify-customer";
import type { Step } from "./step";

/** A bank decides within this time (docs.stripe.com/disputes/how-disputes-work). */
const daysBack = 180;

/** An event this recent may still be in the queue. */
const inFlightMs = 5 * minute;

/** Compares a page of 100 disputes at Stripe with those we show. */
export async function compareDisputes({ id, cursor, startedAt }: Reconciliation): Promise<Step> {
  await pace(1);
  const { data, next } = await listDisputes(addDays(startedAt, -daysBack), cursor);
  const suspects = await withPlatform(reconciler, (ctx) => differing(ctx, data));
  return {
    next,
    seen: {},
    repairs: suspects.map(
      ({ dispute, organizationId }) =>
        () =>
          withPlatform(reconciler, (ctx) => settle(ctx, dispute, { organizationId, reconciliationId: id })),
    ),
  };
}

type Suspect = { dispute: ListedDispute; organizationId: string };

async function differing(ctx: Context, listed: readonly ListedDispute[]): Promise<Suspect[]> {
  if (listed.length === 0) return [];
  const customers = await ctx.tx
    .select({ organizationId: subscriptions.organizationId, customerId: subscriptions.stripeCustomerId })
    .from(subscriptions)
    .where(inArray(subscriptions.stripeCustomerId, [...new Set(listed.map(({ customerId }) => customerId))]));
  const organizationOf = new Map(customers.map(({ customerId, organizationId }) => [customerId, organizationId]));
  const suspects = await Promise.all(
    listed.map(async (dispute) => {
      const organizationId = organizationOf.get(dispute.customerId);
      const known = organizationId === undefined || isShown(dispute, await readDispute(ctx, dispute.id));
      return known ? [] : [{ dispute, organizationId }];
    }),
  );
  return suspects.flat();
}

type Shown = { status: string; amount: number };

async function readDispute({ tx }: Context, id: string): Promise<Shown | undefined> {
  const [row] = await tx
    .select({ status: disputes.status, amount: disputes.amount })
    .from(disputes)
    .where(inArray(disputes.stripeDisputeId, [id]));
  return row;
}

const isShown = ({ status, amount }: ListedDispute, shown: Shown | undefined): boolean =>
  shown?.status === status && shown.amount === amount;

type Owner = { organizationId: string; reconciliationId: string };

/** Syncs the customer. What it doesn't repair needs review. */
async function settle(ctx: Context, dispute: ListedDispute, owner: Owner): Promise<void> {
  const { id: subject, customerId, status, amount, createdAt } = dispute;
  const before = await readDispute(ctx, subject);
  await resync(ctx, customerId);
  const repaired = isShown(dispute, await readDispute(ctx, subject));
  if (ctx.now.getTime() - createdAt.getTime() < inFlightMs) return;
  const difference = { kind: "dispute", subject, here: { ...before }, there: { status, amount } } as const;
  await recordMismatch(ctx, {
    ...owner,
    ...difference,
    customerId,
    outcome: repaired ? "repaired" : "needs_person",
    advice: repaired ? repairOf(difference) : reviewOf("dispute"),
  });
}
