import "server-only";
import { eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { movements } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { datedMovements, type Ledger, type MovementFacts } from "../mirror/dated-movements";

/** Writes a movement for each change of the organization's MRR. */
export async function recordMovements(ctx: TenantContext, facts: Omit<MovementFacts, "now">): Promise<void> {
  const { before, after, subscription } = facts;
  const changes = datedMovements({ ...facts, now: ctx.now });
  if (changes.length === 0) return;
  await ctx.tx.insert(movements).values(
    changes.map(({ delinquent, ...change }, index) => ({
      ...change,
      organizationId: ctx.organizationId,
      id: uuidv7(),
      ...soldBefore(change, before),
      ...soldAfter(change, index === changes.length - 1 ? after : before),
      cause: change.kind === "churn" ? causeOf(delinquent) : null,
      reason: change.kind === "churn" ? (subscription?.cancelReason ?? null) : null,
      stripeSubscriptionId: after.stripeSubscriptionId,
      createdAt: ctx.now,
    })),
  );
}

/** What was sold while there was MRR. */
type Sold = Pick<MovementFacts["before"], "planKey" | "interval" | "intervalCount">;

const soldBefore = ({ mrrBefore }: { mrrBefore: number }, row: Sold) => ({
  planBefore: mrrBefore > 0 ? row.planKey : null,
  intervalBefore: mrrBefore > 0 ? intervalKey(row) : null,
});

const soldAfter = ({ mrrAfter }: { mrrAfter: number }, row: Sold) => ({
  planAfter: mrrAfter > 0 ? row.planKey : null,
  intervalAfter: mrrAfter > 0 ? intervalKey(row) : null,
});

/** `month`, `year`, `3-month`. */
const intervalKey = ({ interval, intervalCount }: Sold): string | null =>
  interval && (intervalCount === 1 || intervalCount === null ? interval : `${intervalCount}-${interval}`);

const causeOf = (delinquent: boolean) => (delinquent ? ("delinquent" as const) : ("voluntary" as const));

/** The sum of the movements so far in each currency, minor units a month, and the last one. */
export type Booked = readonly { currency: string; mrr: number; last: Date; lastKind: string; lastBefore: number }[];

export function bookedMovements({ tx, organizationId }: TenantContext): Promise<Booked> {
  const latestFirst = sql`order by ${movements.occurredAt} desc, ${movements.id} desc`;
  return tx
    .select({
      currency: movements.currency,
      mrr: sql`sum(${movements.amount})`.mapWith(Number),
      last: sql`max(${movements.occurredAt})`.mapWith(movements.occurredAt),
      lastKind: sql<string>`(array_agg(${movements.kind} ${latestFirst}))[1]`,
      lastBefore: sql`(array_agg(${movements.mrrBefore} ${latestFirst}))[1]`.mapWith(Number),
    })
    .from(movements)
    .where(eq(movements.organizationId, organizationId))
    .groupBy(movements.currency);
}

/** @param currency of the subscription, which takes precedence if several sums aren't zero. */
export function ledgerOf(booked: Booked, currency: string | null): Ledger {
  const open = booked.filter(({ mrr }) => mrr !== 0);
  const latest = booked.toSorted((a, b) => b.last.getTime() - a.last.getTime())[0];
  return {
    open: open.find((sum) => sum.currency === currency) ?? open[0] ?? null,
    held: latest?.lastKind === "paused" ? { mrr: latest.lastBefore, currency: latest.currency } : null,
    last: latest?.last,
  };
}
