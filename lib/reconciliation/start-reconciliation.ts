import "server-only";
import { eq, isNotNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { reconciliations, subscriptions } from "@/db/schema";
import { platformChain, recordAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { found } from "@/lib/errors";
import { sendJob } from "@/lib/jobs";
import type { Reconciliation } from "./progress";

/** Starts a run, or joins the current one: the database allows only one at a time. */
export async function startReconciliation(ctx: Context): Promise<{ run: Reconciliation; joined: boolean }> {
  const [started] = await ctx.tx
    .insert(reconciliations)
    .values({
      id: uuidv7(),
      status: "running",
      requestedBy: ctx.actor.id,
      phase: "customers",
      expected: await ctx.tx.$count(subscriptions, isNotNull(subscriptions.stripeCustomerId)),
      startedAt: ctx.now,
      progressAt: ctx.now,
    })
    .onConflictDoNothing({ target: reconciliations.status, where: sql`${reconciliations.status} = 'running'` })
    .returning();
  if (started) return { run: started, joined: false };
  const [running] = await ctx.tx.select().from(reconciliations).where(eq(reconciliations.status, "running"));
  return { run: found(running, "reconciliation"), joined: true };
}

/** Lets the worker start a run, for a platform admin. A current run gets another job, in case its worker died. */
export async function reconcileNow(ctx: Context): Promise<{ joined: boolean }> {
  const { run, joined } = await startReconciliation(ctx);
  await sendJob(ctx, "reconcile", { reconciliationId: run.id }, run.id);
  if (!joined) {
    await recordAudit(ctx, { organizationId: platformChain, action: "reconciliation.requested", subject: run.id });
  }
  return { joined };
}
