import "server-only";
import { type ListedInvoice, listInvoices } from "@/lib/billing";
import { type Context, withPlatform } from "@/lib/context";
import { differences } from "./differences";
import { grouped } from "./grouped";
import { pace } from "./pace";
import type { Reconciliation } from "./progress";
import { readFacts } from "./read-facts";
import { reconciler, verify } from "./reconciler";
import type { Step } from "./step";

/** Older invoices hardly change, and a full reading of their customer covers them. */
const daysBack = 40;

/** A hundred of Stripe's invoices against the database. */
export async function compareInvoices({ id, cursor, startedAt }: Reconciliation): Promise<Step> {
  await pace(1);
  const since = new Date(startedAt.getTime() - daysBack * 24 * 60 * 60 * 1000);
  const { data, next } = await listInvoices(since, cursor);
  const finished = data.filter(({ status }) => status !== "draft");
  const suspects = await withPlatform(reconciler, (ctx) => differing(ctx, finished));
  return {
    next,
    seen: { invoicesChecked: finished.length },
    repairs: suspects.map((customerId) => () => verify(customerId, id)),
  };
}

/** The customers of ours with an invoice among these that is not here as it is there. */
async function differing(ctx: Context, listed: readonly ListedInvoice[]): Promise<string[]> {
  const byCustomer = grouped(listed, ({ customerId }) => customerId);
  const known = await readFacts(ctx, [...byCustomer.keys()], { withInvoices: true });
  return [...known].flatMap(([customerId, { facts }]) => {
    const there = { ...facts, invoices: byCustomer.get(customerId) ?? [] };
    return differences(customerId, facts, there).length > 0 ? [customerId] : [];
  });
}
