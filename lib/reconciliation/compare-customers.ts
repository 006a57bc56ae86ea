import "server-only";
import { type Expected, expectedOf, type ListedCustomer, listCustomers, noteVerified } from "@/lib/billing";
import { catalog } from "@/lib/catalog";
import { type Context, withPlatform } from "@/lib/context";
import { adoptCustomer } from "./adopt-customer";
import { differences } from "./differences";
import { subscriptionFacts } from "./facts";
import { pace } from "./pace";
import type { Reconciliation } from "./progress";
import { type Known, readFacts } from "./read-facts";
import { reconciler, verify } from "./reconciler";
import { resolveDrift } from "./record-drift";
import type { Step } from "./step";

type Sorted = { equal: Known[]; suspects: string[]; strangers: ListedCustomer[] };

/**
 * A hundred customers of Stripe, read with their subscriptions in one request, against the database. Who looks equal is;
 * who does not is read in full, because a list does not tell everything: only that reading decides what is drift.
 */
export async function compareCustomers({ id, cursor }: Reconciliation): Promise<Step> {
  await pace(1);
  const { data, next } = await listCustomers(cursor);
  const { equal, suspects, strangers } = await withPlatform(reconciler, (ctx) => sort(ctx, data));
  return {
    next,
    seen: { customersChecked: equal.length + suspects.length },
    repairs: [
      ...suspects.map((customerId) => () => verify(customerId, id)),
      ...strangers.map((stranger) => async () => {
        await pace(3);
        await withPlatform(reconciler, (ctx) => adoptCustomer(ctx, { ...stranger, reconciliationId: id }));
      }),
    ],
    settle: async (ctx) => {
      await noteVerified(ctx, ...equal.map(({ row }) => row.organizationId));
      await resolveDrift(ctx, ...equal.flatMap(({ row }) => row.stripeCustomerId ?? []));
    },
  };
}

async function sort(ctx: Context, listed: readonly ListedCustomer[]): Promise<Sorted> {
  const ids = listed.map(({ customer }) => customer.id);
  const known = await readFacts(ctx, ids, { withInvoices: false });
  const sorted: Sorted = { equal: [], suspects: [], strangers: [] };
  for (const each of listed) {
    const ours = known.get(each.customer.id);
    if (!ours) sorted.strangers.push(each);
    else if (looksEqual(ours, each, ctx.now)) sorted.equal.push(ours);
    else sorted.suspects.push(each.customer.id);
  }
  return sorted;
}

function looksEqual({ row, facts }: Known, listed: ListedCustomer, now: Date): boolean {
  const expected = changeWaits(facts, listed) ? undefined : expectedFrom(row, listed, now);
  if (!expected) return false;
  const there = {
    subscription: subscriptionFacts(expected),
    items: expected.items,
    invoices: [],
    duplicates: expected.duplicates,
  };
  return differences(listed.customer.id, facts, there).length === 0;
}

/** What a change that waits leads to, a list does not tell. */
function changeWaits({ subscription: ours }: Known["facts"], { subscriptions }: ListedCustomer): boolean {
  if (ours.stripeScheduleId !== null || ours.pendingPlanKey !== null) return true;
  return subscriptions.some(({ schedule, pending_update }) => schedule !== null || pending_update !== null);
}

/** Words of Stripe that were not known when this was written are for the full reading, which tells of them. */
function expectedFrom(row: Known["row"], listed: ListedCustomer, now: Date): Expected | undefined {
  try {
    return expectedOf(catalog, row, listed, now);
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
