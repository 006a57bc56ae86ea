import "server-only";
import { now as clockNow, wallNow } from "@/lib/clock";
import { appDatabase, type Database, platformDatabase, rawClient, type Transaction } from "@/lib/database";
import { forbidden } from "@/lib/errors";

/** Who acts, and on whose behalf. Every audit row names both. A `readOnly` actor can't write anything. */
export type Actor =
  | { kind: "user"; id: string; impersonatorId?: string; readOnly?: true }
  | { kind: "platform_key" | "api_key"; id: string }
  | { kind: "system"; id: "worker" | "stripe" | "seed" | "sign_up" | "cli" };

/** What every function of the domain gets: actor, time and transaction. */
export type Context = {
  readonly actor: Actor;
  /** Product time, which the time machine moves. */
  readonly now: Date;
  /** Real time, for sessions, emailed links and keys. */
  readonly wall: Date;
  readonly tx: Transaction;
};
/** A context of one tenant: row-level security hides all other organizations. */
export type TenantContext = Context & { readonly organizationId: string };

type Opening = { actor: Actor; now?: Date };

/** A given time is used for both. */
const times = (now: Date | undefined) => ({ now: now ?? clockNow(), wall: now ?? wallNow() });

/** Runs `work` in a transaction of the app role in which only `organizationId` exists. */
export function withTenant<T>(
  { organizationId, actor, now }: Opening & { organizationId: string },
  work: (ctx: TenantContext) => Promise<T>,
): Promise<T> {
  return begin(appDatabase(), actor, async (tx) => {
    await setTenant(tx, organizationId);
    return work({ organizationId, actor, ...times(now), tx });
  });
}

/** The same, read-only, and all statements see the same snapshot. */
export function withSnapshot<T>(
  { organizationId, actor, now }: Opening & { organizationId: string },
  work: (ctx: TenantContext) => Promise<T>,
): Promise<T> {
  return appDatabase().transaction(
    async (tx) => {
      await setTenant(tx, organizationId);
      return work({ organizationId, actor, ...times(now), tx });
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

/** The same for the platform role, which sees every tenant. Callers authorize it. */
export function withPlatformSnapshot<T>({ actor, now }: Opening, work: (ctx: Context) => Promise<T>): Promise<T> {
  return platformDatabase().transaction((tx) => work({ actor, ...times(now), tx }), {
    isolationLevel: "repeatable read",
    accessMode: "read only",
  });
}

/**
 * A transaction on the replica, which has the primary's data of a moment ago. For `lib/replica`, which knows whether it can be
 * read from.
 */
export function withReplica<T>(
  database: Database,
  { organizationId, snapshot = false }: { organizationId?: string; snapshot?: boolean },
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return database.transaction(
    async (tx) => {
      if (organizationId !== undefined) await setTenant(tx, organizationId);
      return work(tx);
    },
    { accessMode: "read only", ...(snapshot ? { isolationLevel: "repeatable read" } : {}) },
  );
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The setting ends with the transaction, which makes it safe with a pooler in transaction mode. As a statement, not a function call:
 * a distributed database sends those on to its nodes.
 *
 * @param organizationId empty for none.
 * @throws Error for anything else that isn't a UUID, before it is sent: the statement takes no parameters.
 */
export async function setTenant(tx: Transaction, organizationId: string): Promise<void> {
  if (organizationId !== "" && !uuid.test(organizationId)) throw new Error("An organization's ID is a UUID.");
  await rawClient(tx).unsafe(`set local app.current_organization_id = '${organizationId}'`);
}

/** Runs `work` in a transaction of the app role outside of any tenant: for users, sessions, the Stripe event log. Tenant tables look empty. */
export function withoutTenant<T>({ actor, now }: Opening, work: (ctx: Context) => Promise<T>): Promise<T> {
  return begin(appDatabase(), actor, (tx) => work({ actor, ...times(now), tx }));
}

/** Runs `work` in a transaction of the platform role, which sees every tenant. Callers authorize it. */
export function withPlatform<T>({ actor, now }: Opening, work: (ctx: Context) => Promise<T>): Promise<T> {
  return begin(platformDatabase(), actor, (tx) => work({ actor, ...times(now), tx }));
}

/**
 * Every transaction starts here, so no code can forget that a session is read-only: PostgreSQL itself rejects its writes,
 * with 25006.
 */
function begin<T>(database: Database, actor: Actor, work: (tx: Transaction) => Promise<T>): Promise<T> {
  if (actor.kind !== "user" || !actor.readOnly) return database.transaction(work);
  return database.transaction(work, { accessMode: "read only" }).catch(explainReadOnly);
}

function explainReadOnly(error: unknown): never {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && cause.code === "25006") {
      throw forbidden("This session is read-only.", { reason: "read_only_session" });
    }
  }
  throw error;
}

/** The same platform-role transaction, acting on one tenant: for admins and the worker. */
export const inTenant = (ctx: Context, organizationId: string): TenantContext => ({ ...ctx, organizationId });
