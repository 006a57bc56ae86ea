import "server-only";
import { eq } from "drizzle-orm";
import { usageGates } from "@/db/schema";
import type { TenantContext } from "@/lib/context";

/**
 * Locks the organization's gate until the caller's transaction ends, so that its counters, reservations and credits stay as
 * they are read. Every writer takes it before it locks any of those, which rules out deadlocks.
 */
export async function lockGate({ tx, organizationId }: TenantContext): Promise<void> {
  await tx.insert(usageGates).values({ organizationId }).onConflictDoNothing();
  await tx.select().from(usageGates).where(eq(usageGates.organizationId, organizationId)).for("no key update");
}

/** Makes counting look for credits, or not. Under the lock of the gate. */
export async function watchGate({ tx, organizationId }: TenantContext, watched: boolean): Promise<void> {
  await tx.update(usageGates).set({ watched }).where(eq(usageGates.organizationId, organizationId));
}
