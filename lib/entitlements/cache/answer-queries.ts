import "server-only";
import type { Actor } from "@/lib/context";
import { platformDatabase } from "@/lib/database";
import { found, notFound, unauthenticated, unavailable } from "@/lib/errors";
import { forgetOrganizations, type NamedOrganization, organizationsByName } from "./organizations-by-name";

/** A query about an organization, made with a cached platform key. */
export type OrganizationQuery = { actor: Actor; keyId: string; forget: () => void; organization: string; now: Date };

/** A query with the cached organization it is about. */
export type NamedQuery<Query extends OrganizationQuery> = { query: Query; organization: NamedOrganization };

/** Whether the key is still valid, and the cached entitlements are current. */
export type Freshness = { valid: boolean; current: boolean };

/** How to answer queries that share a statement. */
type BatchQuery<Query extends OrganizationQuery, Row extends Freshness, Answer> = {
  /** Returns a row for each query, in their order. */
  read: (named: readonly NamedQuery<Query>[]) => Promise<readonly Row[]>;
  answer: (named: NamedQuery<Query>, row: Row) => Answer;
};

type Settled<Query, Answer> = Map<Query, PromiseSettledResult<Answer>>;

const maxAttempts = 5;

/**
 * Answers queries from the cache once the database has confirmed that the cache is current. Queries whose entitlements
 * have changed are repeated with the new ones.
 *
 * @returns for each query its answer, or `not_found`, `unauthenticated` (the key was revoked) or `unavailable`.
 */
export async function answerQueries<Query extends OrganizationQuery, Row extends Freshness, Answer>(
  all: readonly Query[],
  batch: BatchQuery<Query, Row, Answer>,
): Promise<PromiseSettledResult<Answer>[]> {
  const settled: Settled<Query, Answer> = new Map();
  let open = all;
  for (let attempt = 1; attempt <= maxAttempts && open.length > 0; attempt++) {
    open = await answerOnce(open, batch, settled);
  }
  const changing = () => rejected(unavailable("The limits kept changing. Try again."));
  return all.map((query) => settled.get(query) ?? changing());
}

/** @returns the queries whose entitlements had changed. */
async function answerOnce<Query extends OrganizationQuery, Row extends Freshness, Answer>(
  open: readonly Query[],
  { read, answer }: BatchQuery<Query, Row, Answer>,
  settled: Settled<Query, Answer>,
): Promise<Query[]> {
  const named = await findOrganizations(open, settled);
  const rows = named.length === 0 ? [] : await read(named);
  const stale: Query[] = [];
  for (const [index, one] of named.entries()) {
    const row = found(rows[index], "answer");
    if (row.valid && row.current) settled.set(one.query, { status: "fulfilled", value: answer(one, row) });
    else if (row.valid) stale.push(one.query);
    else settled.set(one.query, rejected(revoked(one.query)));
  }
  if (stale.length > 0) forgetOrganizations(stale.map(({ organization }) => organization));
  return stale;
}

async function findOrganizations<Query extends OrganizationQuery, Answer>(
  open: readonly Query[],
  settled: Settled<Query, Answer>,
): Promise<NamedQuery<Query>[]> {
  const [first] = open;
  if (!first) return [];
  const known = await organizationsByName(
    first,
    open.map(({ organization }) => organization),
  );
  return open.flatMap((query) => {
    const organization = known.get(query.organization);
    if (organization) return [{ query, organization }];
    settled.set(query, rejected(notFound("organization")));
    return [];
  });
}

const rejected = (reason: unknown) => ({ status: "rejected", reason }) as const;

function revoked({ forget }: OrganizationQuery) {
  forget();
  return unauthenticated("This key isn't valid.");
}

/** Runs a statement whose parameters are arrays as text. In the platform role, because it is about many organizations. */
export async function queryColumns<Row extends object>(statement: string, columns: string[]): Promise<Row[]> {
  return [...(await platformDatabase().$client.unsafe<Row[]>(statement, columns))];
}
