import "server-only";
import { Coalescer } from "@/lib/coalesce";
import { withinDeadline } from "@/lib/deadline";
import { second } from "@/lib/durations";
import { pgArray } from "@/lib/pg-array";
import type { Entitlements } from "../resolve/entitlements";
import { answerQueries, type Freshness, type NamedQuery, type OrganizationQuery, queryColumns } from "./answer-queries";

/** Leaves half a second for the rest of the request, so that callers get an answer within five seconds. */
export const queryDeadlineMs = 4.5 * second;

const coalescer = new Coalescer<OrganizationQuery, Entitlements>({
  name: "entitlements",
  concurrency: 2,
  minWeight: 10,
  gatherMs: 10,
  maxWeight: 500,
  weight: () => 1,
  conflictKeys: () => [],
  run: (queries) =>
    answerQueries(queries, { read: staleQueries, answer: ({ organization }) => organization.entitlements }),
});

/**
 * The current entitlements of an organization, from the cache. The database only confirms that nothing has changed, in
 * one statement for all queries of the moment.
 *
 * @throws GatehouseError `not_found`, `unauthenticated` (the key was revoked), `unavailable`.
 */
export const currentEntitlements = (query: OrganizationQuery): Promise<Entitlements> =>
  withinDeadline(queryDeadlineMs, "The database", () => coalescer.enqueue(query));

/** Returns a row only for entries that are out of date, so there is usually nothing to send or read. */
const statement = `
  select q.n::int - 1 as place, k.id is not null as valid
  from unnest($1::text::uuid[], $2::text::bigint[], $3::text::uuid[]) with ordinality as q(organization, version, key, n)
  left join platform_keys k on k.id = q.key and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
  left join subscriptions s on s.organization_id = q.organization and s.entitlements_version = q.version
  where k.id is null or s.organization_id is null`;

const fresh: Freshness = { valid: true, current: true };

async function staleQueries(named: readonly NamedQuery<OrganizationQuery>[]): Promise<Freshness[]> {
  const rows = await queryColumns<{ place: number; valid: boolean }>(statement, [
    pgArray(named.map(({ organization }) => organization.organizationId)),
    pgArray(named.map(({ organization }) => organization.entitlements.version)),
    pgArray(named.map(({ query }) => query.keyId)),
  ]);
  const all = named.map(() => fresh);
  for (const { place, valid } of rows) all[place] = { valid, current: false };
  return all;
}
