import "server-only";
import { catalog, findMeter } from "@/lib/catalog";
import { Coalescer } from "@/lib/coalesce";
import { creditPrice } from "@/lib/credits";
import { withinDeadline } from "@/lib/deadline";
import {
  answerQueries,
  type Entitlements,
  type NamedQuery,
  type OrganizationQuery,
  queryColumns,
  queryDeadlineMs,
} from "@/lib/entitlements";
import { pgArray } from "@/lib/pg-array";
import { currentPeriod } from "../track/current-period";
import { describeMeterUsage, type MeterUsage } from "./meter-usage";

export type MeterQuery = OrganizationQuery & { meter: string };

/** The usage of a meter and the entitlements that apply to it, confirmed by the database. */
export type MeterStatus = { entitlements: Entitlements; meters: MeterUsage[]; held: number; now: Date };

/** One statement answers all queries of the moment. */
const coalescer = new Coalescer<MeterQuery, MeterStatus>({
  name: "meter_status",
  concurrency: 2,
  minWeight: 100,
  maxWeight: 500,
  weight: () => 1,
  conflictKeys: () => [],
  run: (queries) => answerQueries(queries, { read, answer: meterStatus }),
});

/** @throws GatehouseError `not_found`, `unauthenticated` (the key was revoked), `unavailable`. */
export const meterStatusOf = (query: MeterQuery): Promise<MeterStatus> =>
  withinDeadline(queryDeadlineMs, "The database", () => coalescer.enqueue(query));

/** One row per query, in their order: whether the cached key and entitlements are current, and the counts. */
const statement = `
  select coalesce(s.entitlements_version = q.version, false) as current, k.id is not null as valid,
    c.used::float8 as used, c.grace_started_at::text as grace, c.included::float8 as included,
    c.overage::float8 as overage, c.credited::float8 as credited, c.prepaid::float8 as prepaid, g.level::float8 as level,
    case when c.held > 0 then (select coalesce(sum(r.amount), 0) from usage_reservations r
      where r.organization_id = q.organization and r.meter = q.meter and r.period_start = q.period_start
        and r.settled_at is null and r.expires_at > q.at) else 0 end::float8 as held,
    case when w.watched then (select coalesce(sum(x.remaining), 0) from credit_grants x where x.organization_id = q.organization
      and x.meter = q.meter and (x.expires_at > q.at) is not false) else 0 end::float8 as units,
    case when w.watched then (select coalesce(sum(x.remaining), 0) from credit_grants x where x.organization_id = q.organization
      and x.currency = q.currency and (x.expires_at > q.at) is not false) else 0 end::float8 as money
  from unnest($1::text::uuid[], $2::text::bigint[], $3::text::text[], $4::text::timestamptz[], $5::text::uuid[], $6::text::timestamptz[],
      $7::text::text[])
    with ordinality as q(organization, version, meter, period_start, key, at, currency, n)
  left join platform_keys k on k.id = q.key and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
  left join subscriptions s on s.organization_id = q.organization
  left join usage_counters c
    on c.organization_id = q.organization and c.meter = q.meter and c.period_start = q.period_start
  left join usage_gates w on w.organization_id = q.organization
  left join gauges g on g.organization_id = q.organization and g.meter = q.meter
  order by q.n`;

type Row = {
  current: boolean;
  valid: boolean;
  used: number | null;
  grace: string | null;
  included: number | null;
  overage: number | null;
  credited: number | null;
  prepaid: number | null;
  level: number | null;
  held: number;
  units: number;
  money: number;
};

function read(named: readonly NamedQuery<MeterQuery>[]): Promise<Row[]> {
  return queryColumns<Row>(statement, [
    pgArray(named.map(({ organization }) => organization.organizationId)),
    pgArray(named.map(({ organization }) => organization.entitlements.version)),
    pgArray(named.map(({ query }) => query.meter)),
    pgArray(named.map(({ query, organization }) => currentPeriod(organization, query.now).start.toISOString())),
    pgArray(named.map(({ query }) => query.keyId)),
    pgArray(named.map(({ query }) => query.now.toISOString())),
    pgArray(named.map(({ query, organization }) => currencyOf(organization.entitlements, query.meter))),
  ]);
}

const currencyOf = (entitlements: Entitlements, meter: string): string | null =>
  creditPrice(catalog, entitlements, meter)?.currency ?? null;

function meterStatus({ query: { meter, now }, organization }: NamedQuery<MeterQuery>, row: Row): MeterStatus {
  const { entitlements } = organization;
  const graceStartedAt = row.grace === null ? null : new Date(row.grace);
  const { used, included, overage, credited, prepaid, units, money } = row;
  const count = {
    used: used ?? 0,
    graceStartedAt,
    included,
    overage: overage ?? 0,
    credited: credited ?? 0,
    prepaid: prepaid ?? 0,
  };
  const reading = { count, level: row.level ?? 0, balance: { units, money } };
  const period = currentPeriod(organization, now);
  const usage = describeMeterUsage(catalog, findMeter(catalog, meter), entitlements, period, reading, now);
  return { entitlements, meters: [usage], held: row.held, now };
}
