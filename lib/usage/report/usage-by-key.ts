import "server-only";
import { catalog } from "@/lib/catalog";
import { Coalescer } from "@/lib/coalesce";
import { withinDeadline } from "@/lib/deadline";
import {
  answerQueries,
  type NamedQuery,
  type OrganizationQuery,
  queryColumns,
  queryDeadlineMs,
} from "@/lib/entitlements";
import { pgArray } from "@/lib/pg-array";
import { currentPeriod } from "../track/current-period";
import { describeUsage } from "./meter-usage";
import type { UsageNow } from "./queries";

/** The usage of every meter, as `usageNow` reads it in a transaction, confirmed by the database. */
export type NamedUsage = UsageNow & { organizationId: string };

/** One statement answers all queries of the moment. */
const coalescer = new Coalescer<OrganizationQuery, NamedUsage>({
  name: "usage",
  concurrency: 2,
  minWeight: 10,
  gatherMs: 10,
  maxWeight: 200,
  weight: () => 1,
  conflictKeys: () => [],
  run: (queries) => answerQueries(queries, { read, answer }),
});

/**
 * Reads usage for a platform key, with the cached key and entitlements: the statement that reads the counts, shared with other
 * requests, also checks that they are current.
 *
 * @throws GatehouseError `not_found`, `unauthenticated` (the key was revoked), `unavailable`.
 */
export const usageByKey = (query: OrganizationQuery): Promise<NamedUsage> =>
  withinDeadline(queryDeadlineMs, "The database", () => coalescer.enqueue(query));

/** One row per query, in their order: whether the cached key and entitlements are current, and the counts as JSON. */
const statement = `
  select coalesce(s.entitlements_version = q.version, false) as current, k.id is not null as valid,
    (select json_agg(json_build_array(c.meter, c.used, c.grace_started_at, c.included, c.overage, c.credited, c.prepaid))::text
      from usage_counters c
      where c.organization_id = q.organization and c.period_start = q.period_start) as counters,
    (select json_agg(json_build_array(g.meter, g.level))::text from gauges g
      where g.organization_id = q.organization) as levels,
    case when w.watched then (select json_agg(json_build_array(x.id, x.meter, x.currency, x.remaining, x.granted_at, x.expires_at))::text
      from credit_grants x where x.organization_id = q.organization and x.remaining > 0) end as grants
  from unnest($1::text::uuid[], $2::text::bigint[], $3::text::timestamptz[], $4::text::uuid[])
    with ordinality as q(organization, version, period_start, key, n)
  left join platform_keys k on k.id = q.key and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
  left join subscriptions s on s.organization_id = q.organization
  left join usage_gates w on w.organization_id = q.organization
  order by q.n`;

type Row = { current: boolean; valid: boolean; counters: string | null; levels: string | null; grants: string | null };
type Counter = [
  meter: string,
  used: number,
  graceStartedAt: string | null,
  included: number | null,
  overage: number,
  credited: number,
  prepaid: number,
];
type Grant = [
  id: string,
  meter: string | null,
  currency: string | null,
  remaining: number,
  grantedAt: string,
  expiresAt: string | null,
];
type Level = [meter: string, level: number];

const read = (named: readonly NamedQuery<OrganizationQuery>[]): Promise<Row[]> =>
  queryColumns<Row>(statement, [
    pgArray(named.map(({ organization }) => organization.organizationId)),
    pgArray(named.map(({ organization }) => organization.entitlements.version)),
    pgArray(named.map(({ query, organization }) => currentPeriod(organization, query.now).start.toISOString())),
    pgArray(named.map(({ query }) => query.keyId)),
  ]);

function answer({ query: { now }, organization }: NamedQuery<OrganizationQuery>, row: Row): NamedUsage {
  const { organizationId, entitlements } = organization;
  const period = currentPeriod(organization, now);
  const counters = (row.counters === null ? [] : (JSON.parse(row.counters) as Counter[])).map(
    ([meter, used, grace, included, overage, credited, prepaid]) => ({
      meter,
      used,
      graceStartedAt: grace === null ? null : new Date(grace),
      included,
      overage,
      credited,
      prepaid,
    }),
  );
  const levels = (row.levels === null ? [] : (JSON.parse(row.levels) as Level[])).map(([meter, level]) => ({
    meter,
    level,
  }));
  const grants = (row.grants === null ? [] : (JSON.parse(row.grants) as Grant[])).map(
    ([id, meter, currency, remaining, grantedAt, expiresAt]) => ({
      id,
      meter,
      currency,
      remaining,
      grantedAt: new Date(grantedAt),
      expiresAt: expiresAt === null ? null : new Date(expiresAt),
    }),
  );
  const meters = describeUsage(catalog, entitlements, period, { counters, levels, grants }, now);
  return { organizationId, entitlements, period, meters };
}
