import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { reconciliations } from "@/db/schema";
import { type Context, withPlatform } from "@/lib/context";
import { GatehouseError, unreachable } from "@/lib/errors";
import { sendJob } from "@/lib/jobs";
import { checkUnseen } from "./check-unseen";
import { compareCustomers } from "./compare-customers";
import { compareInvoices } from "./compare-invoices";
import { fetchEvents } from "./fetch-events";
import { failReconciliation, finishReconciliation } from "./finish-reconciliation";
import { phaseAfter, type Reconciliation } from "./progress";
import { reconciler } from "./reconciler";
import { requireSameAccount } from "./same-account";
import { startReconciliation } from "./start-reconciliation";
import type { Step } from "./step";

/** A job may run for 60 seconds; a run is done in slices, and the next slice is a job of its own. */
const sliceMs = 25_000;
const repairsAtOnce = 4;

/**
 * Compares everything Stripe has with everything the database has, both ways, repairs and writes down what differs, and
 * fetches what Stripe could not deliver. Goes on where the last slice ended or was killed: a page's cursor moves when all
 * of the page is done, and moves once, however many work at it.
 */
export async function reconcile({ reconciliationId }: { reconciliationId?: string | undefined }): Promise<void> {
  const until = performance.now() + sliceMs;
  let run = await withPlatform(reconciler, (ctx) => runToWorkAt(ctx, reconciliationId));
  while (run) {
    const step = await stepOf(run);
    if (!step) return;
    const done = await inTime(step.repairs, until);
    if (done) run = await advance(run, step);
    if (run && (!done || performance.now() > until)) return continueLater(run);
  }
}

async function runToWorkAt(ctx: Context, id: string | undefined): Promise<Reconciliation | undefined> {
  if (id === undefined) return (await startReconciliation(ctx)).run;
  const [run] = await ctx.tx
    .select()
    .from(reconciliations)
    .where(and(eq(reconciliations.id, id), eq(reconciliations.status, "running")));
  return run;
}

/** What is wrong for good ends the run; anything else is noted on it and thrown, for the job to be tried again. */
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
    const reason = error instanceof GatehouseError ? message : "It failed and is tried again; the jobs' page says why.";
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
      return checkUnseen(run);
    case "events":
      return fetchEvents(run);
    default:
      return unreachable(run.phase);
  }
}

/** Some at once, as long as there is time. @returns whether all were done; what was, is not found again. */
async function inTime(repairs: Step["repairs"], until: number): Promise<boolean> {
  const waiting = [...repairs];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await next();
      if (performance.now() > until) return;
    }
  };
  await Promise.all(Array.from({ length: repairsAtOnce }, work));
  return waiting.length === 0;
}

/** Moves the cursor, if nobody else has meanwhile. @returns the run as it goes on, if it does and is ours. */
async function advance(run: Reconciliation, step: Step): Promise<Reconciliation | undefined> {
  return withPlatform(reconciler, async (ctx) => {
    const phase = step.next === null ? phaseAfter(run.phase) : run.phase;
    const [moved] = await ctx.tx
      .update(reconciliations)
      .set({ cursor: step.next, phase: phase ?? run.phase, progressAt: ctx.now, error: null, ...sums(step) })
      .where(whereWeAre(run))
      .returning();
    if (!moved) return undefined;
    await step.settle?.(ctx);
    if (phase) return moved;
    await finishReconciliation(ctx, moved);
    return undefined;
  });
}

const whereWeAre = ({ id, phase, cursor }: Reconciliation) =>
  and(
    eq(reconciliations.id, id),
    eq(reconciliations.status, "running"),
    eq(reconciliations.phase, phase),
    cursor === null ? isNull(reconciliations.cursor) : eq(reconciliations.cursor, cursor),
  );

const sums = ({ seen }: Step) => ({
  customersChecked: sql`${reconciliations.customersChecked} + ${seen.customersChecked ?? 0}`,
  invoicesChecked: sql`${reconciliations.invoicesChecked} + ${seen.invoicesChecked ?? 0}`,
  eventsFetched: sql`${reconciliations.eventsFetched} + ${seen.eventsFetched ?? 0}`,
});

const continueLater = ({ id }: Reconciliation) =>
  withPlatform(reconciler, (ctx) => sendJob(ctx, "reconcile", { reconciliationId: id }, id));
