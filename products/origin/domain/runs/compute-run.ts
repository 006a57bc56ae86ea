import "server-only";
import { and, eq, gte, lt, lte, sql } from "drizzle-orm";
import type { TenantContext } from "@/lib/context";
import { channelSpend, touchpoints } from "@/products/origin/schema";
import { attributionBy, type Credit } from "../attribution/attribute";
import { type PathCount, PathCounts } from "../attribution/path-counts";
import { settingsOf } from "../data/settings";
import { shiftDay, startOfDay } from "../import/time-zone";
import { type ModelSettings, modelOf } from "./models";
import { shownPath } from "./paths";
import { readJourneys } from "./read-journeys";

const keptPaths = 200;
const progressMs = 500;

/** What is computed: a model over days, which are included at both ends. */
export type RunSettings = ModelSettings & {
  fromDay: string;
  toDay: string;
  lookBackDays: number;
  conversionType: string | null;
};

export type Outcome = {
  credits: Credit[];
  paths: PathCount[];
  spend: Map<string, number>;
  touches: number;
  conversions: number;
  value: number;
};

/** Computes what each channel earned and cost. Reads only; needs a snapshot to be consistent. `note` gets the touches read so far, twice a second. */
export async function computeRun(
  ctx: TenantContext,
  run: RunSettings,
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
  { fromDay, toDay }: RunSettings,
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
