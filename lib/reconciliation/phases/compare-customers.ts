import "server-only";
import { recordVerified } from "@/lib/billing";
import { catalog } from "@/lib/catalog";
import { type Context, withPlatform } from "@/lib/context";
import { differences } from "../compare/differences";
import { type Expected, expectedOf, type ListedCustomer } from "../compare/expected";
import { subscriptionFacts } from "../compare/facts";
import { type Known, readFacts } from "../compare/read-facts";
import { resolveMismatches } from "../mismatches/record-mismatch";
import type { Reconciliation } from "../progress";
import { listCustomers } from "../stripe/list-stripe";
import { pace } from "../stripe/pace";
import { adoptCustomer } from "../verify/adopt-customer";
import { reconciler, verify } from "../verify/reconciler";
import type { Step } from "./step";

type Sorted = { equal: Known[]; suspects: string[]; unlinked: ListedCustomer[] };

/**
 * Compares a page of 100 Stripe customers and their subscriptions, read in one request, with the database. A customer that
 * looks equal is equal. Any other is read in full, because a list entry lacks some facts: only a full read proves a mismatch.
 */
export async function compareCustomers({ id, cursor }: Reconciliation): Promise<Step> {
  await pace(1);
  const { data, next } = await listCustomers(cursor);
  const { equal, suspects, unlinked } = await withPlatform(reconciler, (ctx) => sort(ctx, data));
  return {
    next,
    seen: { customersChecked: equal.length + suspects.length },
    repairs: [
      ...suspects.map((customerId) => () => verify(customerId, id)),
      ...unlinked.map((each) => async () => {
        await pace(3);
        await withPlatform(reconciler, (ctx) => adoptCustomer(ctx, { ...each, reconciliationId: id }));
      }),
    ],
    settle: async (ctx) => {
      await recordVerified(ctx, ...equal.map(({ row }) => row.organizationId));
      await resolveMismatches(
        ctx,
        "mirror",
        equal.flatMap(({ row }) => row.stripeCustomerId ?? []),
      );
    },
  };
}

async function sort(ctx: Context, listed: readonly ListedCustomer[]): Promise<Sorted> {
  const ids = listed.map(({ customer }) => customer.id);
  const known = await readFacts(ctx, ids, { withInvoices: false });
  const sorted: Sorted = { equal: [], suspects: [], unlinked: [] };
  for (const each of listed) {
    const ours = known.get(each.customer.id);
    if (!ours) sorted.unlinked.push(each);
    else if (looksEqual(ours, each, ctx.now)) sorted.equal.push(ours);
    else sorted.suspects.push(each.customer.id);
  }
  return sorted;
}

function looksEqual({ row, facts }: Known, listed: ListedCustomer, now: Date): boolean {
  const expected = hasUpcomingChange(facts, listed) ? undefined : tryExpected(row, listed, now);
  if (!expected) return false;
  const there = {
    subscription: subscriptionFacts(expected),
    items: expected.items,
    invoices: [],
    duplicates: expected.duplicates,
  };
  return differences(listed.customer.id, facts, there).length === 0;
}

/** A list entry doesn't say what a scheduled or pending change leads to. */
function hasUpcomingChange({ subscription }: Known["facts"], { subscriptions }: ListedCustomer): boolean {
  if (subscription.stripeScheduleId !== null || subscription.pendingPlanKey !== null) return true;
  return subscriptions.some(({ schedule, pending_update }) => schedule !== null || pending_update !== null);
}

/** A value from Stripe that this code doesn't know is left to the full read, which reports it. */
function tryExpected(row: Known["row"], listed: ListedCustomer, now: Date): Expected | undefined {
  try {
    return expectedOf(catalog, row, listed, now);
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
