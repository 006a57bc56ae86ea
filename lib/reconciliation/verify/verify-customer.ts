import "server-only";
import { and, eq, gte, isNull } from "drizzle-orm";
import { stripeEvents, subscriptions } from "@/db/schema";
import { syncCustomer } from "@/lib/billing";
import type { Context } from "@/lib/context";
import { minute } from "@/lib/durations";
import { found, GatehouseError } from "@/lib/errors";
import { differences } from "../compare/differences";
import { type Known, readFacts } from "../compare/read-facts";
import { adviceFor, repairOf } from "../mismatches/advice";
import { recordMismatch, resolveMismatches } from "../mismatches/record-mismatch";
import { isUnknownToStripe } from "../stripe/list-stripe";

/** How a customer was found: equal to Stripe, repaired, needing review, or changing right now. */
export type Verdict = "equal" | "repaired" | "needs_person" | "on_its_way";

/** An event this recent may still be in the queue: the difference it causes is no mismatch. */
const syncPendingMs = minute;

type Input = { customerId: string; reconciliationId: string | null };

/**
 * Reads one customer from Stripe, compares, repairs, and records what differed, all in the caller's transaction (of the
 * platform role). The repair is a sync, so it writes exactly what Stripe has.
 *
 * @throws GatehouseError `not_found` for a customer that isn't ours, `unavailable` when Stripe is down.
 */
export async function verifyCustomer(ctx: Context, { customerId, reconciliationId }: Input): Promise<Verdict> {
  await ctx.tx.select().from(subscriptions).where(eq(subscriptions.stripeCustomerId, customerId)).for("update");
  const before = await factsOf(ctx, customerId);
  const syncPending = await isSyncPending(ctx, customerId);
  const { organizationId } = before.row;
  const common = { customerId, organizationId, reconciliationId };
  const synced = await resync(ctx, customerId);
  if ("unreadable" in synced) {
    const difference = { kind: synced.kind, subject: customerId, here: {}, there: {} } as const;
    await recordMismatch(ctx, { ...common, ...difference, outcome: "needs_person", advice: synced.unreadable });
    return "needs_person";
  }
  const after = (await factsOf(ctx, customerId)).facts;
  const found = differences(customerId, before.facts, { ...after, duplicates: synced.duplicates });
  if (!synced.deleted) await resolveMismatches(ctx, "mirror", [customerId]);
  if (synced.deleted) await recordMismatch(ctx, { ...common, ...deletion(customerId, before) });
  if (syncPending) return "on_its_way";
  for (const difference of found) {
    await recordMismatch(ctx, { ...common, ...difference, outcome: "repaired", advice: repairOf(difference) });
  }
  if (synced.deleted) return "needs_person";
  return found.length === 0 ? "equal" : "repaired";
}

async function factsOf(ctx: Context, customerId: string): Promise<Known> {
  return found((await readFacts(ctx, [customerId], { withInvoices: true })).get(customerId), "customer");
}

/** Whether Stripe reported a change a moment ago that isn't synced yet. */
export async function isSyncPending({ tx, now }: Context, customerId: string): Promise<boolean> {
  const since = new Date(now.getTime() - syncPendingMs);
  const waiting = and(
    eq(stripeEvents.customerId, customerId),
    isNull(stripeEvents.handledAt),
    gte(stripeEvents.receivedAt, since),
  );
  return (await tx.$count(stripeEvents, waiting)) > 0;
}

/** A customer that Stripe doesn't return, or with values this code doesn't know, must not end the whole run. */
export async function resync(ctx: Context, customerId: string) {
  try {
    return found(await syncCustomer(ctx, { customerId }), "customer");
  } catch (error) {
    if (isUnknownToStripe(error)) return { kind: "missing_there", unreadable: adviceFor.unknownCustomer } as const;
    if (error instanceof GatehouseError || !(error instanceof Error) || isDatabaseError(error)) throw error;
    return { kind: "status", unreadable: adviceFor.unreadable(error.message) } as const;
  }
}

/** A failed query aborts the transaction, so nothing more can be recorded in it. */
const isDatabaseError = (error: Error) => error.message.startsWith("Failed query") || "severity" in error;

const deletion = (customerId: string, { facts }: Known) =>
  ({
    kind: "missing_there",
    subject: customerId,
    here: { status: facts.subscription.status, planKey: facts.subscription.planKey },
    there: { deleted: true },
    outcome: "needs_person",
    advice: adviceFor.deletedCustomer,
  }) as const;
