import { eq, sql } from "drizzle-orm";
import { subscriptions, suspensions, trials } from "@/db/schema";
import { type Context, withPlatform } from "@/lib/context";

const system = { actor: { kind: "system", id: "seed" } } as const;

/** Writes what no sync has read into the mirror, as if one had: only tests may. */
export function setMirror(
  organizationId: string,
  changes: Partial<typeof subscriptions.$inferInsert>,
): Promise<unknown> {
  return withPlatform(system, async ({ tx }) => {
    await tx.execute(sql`select set_config('app.mirror_writer', 'sync', true)`);
    await tx.update(subscriptions).set(changes).where(eq(subscriptions.organizationId, organizationId));
  });
}

/** Changes rows beside the subscription, as if a sync had read them wrongly: only tests may. */
export function breakMirror(change: (tx: Context["tx"]) => Promise<unknown>): Promise<unknown> {
  return withPlatform(system, async ({ tx }) => {
    await tx.execute(sql`select set_config('app.mirror_writer', 'sync', true)`);
    await change(tx);
  });
}

export function setTrial(organizationId: string, changes: Partial<typeof trials.$inferInsert>): Promise<unknown> {
  return withPlatform(system, ({ tx }) =>
    tx.update(trials).set(changes).where(eq(trials.organizationId, organizationId)),
  );
}

/** Without the email and the audit row that an admin's suspension has. */
export function suspend(organizationId: string, suspendedAt = new Date()): Promise<unknown> {
  return withPlatform(system, ({ tx }) =>
    tx.insert(suspensions).values({ organizationId, suspendedAt, reason: "A test" }),
  );
}
