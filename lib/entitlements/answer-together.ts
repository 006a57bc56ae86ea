import "server-only";
import type { Actor } from "@/lib/context";
import { platformDatabase } from "@/lib/database";
import { withinDeadline } from "@/lib/deadline";
import { found, notFound, unauthenticated, unavailable } from "@/lib/errors";
import { forgetOrganizations, type NamedOrganization, organizationsByName } from "./remembered";

/** A question about an organization, with a platform key that was remembered. */
export type Question = { actor: Actor; keyId: string; forget: () => void; organization: string; now: Date };

/** A question, and what is remembered of the organization it is about. */
export type Named<Asked extends Question> = { asked: Asked; organization: NamedOrganization };

/** Whether the key still is valid, and what was remembered of the organization still true. */
export type Truth = { valid: boolean; current: boolean };

/** How questions that share a statement are answered: `read` asks it, one row for each in their order; `tell` is the answer of one. */
type Way<Asked extends Question, Row extends Truth, Answer> = {
  read: (named: readonly Named<Asked>[]) => Promise<readonly Row[]>;
  tell: (named: Named<Asked>, row: Row) => Answer;
};

type Settled<Asked, Answer> = Map<Asked, PromiseSettledResult<Answer>>;

const attempts = 5;

/**
 * Answers questions from memory after the database has said that what is remembered is still true; those whose limits
 * had changed are asked again.
 *
 * @returns each with its answer, or `not_found`, `unauthenticated` (the key was revoked), `unavailable`.
 */
export async function answerTogether<Asked extends Question, Row extends Truth, Answer>(
  all: readonly Asked[],
  way: Way<Asked, Row, Answer>,
): Promise<PromiseSettledResult<Answer>[]> {
  const settled: Settled<Asked, Answer> = new Map();
  let open = all;
  for (let attempt = 1; attempt <= attempts && open.length > 0; attempt++) open = await round(open, way, settled);
  const changing = () => rejected(unavailable("The limits kept changing. Try again."));
  return all.map((asked) => settled.get(asked) ?? changing());
}

/** @returns those whose limits had changed since they were remembered. */
async function round<Asked extends Question, Row extends Truth, Answer>(
  open: readonly Asked[],
  { read, tell }: Way<Asked, Row, Answer>,
  settled: Settled<Asked, Answer>,
): Promise<Asked[]> {
  const named = await nameAll(open, settled);
  const rows = named.length === 0 ? [] : await read(named);
  const stale: Asked[] = [];
  for (const [index, one] of named.entries()) {
    const row = found(rows[index], "answer");
    if (row.valid && row.current) settled.set(one.asked, { status: "fulfilled", value: tell(one, row) });
    else if (row.valid) stale.push(one.asked);
    else settled.set(one.asked, rejected(revoked(one.asked)));
  }
  if (stale.length > 0) forgetOrganizations(stale.map(({ organization }) => organization));
  return stale;
}

async function nameAll<Asked extends Question, Answer>(
  open: readonly Asked[],
  settled: Settled<Asked, Answer>,
): Promise<Named<Asked>[]> {
  const [first] = open;
  if (!first) return [];
  const known = await organizationsByName(
    first,
    open.map(({ organization }) => organization),
  );
  return open.flatMap((asked) => {
    const organization = known.get(asked.organization);
    if (organization) return [{ asked, organization }];
    settled.set(asked, rejected(notFound("organization")));
    return [];
  });
}

const rejected = (reason: unknown) => ({ status: "rejected", reason }) as const;

function revoked({ forget }: Question) {
  forget();
  return unauthenticated("This key is not valid.");
}

const patienceMs = 4_500;

/** Asks a statement of columns, each the text of an array, in the platform's role: the questions are of many organizations. */
export function askColumns<Row extends object>(statement: string, columns: string[]): Promise<Row[]> {
  return withinDeadline(patienceMs, "The database", async () => [
    ...(await platformDatabase().$client.unsafe<Row[]>(statement, columns, { prepare: true })),
  ]);
}
