import "server-only";
import { eq } from "drizzle-orm";
import { suspensions } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { forbidden } from "@/lib/errors";

/**
 * A suspended organization can pay what it owes, update its card and cancel. It can't buy anything, because it couldn't use
 * it.
 *
 * @throws GatehouseError `forbidden`.
 */
export async function requireNotSuspended({ tx, organizationId }: TenantContext): Promise<void> {
  const [suspended] = await tx
    .select({ at: suspensions.suspendedAt })
    .from(suspensions)
    .where(eq(suspensions.organizationId, organizationId));
  if (!suspended) return;
  throw forbidden("Your organization is suspended, so you can't buy anything. Contact us to lift the suspension.", {
    reason: "suspended",
  });
}
