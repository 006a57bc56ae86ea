import "server-only";
import { eq, sql } from "drizzle-orm";
import { drift, reconciliations } from "@/db/schema";
import { raiseAlert } from "@/lib/alerts";
import type { Context } from "@/lib/context";
import type { Reconciliation } from "./progress";
import { resolveUnseen } from "./record-drift";

/** Ends a run that has seen everything, and tells the platform's owner if anything differed. */
export async function finishReconciliation(ctx: Context, { id, startedAt }: Reconciliation): Promise<void> {
  await resolveUnseen(ctx, startedAt);
  await ctx.tx
    .update(reconciliations)
    .set({ status: "done", cursor: null, finishedAt: ctx.now })
    .where(eq(reconciliations.id, id));
  const [found] = await ctx.tx
    .select({
      repaired: sql<number>`count(*) filter (where ${drift.outcome} = 'repaired')::int`,
      open: sql<number>`count(*) filter (where ${drift.outcome} = 'needs_person')::int`,
    })
    .from(drift)
    .where(eq(drift.reconciliationId, id));
  const { repaired, open } = found ?? { repaired: 0, open: 0 };
  if (repaired + open === 0) return;
  await raiseAlert(ctx, {
    kind: "drift",
    dedupeKey: id,
    title: `${differed(repaired + open)} from Stripe`,
    text: `The reconciliation found the database to differ from Stripe: ${repaired} repaired, ${open} for you to decide. Many at once mean that webhooks do not arrive.`,
    path: `/admin/reconciliation?run=${id}`,
  });
}

const differed = (count: number) => `${count} ${count === 1 ? "difference" : "differences"}`;

/** Ends a run that cannot go on, and tells why. */
export async function failReconciliation(ctx: Context, { id }: Reconciliation, error: string): Promise<void> {
  await ctx.tx
    .update(reconciliations)
    .set({ status: "failed", error, finishedAt: ctx.now })
    .where(eq(reconciliations.id, id));
  await raiseAlert(ctx, {
    kind: "drift",
    dedupeKey: id,
    title: "The reconciliation could not be done",
    text: error,
    path: "/admin/reconciliation",
  });
}
