import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { organizations } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";

/**
 * Completes onboarding with `work`, which creates the product's first objects. Runs once: a second call, even a concurrent
 * one, waits for the first and then does nothing.
 *
 * @returns whether this call completed it.
 */
export async function finishOnboarding(ctx: TenantContext, work: () => Promise<void>): Promise<boolean> {
  const { organizationId, now, tx } = ctx;
  const [first] = await tx
    .update(organizations)
    .set({ onboardedAt: now })
    .where(and(eq(organizations.id, organizationId), isNull(organizations.onboardedAt)))
    .returning({ id: organizations.id });
  if (!first) return false;
  await work();
  await recordAudit(ctx, { organizationId, action: "organization.onboarded" });
  return true;
}
