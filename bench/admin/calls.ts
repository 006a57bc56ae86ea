// Run by admin.bench.ts in its environment: how long the data of each admin page takes. Prints JSON.
import { asc, sql } from "drizzle-orm";
import { organizations } from "@/db/schema";
import { adminOverview, listOrganizations, organizationDetails, organizationTotals } from "@/lib/admin";
import { alertFilterSchema, alertsPage } from "@/lib/alerts";
import { auditFilterSchema, auditPage } from "@/lib/audit";
import { now } from "@/lib/clock";
import { type Context, withPlatform } from "@/lib/context";
import { closeDatabases } from "@/lib/database";
import {
  churnMetrics,
  cohortMetrics,
  conversionMetrics,
  funnelMetrics,
  growthMetrics,
  movementMetrics,
  movementsBehind,
  overviewMetrics,
  paymentMetrics,
  planMixMetrics,
  projectionMetrics,
  rollMetrics,
  segmentOptions,
} from "@/lib/metrics";
import { monthKey } from "@/lib/metrics/months";
import { limitViolations, topOrganizations } from "@/lib/usage";
import { percentile } from "../percentile";

const rounds = 40;
const warmups = 3;
const actor = { kind: "system", id: "cli" } as const;
const platform = <T>(work: (ctx: Context) => Promise<T>) => withPlatform({ actor }, work);

const month = monthKey(now());
const onePlan = { dimension: "plan", value: "professional" } as const;

/** Every kind of read that an admin page makes, with another customer in each round. */
const calls: Readonly<Record<string, (ctx: Context, organizationId: string) => Promise<unknown>>> = {
  overview_30_days: (ctx) => adminOverview(ctx, { range: "30d", activity: null }),
  overview_12_months: (ctx) => adminOverview(ctx, { range: "12m", activity: null }),
  overview_all: (ctx) => adminOverview(ctx, { range: "all", activity: null }),
  overview_one_plan: (ctx) => overviewMetrics(ctx, { range: "12m", segment: onePlan }),
  growth: (ctx) => growthMetrics(ctx, { range: "24m" }),
  movements: (ctx) => movementMetrics(ctx, {}),
  cohorts: (ctx) => cohortMetrics(ctx, {}),
  churn: (ctx) => churnMetrics(ctx, {}),
  funnel: (ctx) => funnelMetrics(ctx, {}),
  plan_mix: (ctx) => planMixMetrics(ctx, {}),
  conversion: (ctx) => conversionMetrics(ctx, {}),
  payments: (ctx) => paymentMetrics(ctx, {}),
  projection: (ctx) => projectionMetrics(ctx, {}),
  segments: (ctx) => segmentOptions(ctx),
  behind_mrr: (ctx) => movementsBehind(ctx, { metric: "mrr", period: month }),
  behind_movements: (ctx) => movementsBehind(ctx, { metric: "movements", period: month }),
  top_organizations: (ctx) => topOrganizations(ctx, {}),
  limit_violations: (ctx) => limitViolations(ctx, {}),
  organizations: (ctx) => listOrganizations(ctx, {}),
  organizations_totals: (ctx) => organizationTotals(ctx, {}),
  organizations_by_mrr: (ctx) => listOrganizations(ctx, { sort: "-mrr" }),
  organizations_past_due: (ctx) => listOrganizations(ctx, { status: "past_due" }),
  organizations_over_limit: (ctx) => listOrganizations(ctx, { flag: "over_limit" }),
  organizations_search: (ctx) => listOrganizations(ctx, { search: "ridge" }),
  organizations_search_totals: (ctx) => organizationTotals(ctx, { search: "ridge" }),
  organization: (ctx, organizationId) => organizationDetails(ctx, organizationId),
  audit_log: (ctx) => auditPage(ctx, auditFilterSchema.parse({})),
  alerts: (ctx) => alertsPage(ctx, alertFilterSchema.parse({})),
};

const ids = await platform(async ({ tx }) => {
  const rows = await tx
    .select({ id: organizations.id })
    .from(organizations)
    .orderBy(asc(sql`md5(id::text)`))
    .limit(rounds + warmups);
  return rows.map(({ id }) => id);
});
// A database that was kept may have to be rolled up again, by newer definitions.
await rollMetrics((work) => withPlatform({ actor }, work));
const measured: Record<string, { p50: number; p95: number }> = {};
for (const [name, call] of Object.entries(calls)) {
  const times: number[] = [];
  for (const [round, id] of ids.entries()) {
    const started = performance.now();
    await platform((ctx) => call(ctx, id));
    if (round >= warmups) times.push(performance.now() - started);
  }
  measured[name] = { p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
}
console.log(JSON.stringify(measured));
await closeDatabases();
