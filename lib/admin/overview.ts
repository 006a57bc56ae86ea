import "server-only";
import { recentAlerts } from "@/lib/alerts";
import type { Context } from "@/lib/context";
import { revenueSummary } from "@/lib/metrics";
import { recentSignUps, trialsEndingSoon } from "./list/list-organizations";

export type AdminOverview = Awaited<ReturnType<typeof adminOverview>>;

/** The data of the page `/admin`. */
export async function adminOverview(ctx: Context) {
  const [revenue, signUps, ending, alerts] = await Promise.all([
    revenueSummary(ctx),
    recentSignUps(ctx, 6),
    trialsEndingSoon(ctx, 7, 6),
    recentAlerts(ctx, 6),
  ]);
  return { now: ctx.now, revenue, signUps, ending, alerts };
}
