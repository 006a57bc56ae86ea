import "server-only";
import { eq } from "drizzle-orm";
import { suspensions } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { appUrl } from "@/lib/auth";
import { mailBilling, organizationName } from "@/lib/billing";
import type { TenantContext } from "@/lib/context";
import { conflict } from "@/lib/errors";
import type { SuspensionInput } from "./input";
import { lockSubscription } from "./lock-subscription";

/** Lifts a suspension. @throws GatehouseError `not_found`, `conflict` if it isn't suspended. */
export async function reactivateOrganization(
  ctx: TenantContext,
  { reason }: SuspensionInput,
): Promise<{ organizationId: string; suspendedAt: null }> {
  const { organizationId } = ctx;
  await lockSubscription(ctx);
  const [lifted] = await ctx.tx
    .delete(suspensions)
    .where(eq(suspensions.organizationId, organizationId))
    .returning({ suspendedAt: suspensions.suspendedAt });
  if (!lifted) throw conflict("This organization isn't suspended.");
  await recordAudit(ctx, {
    organizationId,
    action: "admin.reactivated",
    details: { reason, suspendedAt: lifted.suspendedAt },
  });
  await mailBilling(ctx, {
    template: "reactivated",
    key: `reactivated:${lifted.suspendedAt.toISOString()}`,
    props: { organization: await organizationName(ctx), dashboardUrl: appUrl("/dashboard") },
  });
  return { organizationId, suspendedAt: null };
}
