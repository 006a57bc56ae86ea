// Run by reconciliation.bench.ts in its environment: fills the mirror from Stripe's lists, then reconciles twice.
import { desc, eq, sql } from "drizzle-orm";
import { drift, invoices, reconciliations, subscriptionItems, subscriptions } from "@/db/schema";
import { stripe } from "@/lib/billing/stripe/stripe";
import { writeRow } from "@/lib/billing/sync/write-mirror";
import { catalog } from "@/lib/catalog";
import { type Context, withPlatform } from "@/lib/context";
import { closeDatabases } from "@/lib/database";
import { expectedOf } from "@/lib/reconciliation/compare/expected";
import { reconcile } from "@/lib/reconciliation/reconcile";
import { listCustomers, listInvoices } from "@/lib/reconciliation/stripe/list-stripe";

const actor = { kind: "system", id: "stripe" } as const;
let reads = 0;
stripe().on("request", () => {
  reads += 1;
});

await fillMirror();
const equal = await run();
await withPlatform({ actor }, ({ tx }) =>
  tx.execute(sql`with writer as materialized (select set_config('app.mirror_writer', 'sync', true) as name)
    update subscriptions set unit_amount = 1 from writer where writer.name = 'sync' and organization_id in
    (select organization_id from subscriptions order by organization_id limit ${Number(process.argv[2])})`),
);
const differing = await run();
console.log(JSON.stringify([equal, differing]));
await closeDatabases();

/** Writes what ten thousand syncs would have written. */
async function fillMirror(): Promise<void> {
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const { data, next } = await listCustomers(cursor ?? null);
    await withPlatform({ actor }, async (ctx) => {
      for (const listed of data) await writeExpected(ctx, listed);
    });
    cursor = next;
  }
  const owners = await withPlatform({ actor }, ({ tx }) =>
    tx
      .select({ customer: subscriptions.stripeCustomerId, organizationId: subscriptions.organizationId })
      .from(subscriptions),
  );
  const ownerOf = new Map(owners.map(({ customer, organizationId }) => [customer, organizationId]));
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const { data, next } = await listInvoices(new Date(0), cursor ?? null);
    const rows = data.flatMap(({ customerId, ...invoice }) => {
      const organizationId = ownerOf.get(customerId);
      return organizationId ? [{ ...invoice, organizationId }] : [];
    });
    if (rows.length > 0) await withPlatform({ actor }, ({ tx }) => tx.insert(invoices).values(rows));
    cursor = next;
  }
}

async function writeExpected(ctx: Context, listed: Parameters<typeof expectedOf>[2]): Promise<void> {
  const [row] = await ctx.tx.select().from(subscriptions).where(eq(subscriptions.stripeCustomerId, listed.customer.id));
  if (!row) return;
  const expected = expectedOf(catalog, row, listed, ctx.now);
  const { organizationId } = row;
  await writeRow({ ...ctx, organizationId }, row, expected.subscription);
  const items = expected.items.map((item) => ({ ...item, organizationId }));
  if (items.length > 0) await ctx.tx.insert(subscriptionItems).values(items);
}

async function run() {
  reads = 0;
  const began = performance.now();
  await reconcile({});
  let last = await lastRun();
  while (last?.status === "running") {
    await reconcile({ reconciliationId: last.id });
    last = await lastRun();
  }
  if (last?.status !== "done") throw new Error(`the run ended ${last?.status}: ${last?.error}`);
  const { id, customersChecked, invoicesChecked } = last;
  const repaired = await withPlatform({ actor }, ({ tx }) => tx.$count(drift, eq(drift.reconciliationId, id)));
  return { seconds: (performance.now() - began) / 1000, customersChecked, invoicesChecked, repaired, reads };
}

async function lastRun() {
  const [row] = await withPlatform({ actor }, ({ tx }) =>
    tx.select().from(reconciliations).orderBy(desc(reconciliations.startedAt)).limit(1),
  );
  return row;
}
