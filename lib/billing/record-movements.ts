import "server-only";
import { desc, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { movements } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { type MovementKind, movementsBetween } from "@/lib/metrics";
import type { SubscriptionMirror } from "./subscription-mirror";
import type { BillingColumns, SubscriptionRow } from "./subscription-row";

type Input = {
  before: SubscriptionRow;
  after: BillingColumns;
  subscription: SubscriptionMirror | undefined;
};

/** One row for each change of the organization's MRR; none when it did not change. */
export async function recordMovements(ctx: TenantContext, { before, after, subscription }: Input): Promise<void> {
  if (before.mrr === after.mrr && before.currency === after.currency) return;
  const last = await lastMovement(ctx);
  const changes = movementsBetween(revenueOf(before), revenueOf(after), last !== undefined);
  if (changes.length === 0) return;
  await ctx.tx.insert(movements).values(
    changes.map((change) => ({
      ...change,
      organizationId: ctx.organizationId,
      id: uuidv7(),
      planBefore: before.mrr > 0 ? before.planKey : null,
      planAfter: after.mrr > 0 ? after.planKey : null,
      cause: change.kind === "churn" ? (subscription?.lossCause ?? "voluntary") : null,
      reason: change.kind === "churn" ? (subscription?.cancelReason ?? null) : null,
      stripeSubscriptionId: after.stripeSubscriptionId,
      occurredAt: occurredAt(ctx, change.kind, subscription, last),
      createdAt: ctx.now,
    })),
  );
}

const revenueOf = ({ mrr, currency, status }: Pick<BillingColumns, "mrr" | "currency" | "status">) => ({
  mrr,
  currency,
  paused: status === "paused",
});

async function lastMovement({ tx, organizationId }: TenantContext): Promise<Date | undefined> {
  const [row] = await tx
    .select({ occurredAt: movements.occurredAt })
    .from(movements)
    .where(eq(movements.organizationId, organizationId))
    .orderBy(desc(movements.occurredAt))
    .limit(1);
  return row?.occurredAt;
}

/** By Stripe's time where it says one, so that a late sync books into the right month; never before the last movement. */
function occurredAt(
  { now }: TenantContext,
  kind: MovementKind,
  subscription: SubscriptionMirror | undefined,
  last: Date | undefined,
): Date {
  const told = toldBy(kind, subscription) ?? now;
  const notInTheFuture = told > now ? now : told;
  return last && last > notInTheFuture ? last : notInTheFuture;
}

function toldBy(kind: MovementKind, subscription: SubscriptionMirror | undefined): Date | null | undefined {
  if (kind === "churn") return subscription?.endedAt;
  return kind === "new" || kind === "reactivation" ? subscription?.startedAt : undefined;
}
