import "server-only";
import { eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { movements } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { type MovementKind, movementsBetween } from "@/lib/metrics";
import type { SubscriptionMirror } from "../mirror/subscription-mirror";
import type { SubscriptionRow } from "../mirror/subscription-row";

type Input = {
  before: SubscriptionRow;
  after: SubscriptionRow;
  subscription: SubscriptionMirror | undefined;
  booked: Booked;
};

/** The sum of the movements so far in each currency, in minor units a month, and when the last one was. */
export type Booked = readonly { currency: string; mrr: number; last: Date }[];

/**
 * Writes a movement for each change of the organization's MRR. It continues from the sum of the movements, not from the
 * row's own figure: if that were wrong, its repair would record a change that never happened.
 */
export async function recordMovements(
  ctx: TenantContext,
  { before, after, subscription, booked }: Input,
): Promise<void> {
  const { open, last } = openSum(booked, after.currency);
  const was = { mrr: open?.mrr ?? 0, currency: open?.currency ?? null, paused: before.status === "paused" };
  const changes = movementsBetween(was, revenueOf(after), last !== undefined);
  if (changes.length === 0) return;
  await ctx.tx.insert(movements).values(
    changes.map((change) => ({
      ...change,
      organizationId: ctx.organizationId,
      id: uuidv7(),
      planBefore: was.mrr > 0 ? before.planKey : null,
      planAfter: after.mrr > 0 ? after.planKey : null,
      cause: change.kind === "churn" ? (subscription?.lossCause ?? "voluntary") : null,
      reason: change.kind === "churn" ? (subscription?.cancelReason ?? null) : null,
      stripeSubscriptionId: after.stripeSubscriptionId,
      occurredAt: occurredAt(ctx, change.kind, subscription, last),
      createdAt: ctx.now,
    })),
  );
}

const revenueOf = ({ mrr, currency, status }: Pick<SubscriptionRow, "mrr" | "currency" | "status">) => ({
  mrr,
  currency,
  paused: status === "paused",
});

export function bookedMovements({ tx, organizationId }: TenantContext): Promise<Booked> {
  return tx
    .select({
      currency: movements.currency,
      mrr: sql`sum(${movements.amount})`.mapWith(Number),
      last: sql`max(${movements.occurredAt})`.mapWith(movements.occurredAt),
    })
    .from(movements)
    .where(eq(movements.organizationId, organizationId))
    .groupBy(movements.currency);
}

/** The sum in the currency in which it isn't zero (at most one), and when the last movement was. */
function openSum(booked: Booked, currency: string | null) {
  const open = booked.filter(({ mrr }) => mrr !== 0);
  const [last] = booked.map((sum) => sum.last).sort((a, b) => b.getTime() - a.getTime());
  return { open: open.find((sum) => sum.currency === currency) ?? open[0], last };
}

/**
 * By Stripe's time if it gives one, so that a late sync counts in the right month, but never before the last movement.
 */
function occurredAt(
  { now }: TenantContext,
  kind: MovementKind,
  subscription: SubscriptionMirror | undefined,
  last: Date | undefined,
): Date {
  const atStripe = stripeTime(kind, subscription) ?? now;
  const notInTheFuture = atStripe > now ? now : atStripe;
  return last && last > notInTheFuture ? last : notInTheFuture;
}

function stripeTime(kind: MovementKind, subscription: SubscriptionMirror | undefined): Date | null | undefined {
  if (kind === "churn") return subscription?.endedAt;
  return kind === "new" || kind === "reactivation" ? subscription?.startedAt : undefined;
}
