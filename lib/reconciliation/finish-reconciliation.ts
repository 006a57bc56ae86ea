import "server-only";
import { eq, sql } from "drizzle-orm";
import { drift, reconciliations } from "@/db/schema";
import { raiseAlert } from "@/lib/alerts";
import type { Context } from "@/lib/context";
import { formatCount } from "@/lib/numbers";
import { closeMismatchAlerts } from "./close-alerts";
import { resolveUnseenMismatches } from "./mismatches/record-mismatch";
import type { Reconciliation } from "./progress";

/** Finishes a run, and alerts the platform admins if there were mismatches. */
export async function finishReconciliation(ctx: Context, { id, startedAt }: Reconciliation): Promise<void> {
  await resolveUnseenMismatches(ctx, startedAt);
  await ctx.tx
    .update(reconciliations)
    .set({ status: "done", cursor: null, finishedAt: ctx.now })
    .where(eq(reconciliations.id, id));
  await closeMismatchAlerts(ctx);
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
    title: `${formatCount(repaired + open, "mismatch", "mismatches")} with Stripe`,
    text: `The database didn't match Stripe: ${repaired} repaired, ${open} ${open === 1 ? "needs" : "need"} review. Many at once usually mean that webhooks aren't arriving: check the endpoint in Stripe.`,
    path: `/admin/reconciliation?run=${id}`,
  });
}

/** Ends a run that can't continue, with the reason. */
export async function failReconciliation(ctx: Context, { id }: Reconciliation, error: string): Promise<void> {
  await ctx.tx
    .update(reconciliations)
    .set({ status: "failed", error, finishedAt: ctx.now })
    .where(eq(reconciliations.id, id));
  await raiseAlert(ctx, {
    kind: "drift",
    dedupeKey: id,
    title: "Reconciliation failed",
    text: `${error} Start it again on the Reconciliation page.`,
    path: "/admin/reconciliation",
  });
}
