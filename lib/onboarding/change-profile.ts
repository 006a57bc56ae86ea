import "server-only";
import { eq } from "drizzle-orm";
import { organizations } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess } from "@/lib/entitlements";
import { found } from "@/lib/errors";
import type { OrganizationAnswers } from "./profile";

/** Changes the answers to the product's questions after onboarding. @throws GatehouseError `read_only`. */
export async function changeProfile(ctx: TenantContext, profile: OrganizationAnswers["profile"]): Promise<void> {
  await requireAccess(ctx, "write");
  const { organizationId, tx } = ctx;
  const [row] = await tx
    .update(organizations)
    .set({ profile })
    .where(eq(organizations.id, organizationId))
    .returning({ id: organizations.id });
  found(row, "organization");
  await recordAudit(ctx, { organizationId, action: "organization.described", details: profile });
}
