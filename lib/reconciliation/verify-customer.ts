import "server-only";
import { and, eq, gte, isNull } from "drizzle-orm";
import { stripeEvents, subscriptions } from "@/db/schema";
import { isUnknownToStripe, syncCustomer } from "@/lib/billing";
import type { Context } from "@/lib/context";
import { found, GatehouseError } from "@/lib/errors";
import { adviceFor, repairOf } from "./advice";
import { differences } from "./differences";
import { type Known, readFacts } from "./read-facts";
import { recordDrift, resolveDrift } from "./record-drift";
import type { Verdict } from "./verdict";

/** What Stripe told so lately is on its way here: a difference it explains is no drift. */
const onItsWayMs = 60_000;

type Input = { customerId: string; reconciliationId: string | null };

/**
 * Reads one customer anew from Stripe, compares, repairs, and writes down what differed, all in the caller's transaction
 * (of the platform role). The repair is the sync, so what Stripe says afterwards is what is written here.
 *
 * @throws GatehouseError `not_found` for a customer that is not ours, `unavailable` when Stripe is away.
 */
export async function verifyCustomer(ctx: Context, { customerId, reconciliationId }: Input): Promise<Verdict> {
  await ctx.tx.select().from(subscriptions).where(eq(subscriptions.stripeCustomerId, customerId)).for("update");
  const before = await factsOf(ctx, customerId);
  const onItsWay = await isOnItsWay(ctx, customerId);
  const { organizationId } = before.row;
  const common = { customerId, organizationId, reconciliationId };
  const synced = await readAnew(ctx, customerId);
  if ("unreadable" in synced) {
    const difference = { kind: synced.kind, subject: customerId, here: {}, there: {} } as const;
    await recordDrift(ctx, { ...common, ...difference, outcome: "needs_person", advice: synced.unreadable });
    return "needs_person";
  }
  const after = (await factsOf(ctx, customerId)).facts;
  const found = differences(customerId, before.facts, { ...after, duplicates: synced.duplicates });
  if (!synced.deleted) await resolveDrift(ctx, customerId);
  if (synced.deleted) await recordDrift(ctx, { ...common, ...deletion(customerId, before) });
  if (onItsWay) return "on_its_way";
  for (const difference of found) {
    await recordDrift(ctx, { ...common, ...difference, outcome: "repaired", advice: repairOf(difference) });
  }
  if (synced.deleted) return "needs_person";
  return found.length === 0 ? "equal" : "repaired";
}

async function factsOf(ctx: Context, customerId: string): Promise<Known> {
  return found((await readFacts(ctx, [customerId], { withInvoices: true })).get(customerId), "customer");
}

async function isOnItsWay({ tx, now }: Context, customerId: string): Promise<boolean> {
  const since = new Date(now.getTime() - onItsWayMs);
  const waiting = and(
    eq(stripeEvents.customerId, customerId),
    isNull(stripeEvents.handledAt),
    gte(stripeEvents.receivedAt, since),
  );
  return (await tx.$count(stripeEvents, waiting)) > 0;
}

/** A customer Stripe refuses to tell of, or tells of in words we do not know, must not end the whole run. */
async function readAnew(ctx: Context, customerId: string) {
  try {
    return found(await syncCustomer(ctx, { customerId }), "customer");
  } catch (error) {
    if (isUnknownToStripe(error)) return { kind: "missing_there", unreadable: adviceFor.unknownCustomer } as const;
    if (error instanceof GatehouseError || !(error instanceof Error) || isOfDatabase(error)) throw error;
    return { kind: "status", unreadable: adviceFor.unreadable(error.message) } as const;
  }
}

/** After a failed query the transaction is over: nothing can be written down in it any more. */
const isOfDatabase = (error: Error) => error.message.startsWith("Failed query") || "severity" in error;

const deletion = (customerId: string, { facts }: Known) =>
  ({
    kind: "missing_there",
    subject: customerId,
    here: { status: facts.subscription.status, planKey: facts.subscription.planKey },
    there: { deleted: true },
    outcome: "needs_person",
    advice: adviceFor.deletedCustomer,
  }) as const;
