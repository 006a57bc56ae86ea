import "server-only";
import { and, asc, gt, isNotNull } from "drizzle-orm";
import { subscriptions } from "@/db/schema";
import { catalog } from "@/lib/catalog";
import { type Context, withPlatform } from "@/lib/context";
import { readingDifferences } from "../compare/reading-differences";
import { readShown } from "../compare/shown";
import { isComparable } from "../generated-customers";
import { resolveMismatches } from "../mismatches/record-mismatch";
import type { Reconciliation } from "../progress";
import { type ReadCustomer, readCustomer } from "../reading/read-customer";
import { readingOf } from "../reading/reading";
import { pacedCalls } from "../stripe/paced-calls";
import { checkCharges, type LinkedCustomer } from "../verify/check-charges";
import { reconciler } from "../verify/reconciler";
import type { Step } from "./step";

/** Small enough that a page fits into a slice of a run even when each preview takes Stripe seconds. */
const pageSize = 24;
const maxConcurrentReadings = 8;

/**
 * Reads from Stripe what each of a page of our customers will be charged, without the sync, and compares it with what we show.
 * A customer that differs is read again before anything is recorded.
 */
export async function compareCharges({ id, cursor }: Reconciliation): Promise<Step> {
  const linked = await withPlatform(reconciler, (ctx) => linkedCustomers(ctx, cursor));
  const readings = await readConcurrently(linked);
  const suspects = new Set(await withPlatform(reconciler, (ctx) => differing(ctx, readings)));
  return {
    next: linked.length === pageSize ? (linked.at(-1)?.organizationId ?? null) : null,
    seen: { chargesChecked: linked.length },
    repairs: [...suspects].map(
      (each) => () => withPlatform(reconciler, (ctx) => checkCharges(ctx, { ...each, reconciliationId: id })),
    ),
    settle: (ctx) =>
      resolveMismatches(
        ctx,
        "reading",
        linked.filter((each) => !suspects.has(each)).map(({ customerId }) => customerId),
      ),
  };
}

async function linkedCustomers({ tx }: Context, after: string | null): Promise<LinkedCustomer[]> {
  const rows = await tx
    .select({
      organizationId: subscriptions.organizationId,
      customerId: subscriptions.stripeCustomerId,
      counts: subscriptions.stripeSubscriptionId,
    })
    .from(subscriptions)
    .where(
      and(
        isNotNull(subscriptions.stripeCustomerId),
        isComparable(),
        after === null ? undefined : gt(subscriptions.organizationId, after),
      ),
    )
    .orderBy(asc(subscriptions.organizationId))
    .limit(pageSize);
  return rows.map(({ customerId, ...row }) => ({ ...row, customerId: customerId ?? "" }));
}

type Readings = Map<LinkedCustomer, ReadCustomer | undefined>;

async function readConcurrently(linked: readonly LinkedCustomer[]): Promise<Readings> {
  const readings: Readings = new Map();
  const waiting = [...linked];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      readings.set(next, await readCustomer(pacedCalls, catalog, next));
  };
  await Promise.all(Array.from({ length: maxConcurrentReadings }, work));
  return readings;
}

/** A customer Stripe doesn't have is reported by the customers phase. */
async function differing(ctx: Context, readings: Readings): Promise<LinkedCustomer[]> {
  const found: LinkedCustomer[] = [];
  for (const [linked, read] of readings) {
    if (!read) continue;
    const shown = await readShown(ctx, linked.organizationId);
    const reading = readingOf(catalog, read, ctx.now);
    if (readingDifferences(linked.customerId, shown, reading).length > 0) found.push(linked);
  }
  return found;
}
