import "server-only";
import { eq } from "drizzle-orm";
import { subscriptionItems, subscriptions } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";
import { oncePerRequest } from "@/lib/once-per-request";

/** The organization's subscription. Most parts of a page need it, so it's read once per request. */
export const subscriptionOf = oncePerRequest(async ({ tx, organizationId }: TenantContext) => {
  const [row] = await tx.select().from(subscriptions).where(eq(subscriptions.organizationId, organizationId));
  return found(row, "organization");
});

/** What the subscription consists of; read once per request, too. */
export const subscriptionItemsOf = oncePerRequest(({ tx, organizationId }: TenantContext) =>
  tx.select().from(subscriptionItems).where(eq(subscriptionItems.organizationId, organizationId)),
);
