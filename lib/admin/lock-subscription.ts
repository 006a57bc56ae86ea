import "server-only";
import { eq } from "drizzle-orm";
import { subscriptions } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";

/** The organization's subscription, locked until the transaction ends. @throws GatehouseError `not_found`. */
export async function lockSubscription({ tx, organizationId }: TenantContext) {
  const [row] = await tx
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, organizationId))
    .for("update");
  return found(row, "organization");
}
