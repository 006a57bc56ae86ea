import "server-only";
import { and, eq, gte, lt, lte, sql } from "drizzle-orm";
import { type Actor, inTenant, type TenantContext, withPlatform, withSnapshot } from "@/lib/context";
import { found } from "@/lib/errors";
import {
  attributionPaths,
  attributionResults,
  attributionRuns,
  channelSpend,
  touchpoints,
} from "@/products/origin/schema";
import { attributionBy, type Credit } from "../attribution/attribute";
import { type PathCount, PathCounts } from "../attribution/path-counts";
import { settingsOf } from "../data/settings";
import { shiftDay, startOfDay } from "../import/time-zone";
import { modelOf } from "./models";
import { shownPath } from "./paths";
import { readJourneys } from "./read-journeys";

const worker: Actor = { kind: "system", id: "worker" };
const keptPaths = 200;
const progressMs = 500;

type Run = typeof attributionRuns.$inferSelect;
type Outcome = {
  credits: Credit[];
  paths: PathCount[];
  spend: Map<string, number>;
  touches: number;
  conversions: number;
  value: number;
};

/**
 * Computes a run from one snapshot of the data and keeps its result. Safe to repeat: a run that is done stays as it is.
 */
export async function runAttribution({
  organizationId,
  runId,
}: {
  organizationId: string;
  runId: string;
}): Promise<void> {
  const inOwn = <T>(work: (ctx: TenantContext) => Promise<T>) =>
    withPlatform({ actor: worker }, (ctx) => work(inTenant(ctx, organizationId)));
  const run = await inOwn((ctx) => beginRun(ctx, runId));
  if (!run) return;
  try {
    const outcome = await withSnapshot({ organizationId, actor: worker }, (ctx) =>
      compute(ctx, run, (processed, total) => inOwn((own) => noteProgress(own, runId, processed, total))),
    );
    await inOwn((ctx) => keepResult(ctx, runId, outcome));
  } catch (error) {
    await inOwn((ctx) => change(ctx, runId, { status: "failed", finishedAt: ctx.now }));
    throw error;
  }
}

/** @returns undefined for a run that is done or was deleted. */
async function beginRun(ctx: TenantContext, runId: string): Promise<Run | undefined> {
  const [run] = await ctx.tx.select().from(attributionRuns).where(isRun(ctx, runId));
  if (!run || run.status === "done") return undefined;
  await change(ctx, runId, { status: "running", processed: 0 });
  return run;
}

async function compute(
  ctx: TenantContext,
  run: Run,
  note: (processed: number, total: number) => Promise<void>,
): Promise<Outcome> {
  const { timeZone } = await settingsOf(ctx);
  const range = {
    from: startOfDay(run.fromDay, timeZone),
    until: startOfDay(shiftDay(run.toDay, 1), timeZone),
    lookBackDays: run.lookBackDays,
    conversionType: run.conversionType,
  };
  const earliest = new Date(range.from.getTime() - range.lookBackDays * 86_400_000);
  const total = await ctx.tx.$count(touchpoints, touchedIn(ctx, earliest, range.until));
  const attribution = attributionBy(modelOf(run));
  const paths = new PathCounts();
  let conversions = 0;
  let value = 0;
  let touches = 0;
  let noted = performance.now();
  await readJourneys(
    ctx,
    range,
    (journey) => {
      attribution.add(journey);
      paths.add({ ...journey, touches: shownPath(journey.touches) });
      conversions += journey.conversion ? 1 : 0;
      value += journey.conversion?.value ?? 0;
    },
    async (read) => {
      touches = read;
      if (performance.now() - noted < progressMs) return;
      noted = performance.now();
      await note(read, total);
    },
  );
  return {
    credits: attribution.credits(),
    paths: mostFrequent(paths.paths()),
    spend: await spendIn(ctx, run, range),
    touches,
    conversions,
    value,
  };
}

const mostFrequent = (paths: PathCount[]): PathCount[] =>
  paths.sort((a, b) => b.conversions - a.conversions || b.lost - a.lost || b.value - a.value).slice(0, keptPaths);

const touchedIn = ({ organizationId }: TenantContext, from: Date, until: Date) =>
  and(eq(touchpoints.organizationId, organizationId), gte(touchpoints.at, from), lt(touchpoints.at, until));

/** What each channel cost in the range: its spend by day, and the cost of its touches. */
async function spendIn(
  ctx: TenantContext,
  { fromDay, toDay }: Run,
  { from, until }: { from: Date; until: Date },
): Promise<Map<string, number>> {
  const { organizationId, tx } = ctx;
  const byDay = await tx
    .select({ channel: channelSpend.channel, amount: sql<number>`sum(${channelSpend.amount})`.mapWith(Number) })
    .from(channelSpend)
    .where(
      and(
        eq(channelSpend.organizationId, organizationId),
        gte(channelSpend.day, fromDay),
        lte(channelSpend.day, toDay),
      ),
    )
    .groupBy(channelSpend.channel);
  const byTouch = await tx
    .select({ channel: touchpoints.channel, amount: sql<number>`sum(${touchpoints.cost})`.mapWith(Number) })
    .from(touchpoints)
    .where(and(touchedIn(ctx, from, until), sql`${touchpoints.cost} > 0`))
    .groupBy(touchpoints.channel);
  const spend = new Map<string, number>();
  for (const { channel, amount } of [...byDay, ...byTouch]) spend.set(channel, (spend.get(channel) ?? 0) + amount);
  return spend;
}

/** A channel that cost money and earned nothing is part of the result, too. */
async function keepResult(ctx: TenantContext, runId: string, outcome: Outcome): Promise<void> {
  const { organizationId, now, tx } = ctx;
  const [run] = await tx
    .select({ status: attributionRuns.status })
    .from(attributionRuns)
    .where(isRun(ctx, runId))
    .for("update");
  if (found(run, "run").status === "done") return;
  const { credits, paths, spend } = outcome;
  const idle = [...spend.keys()].filter((channel) => !credits.some((credit) => credit.channel === channel));
  const rows = [...credits, ...idle.map((channel) => ({ channel, conversions: 0, value: 0 }))];
  if (rows.length > 0) {
    await tx
      .insert(attributionResults)
      .values(rows.map((row) => ({ organizationId, runId, ...row, spend: spend.get(row.channel) ?? 0 })));
  }
  if (paths.length > 0) {
    await tx
      .insert(attributionPaths)
      .values(
        paths.map((path, position) => ({ organizationId, runId, position, ...path, channels: [...path.channels] })),
      );
  }
  await change(ctx, runId, {
    status: "done",
    touches: outcome.touches,
    conversions: outcome.conversions,
    value: outcome.value,
    spend: [...spend.values()].reduce((sum, amount) => sum + amount, 0),
    finishedAt: now,
  });
}

const noteProgress = (ctx: TenantContext, runId: string, processed: number, total: number) =>
  change(ctx, runId, { processed, total });

const isRun = ({ organizationId }: TenantContext, runId: string) =>
  and(eq(attributionRuns.organizationId, organizationId), eq(attributionRuns.id, runId));

async function change(ctx: TenantContext, runId: string, values: Partial<Run>): Promise<void> {
  await ctx.tx.update(attributionRuns).set(values).where(isRun(ctx, runId));
}
