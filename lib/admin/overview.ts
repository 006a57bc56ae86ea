import "server-only";
import { recentAlerts } from "@/lib/alerts";
import type { Context } from "@/lib/context";
import type { MetricFilter, Range } from "@/lib/metrics";
import { overviewMetrics } from "@/lib/metrics";
import type { ActivityKind } from "./activity/activity";
import { recentActivity } from "./activity/recent-activity";
import { recentSignUps, trialsEndingSoon } from "./list/list-organizations";

export type OverviewInput = MetricFilter & { range: Range; activity: ActivityKind | null };
export type AdminOverview = Awaited<ReturnType<typeof adminOverview>>;

/** As many lines as fit beside the alerts, the funnel and the latest sign-ups. */
const feedLength = 16;

/** How far the strip of ending trials looks ahead, in days, and how many trials it can show. */
const endingWithin = 14;
const mostEnding = 200;

/** The data of the page `/admin`. */
export async function adminOverview(ctx: Context & { asOf?: Date | null }, { activity, ...input }: OverviewInput) {
  const [metrics, signUps, ending, alerts, feed] = await Promise.all([
    overviewMetrics(ctx, input),
    recentSignUps(ctx, 6),
    trialsEndingSoon(ctx, endingWithin, mostEnding),
    recentAlerts(ctx, 5),
    recentActivity(ctx, feedLength, activity ?? undefined),
  ]);
  return {
    now: ctx.now,
    wall: ctx.wall,
    replicaAsOf: ctx.asOf ?? null,
    metrics,
    signUps,
    ending,
    alerts,
    activity: feed,
  };
}
