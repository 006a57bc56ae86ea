import "server-only";
import { sql } from "drizzle-orm";
import { now as clockNow, wallNow } from "@/lib/clock";
import { appDatabase, type Database, platformDatabase, type Transaction } from "@/lib/database";
import { forbidden } from "@/lib/errors";

/** Who acts, and on whose behalf: every audit row names both. Who is `readOnly` may look, and write nothing whatever it is. */
export type Actor =
  | { kind: "user"; id: string; impersonatorId?: string; readOnly?: true }
  | { kind: "platform_key" | "api_key"; id: string }
  | { kind: "system"; id: "worker" | "stripe" | "seed" | "sign_up" | "cli" };

/** What every verb is handed: actor, time and transaction. */
export type Context = {
  readonly actor: Actor;
  /** Product time, which the time machine moves. */
  readonly now: Date;
  /** The wall's time: for what a person at the keyboard holds in hand, such as a session or a mailed link. */
  readonly wall: Date;
  readonly tx: Transaction;
};
/** A context inside one tenant: row-level security shows this organization and no other. */
export type TenantContext = Context & { readonly organizationId: string };

type Opening = { actor: Actor; now?: Date };

/** Who is told what time it is, is told it altogether: then the wall says the same. */
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

/** The same, reading only, and all of it as it was at one moment, however many statements ask. */
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

/** The setting ends with the transaction, so a pooler in transaction mode is safe. */
export async function setTenant(tx: Transaction, organizationId: string): Promise<void> {
  await tx.execute(sql`select set_config('app.current_organization_id', ${organizationId}, true)`);
}

/** Runs `work` in a transaction of the app role outside of any tenant: users, sessions, the inbox. Tenant tables are empty in it. */
export function withoutTenant<T>({ actor, now }: Opening, work: (ctx: Context) => Promise<T>): Promise<T> {
  return begin(appDatabase(), actor, (tx) => work({ actor, ...times(now), tx }));
}

/** Runs `work` in a transaction of the platform role, which sees every tenant. The caller has decided that it may. */
export function withPlatform<T>({ actor, now }: Opening, work: (ctx: Context) => Promise<T>): Promise<T> {
  return begin(platformDatabase(), actor, (tx) => work({ actor, ...times(now), tx }));
}

/**
 * Every transaction of every verb begins here, so no verb, route or action can forget who may but look: theirs is read-only
 * to PostgreSQL itself, which refuses a write with 25006.
 */
function begin<T>(database: Database, actor: Actor, work: (tx: Transaction) => Promise<T>): Promise<T> {
  if (actor.kind !== "user" || !actor.readOnly) return database.transaction(work);
  return database.transaction(work, { accessMode: "read only" }).catch(explainReadOnly);
}

function explainReadOnly(error: unknown): never {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && cause.code === "25006") {
      throw forbidden("This session may look, but not change anything.", { reason: "read_only_session" });
    }
  }
  throw error;
}

/** The same platform-role transaction, acting on one tenant: for admin verbs and the worker. */
export const inTenant = (ctx: Context, organizationId: string): TenantContext => ({ ...ctx, organizationId });
