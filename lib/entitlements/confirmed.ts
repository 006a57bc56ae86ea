import "server-only";
import { Flights } from "@/lib/flights";
import { pgArray } from "@/lib/pg-array";
import { answerTogether, askColumns, type Named, type Question, type Truth } from "./answer-together";
import type { Entitlements } from "./resolve";

const flights = new Flights<Question, Entitlements>({
  atOnce: 2,
  worthwhile: 10,
  gatherMs: 10,
  seats: 500,
  weight: () => 1,
  keys: () => [],
  fly: (all) => answerTogether(all, { read: contradictions, tell: ({ organization }) => organization.entitlements }),
});

/**
 * What an organization may do now, from memory: the database only says that nothing has changed, and says it to all the
 * questions of the moment at once.
 *
 * @throws GatehouseError `not_found`, `unauthenticated` (the key was revoked), `unavailable`.
 */
export const confirmedEntitlements = (asked: Question): Promise<Entitlements> => flights.join(asked);

/** A row for what is no longer true; nearly always there is none to send or to read. */
const statement = `
  select q.n::int - 1 as place, k.id is not null as valid
  from unnest($1::text::uuid[], $2::text::bigint[], $3::text::uuid[]) with ordinality as q(organization, version, key, n)
  left join platform_keys k on k.id = q.key and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
  left join subscriptions s on s.organization_id = q.organization and s.entitlements_version = q.version
  where k.id is null or s.organization_id is null`;

const stillTrue: Truth = { valid: true, current: true };

async function contradictions(named: readonly Named<Question>[]): Promise<Truth[]> {
  const rows = await askColumns<{ place: number; valid: boolean }>(statement, [
    pgArray(named.map(({ organization }) => organization.organizationId)),
    pgArray(named.map(({ organization }) => organization.entitlements.version)),
    pgArray(named.map(({ asked }) => asked.keyId)),
  ]);
  const truths = named.map(() => stillTrue);
  for (const { place, valid } of rows) truths[place] = { valid, current: false };
  return truths;
}
