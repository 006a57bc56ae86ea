import "server-only";
import { now as clockNow, wallNow } from "@/lib/clock";
import {
  type Actor,
  type Context,
  type TenantContext,
  withPlatform,
  withPlatformSnapshot,
  withReplica,
  withTenant,
} from "@/lib/context";
import { type Database, hasSqlState, replicaDatabase } from "@/lib/database";
import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { shows } from "./lag";
import { currentState, forgetState } from "./watch";

/** `asOf`: the replica has everything that was committed until then. Null when the primary was read, which is never behind. */
export type Read<C> = C & { readonly asOf: Date | null };

type Reader = { actor: Actor; now?: Date };

/**
 * Runs a read of the platform role on the replica, or on the primary without a usable one. Callers authorize it, on the primary.
 *
 * @param reader `changedAt`: when the reader last changed something, in real time: they must see it.
 * @param work runs again on the primary if it fails on the replica: the replica may be gone, have canceled the query for the log
 *   it has to apply, or not have a row yet. So it must only read.
 */
export const readPlatform = <T>(
  reader: Reader & { changedAt?: Date | null },
  work: (ctx: Read<Context>) => Promise<T>,
): Promise<T> =>
  read(
    { role: "platform", changedAt: reader.changedAt ?? null },
    (database, asOf) => withReplica(database, {}, (tx) => work({ ...given(reader), tx, asOf })),
    () => withPlatform(reader, (ctx) => work({ ...ctx, asOf: null })),
  );

/** The same, and all statements see the same snapshot. */
export const readPlatformSnapshot = <T>(reader: Reader, work: (ctx: Read<Context>) => Promise<T>): Promise<T> =>
  read(
    { role: "platform", changedAt: null },
    (database, asOf) => withReplica(database, { snapshot: true }, (tx) => work({ ...given(reader), tx, asOf })),
    () => withPlatformSnapshot(reader, (ctx) => work({ ...ctx, asOf: null })),
  );

/** The same as `readPlatform` in the role that serves customers, where only `organizationId` exists. */
export const readTenant = <T>(
  reader: Reader & { organizationId: string },
  work: (ctx: TenantContext) => Promise<T>,
): Promise<T> => {
  const { organizationId } = reader;
  return read(
    { role: "app", changedAt: null },
    (database) => withReplica(database, { organizationId }, (tx) => work({ ...given(reader), organizationId, tx })),
    () => withTenant(reader, work),
  );
};

const given = ({ actor, now }: Reader): Omit<Context, "tx"> => ({
  actor,
  now: now ?? clockNow(),
  wall: now ?? wallNow(),
});

async function read<T>(
  { role, changedAt }: { role: "app" | "platform"; changedAt: Date | null },
  onReplica: (database: Database, asOf: Date) => Promise<T>,
  onPrimary: () => Promise<T>,
): Promise<T> {
  if (!env.DATABASE_REPLICA_URL) return onPrimary();
  const state = await currentState();
  const database = replicaDatabase(role);
  if (!database || state.status !== "ready" || !shows(state, changedAt)) return onPrimary();
  try {
    return await onReplica(database, state.asOf);
  } catch (error) {
    if (isOutage(error)) {
      logger.warn({ err: error }, "a read on the replica failed: reading from the primary");
      forgetState();
    }
    return onPrimary();
  }
}

/** The server doesn't answer, or is shutting down or starting. */
const isOutage = (error: unknown): boolean =>
  hasSqlState(error, "08", "57P", "53", "CONN", "ECONN", "ETIMEDOUT", "EHOST");
