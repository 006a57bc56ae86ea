import "server-only";
import { catalog, findMeter } from "@/lib/catalog";
import { answerTogether, askColumns, type Entitlements, type Named, type Question } from "@/lib/entitlements";
import { Flights } from "@/lib/flights";
import { pgArray } from "@/lib/pg-array";
import { presentPeriod } from "../track/present-period";
import { describeMeterUsage, type MeterUsage } from "./overview";

/** A question about a meter of an organization. */
export type Asked = Question & { meter: string };

/** What is true of it now: asked of the database, whatever was remembered. */
export type Standing = { entitlements: Entitlements; meters: MeterUsage[]; held: number; now: Date };

/** Questions that are there at the same moment are one statement. */
const flights = new Flights<Asked, Standing>({
  atOnce: 2,
  worthwhile: 100,
  seats: 500,
  weight: () => 1,
  keys: () => [],
  fly: (all) => answerTogether(all, { read, tell: standing }),
});

/**
 * Where an organization stands.
 *
 * @throws GatehouseError `not_found`, `unauthenticated` (the key was revoked), `unavailable`.
 */
export const standingOf = (asked: Asked): Promise<Standing> => flights.join(asked);

/** One row for each question, in their order: whether what was remembered is still true, and the counts. */
const statement = `
  select coalesce(s.entitlements_version = q.version, false) as current, k.id is not null as valid,
    c.used::float8 as used, c.grace_started_at::text as grace, g.level::float8 as level,
    case when c.held > 0 then (select coalesce(sum(r.amount), 0) from usage_reservations r
      where r.organization_id = q.organization and r.meter = q.meter and r.period_start = q.period_start
        and r.settled_at is null and r.expires_at > q.at) else 0 end::float8 as held
  from unnest($1::text::uuid[], $2::text::bigint[], $3::text::text[], $4::text::timestamptz[], $5::text::uuid[], $6::text::timestamptz[])
    with ordinality as q(organization, version, meter, period_start, key, at, n)
  left join platform_keys k on k.id = q.key and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
  left join subscriptions s on s.organization_id = q.organization
  left join usage_counters c
    on c.organization_id = q.organization and c.meter = q.meter and c.period_start = q.period_start
  left join gauges g on g.organization_id = q.organization and g.meter = q.meter
  order by q.n`;

type Row = {
  current: boolean;
  valid: boolean;
  used: number | null;
  grace: string | null;
  level: number | null;
  held: number;
};

function read(named: readonly Named<Asked>[]): Promise<Row[]> {
  return askColumns<Row>(statement, [
    pgArray(named.map(({ organization }) => organization.organizationId)),
    pgArray(named.map(({ organization }) => organization.entitlements.version)),
    pgArray(named.map(({ asked }) => asked.meter)),
    pgArray(named.map(({ asked, organization }) => presentPeriod(organization, asked.now).start.toISOString())),
    pgArray(named.map(({ asked }) => asked.keyId)),
    pgArray(named.map(({ asked }) => asked.now.toISOString())),
  ]);
}

function standing({ asked: { meter, now }, organization }: Named<Asked>, row: Row): Standing {
  const { entitlements } = organization;
  const graceStartedAt = row.grace === null ? null : new Date(row.grace);
  const reading = { count: { used: row.used ?? 0, graceStartedAt }, level: row.level ?? 0 };
  const period = presentPeriod(organization, now);
  const usage = describeMeterUsage(catalog, findMeter(catalog, meter), entitlements, period, reading, now);
  return { entitlements, meters: [usage], held: row.held, now };
}
