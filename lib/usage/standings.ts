import "server-only";
import { catalog } from "@/lib/catalog";
import type { Actor } from "@/lib/context";
import { platformDatabase } from "@/lib/database";
import { withinDeadline } from "@/lib/deadline";
import {
  type Entitlements,
  forgetOrganizations,
  type NamedOrganization,
  organizationsByName,
} from "@/lib/entitlements";
import { found, notFound, unauthenticated, unavailable } from "@/lib/errors";
import { Flights } from "@/lib/flights";
import { pgArray } from "@/lib/pg-array";
import { describeUsage, type MeterUsage } from "./overview";
import { usagePeriod } from "./period";

/** A question about an organization, with a platform key that was remembered; about a meter of it, if one is named. */
export type Asked = { actor: Actor; keyId: string; forget: () => void } & {
  organization: string;
  meter: string | null;
  now: Date;
};

/** What is true of it now: asked of the database, whatever was remembered. */
export type Standing = { entitlements: Entitlements; meters: MeterUsage[]; held: number; now: Date };

/** Questions that are there at the same moment are one statement. */
const flights = new Flights<Asked, Standing>({
  atOnce: 2,
  worthwhile: 100,
  seats: 500,
  weight: () => 1,
  keys: () => [],
  fly: answer,
});

/**
 * Where an organization stands.
 *
 * @throws GatehouseError `not_found`, `unauthenticated` (the key was revoked), `unavailable`.
 */
export const standingOf = (asked: Asked): Promise<Standing> => flights.join(asked);

const patienceMs = 4_500;
const attempts = 5;

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

async function answer(all: readonly Asked[]): Promise<PromiseSettledResult<Standing>[]> {
  const settled = new Map<Asked, PromiseSettledResult<Standing>>();
  let open = all;
  for (let attempt = 1; attempt <= attempts && open.length > 0; attempt++) open = await round(open, settled);
  const changing = () => ({ status: "rejected", reason: unavailable("The limits kept changing. Try again.") }) as const;
  return all.map((asked) => settled.get(asked) ?? changing());
}

/** @returns those whose limits had changed since they were remembered. */
async function round(open: readonly Asked[], settled: Map<Asked, PromiseSettledResult<Standing>>): Promise<Asked[]> {
  const [first] = open;
  if (!first) return [];
  const known = await organizationsByName(
    first,
    open.map(({ organization }) => organization),
  );
  const named = open.filter((asked) => known.has(asked.organization));
  for (const asked of open)
    if (!known.has(asked.organization)) settled.set(asked, { status: "rejected", reason: notFound("organization") });
  const places = named.map((asked) => placeOf(asked, found(known.get(asked.organization), "organization")));
  const rows = places.length === 0 ? [] : await read(places);
  const stale: Asked[] = [];
  for (const [index, place] of places.entries()) {
    const row = rows[index];
    if (row?.valid && row.current) settled.set(place.asked, { status: "fulfilled", value: standing(place, row) });
    else if (row?.valid) stale.push(place.asked);
    else settled.set(place.asked, { status: "rejected", reason: revoked(place.asked) });
  }
  forgetOrganizations(stale.map(({ organization }) => organization));
  return stale;
}

const placeOf = (asked: Asked, organization: NamedOrganization) => ({
  asked,
  organization,
  period: usagePeriod(catalog.usagePeriod, organization.entitlements.anchorAt, asked.now),
});
type Place = ReturnType<typeof placeOf>;

function read(places: readonly Place[]): Promise<Row[]> {
  const column = (value: (place: Place) => string | number | null) => pgArray(places.map(value));
  const values = [
    column(({ organization }) => organization.organizationId),
    column(({ organization }) => organization.entitlements.version),
    column(({ asked }) => asked.meter),
    column(({ period }) => period.start.toISOString()),
    column(({ asked }) => asked.keyId),
    column(({ asked }) => asked.now.toISOString()),
  ];
  return withinDeadline(patienceMs, "The database", async () => [
    ...(await platformDatabase().$client.unsafe<Row[]>(statement, values, { prepare: true })),
  ]);
}

function standing({ asked, organization: { entitlements }, period }: Place, row: Row): Standing {
  const { meter, now } = asked;
  if (meter === null) return { entitlements, meters: [], held: 0, now };
  const graceStartedAt = row.grace === null ? null : new Date(row.grace);
  const readings = {
    counters: [{ meter, used: row.used ?? 0, graceStartedAt }],
    levels: [{ meter, level: row.level ?? 0 }],
  };
  return { entitlements, meters: describeUsage(catalog, entitlements, period, readings, now), held: row.held, now };
}

function revoked({ forget }: Asked) {
  forget();
  return unauthenticated("This key is not valid.");
}
