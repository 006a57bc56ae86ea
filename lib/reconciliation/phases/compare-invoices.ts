import "server-only";
import { type Context, withPlatform } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { grouped } from "@/lib/grouped";
import { differences } from "../compare/differences";
import { readFacts } from "../compare/read-facts";
import type { Reconciliation } from "../progress";
import { type ListedInvoice, listInvoices } from "../stripe/list-stripe";
import { pace } from "../stripe/pace";
import { reconciler, verify } from "../verify/reconciler";
import type { Step } from "./step";

/** Older invoices rarely change, and a full read of their customer covers them. */
const daysBack = 40;

/** Compares a page of 100 Stripe invoices with the database. */
export async function compareInvoices({ id, cursor, startedAt }: Reconciliation): Promise<Step> {
  await pace(1);
  const since = addDays(startedAt, -daysBack);
  const { data, next } = await listInvoices(since, cursor);
  const finished = data.filter(({ status }) => status !== "draft");
  const suspects = await withPlatform(reconciler, (ctx) => differing(ctx, finished));
  return {
    next,
    seen: { invoicesChecked: finished.length },
    repairs: suspects.map((customerId) => () => verify(customerId, id)),
  };
}

/** Our customers with an invoice among these that differs from the database. */
async function differing(ctx: Context, listed: readonly ListedInvoice[]): Promise<string[]> {
  const byCustomer = grouped(listed, ({ customerId }) => customerId);
  const known = await readFacts(ctx, [...byCustomer.keys()], { withInvoices: true });
  return [...known].flatMap(([customerId, { facts }]) => {
    const there = { ...facts, invoices: byCustomer.get(customerId) ?? [] };
    return differences(customerId, facts, there).length > 0 ? [customerId] : [];
  });
}
