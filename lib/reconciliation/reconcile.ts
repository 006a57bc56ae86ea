import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { reconciliations } from "@/db/schema";
import { type Context, withPlatform } from "@/lib/context";
import { GatehouseError, unreachable } from "@/lib/errors";
import { sendJob } from "@/lib/jobs";
import { failReconciliation, finishReconciliation } from "./finish-reconciliation";
import { checkUnlisted } from "./phases/check-unlisted";
import { compareCharges } from "./phases/compare-charges";
import { compareCustomers } from "./phases/compare-customers";
import { compareDisputes } from "./phases/compare-disputes";
import { compareInvoices } from "./phases/compare-invoices";
import { fetchEvents } from "./phases/fetch-events";
import { requireSameAccount } from "./phases/require-same-account";
import type { Step } from "./phases/step";
import { phaseAfter, type Reconciliation } from "./progress";
import { startReconciliation } from "./start-reconciliation";
import { reconciler } from "./verify/reconciler";

/** A job may run for 60 seconds, so a run is split into slices, each a job of its own. */
const sliceMs = 25_000;
const maxConcurrentRepairs = 4;

/**
 * Compares everything in Stripe with everything in the database, both ways, repairs and records mismatches, and fetches
 * events Stripe couldn't deliver. Continues where the last slice ended or was killed: the cursor moves once a whole page is
 * done, and only once, even with several workers.
 */
export async function reconcile({ reconciliationId }: { reconciliationId?: string | undefined }): Promise<void> {
  const until = performance.now() + sliceMs;
  let run = await withPlatform(reconciler, (ctx) => currentRun(ctx, reconciliationId));
  while (run) {
    const step = await stepOf(run);
    if (!step) return;
    const done = await runUntil(step.repairs, until);
    if (done) run = await advance(run, step);
    if (run && (!done || performance.now() > until)) return continueLater(run);
  }
}

async function currentRun(ctx: Context, id: string | undefined): Promise<Reconciliation | undefined> {
  if (id === undefined) return (await startReconciliation(ctx)).run;
  const [run] = await ctx.tx
    .select()
    .from(reconciliations)
    .where(and(eq(reconciliations.id, id), eq(reconciliations.status, "running")));
  return run;
}

/** A permanent error ends the run. Any other is recorded on it and thrown, so that the job is retried. */
async function stepOf(run: Reconciliation): Promise<Step | undefined> {
  try {
    if (run.phase === "customers" && run.cursor === null) await requireSameAccount();
    return await pageOf(run);
  } catch (error) {
    const message = error instanceof Error ? error.message : "unknown";
    if (error instanceof GatehouseError && error.code === "conflict") {
      await withPlatform(reconciler, (ctx) => failReconciliation(ctx, run, message));
      return undefined;
    }
    const reason =
      error instanceof GatehouseError
        ? message
        : "This step failed and will be retried. See the Jobs page for the error.";
    await withPlatform(reconciler, ({ tx }) =>
      tx.update(reconciliations).set({ error: reason }).where(eq(reconciliations.id, run.id)),
    );
    throw error;
  }
}

function pageOf(run: Reconciliation): Promise<Step> {
  switch (run.phase) {
    case "customers":
      return compareCustomers(run);
    case "invoices":
      return compareInvoices(run);
    case "unseen":
      return checkUnlisted(run);
    case "charges":
      return compareCharges(run);
    case "disputes":
      return compareDisputes(run);
    case "events":
      return fetchEvents(run);
    default:
      return unreachable(run.phase);
  }
}

/** Runs repairs concurrently until time is up. @returns whether all are done. A repair that was done isn't found again. */
async function runUntil(repairs: Step["repairs"], until: number): Promise<boolean> {
  const waiting = [...repairs];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await next();
      if (performance.now() > until) return;
    }
  };
  await Promise.all(Array.from({ length: maxConcurrentRepairs }, work));
  return waiting.length === 0;
}

/** Moves the cursor unless another worker did. @returns the run to continue with; undefined when there is nothing left to do here. */
async function advance(run: Reconciliation, step: Step): Promise<Reconciliation | undefined> {
  return withPlatform(reconciler, async (ctx) => {
    const phase = step.next === null ? phaseAfter(run.phase) : run.phase;
    const [moved] = await ctx.tx
      .update(reconciliations)
      .set({ cursor: step.next, phase: phase ?? run.phase, progressAt: ctx.now, error: null, ...sums(step) })
      .where(isAtCursor(run))
      .returning();
    if (!moved) return undefined;
    await step.settle?.(ctx);
    if (phase) return moved;
    await finishReconciliation(ctx, moved);
    return undefined;
  });
}

const isAtCursor = ({ id, phase, cursor }: Reconciliation) =>
  and(
    eq(reconciliations.id, id),
    eq(reconciliations.status, "running"),
    eq(reconciliations.phase, phase),
    cursor === null ? isNull(reconciliations.cursor) : eq(reconciliations.cursor, cursor),
  );

const sums = ({ seen }: Step) => ({
  customersChecked: sql`${reconciliations.customersChecked} + ${seen.customersChecked ?? 0}`,
  invoicesChecked: sql`${reconciliations.invoicesChecked} + ${seen.invoicesChecked ?? 0}`,
  chargesChecked: sql`${reconciliations.chargesChecked} + ${seen.chargesChecked ?? 0}`,
  eventsFetched: sql`${reconciliations.eventsFetched} + ${seen.eventsFetched ?? 0}`,
});

const continueLater = ({ id }: Reconciliation) =>
  withPlatform(reconciler, (ctx) => sendJob(ctx, "reconcile", { reconciliationId: id }, id));
