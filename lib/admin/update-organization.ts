import "server-only";
import { eq } from "drizzle-orm";
import { organizations } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";
import { renameOrganization } from "@/lib/tenancy";
import type { UpdateOrganizationInput } from "./input";
import { lockSubscription } from "./lock-subscription";
import { setExternalId } from "./set-external-id";

/**
 * Changes what is given of an organization, all or nothing, each with its audit row. A value that is the same already changes
 * nothing.
 *
 * @throws GatehouseError `not_found`, `conflict` if another organization has the external ID.
 */
export async function updateOrganization(
  ctx: TenantContext,
  { name, externalId }: UpdateOrganizationInput,
): Promise<{ id: string; name: string; externalId: string | null }> {
  const { tx, organizationId } = ctx;
  await lockSubscription(ctx);
  const [row] = await tx
    .select({ name: organizations.name, externalId: organizations.externalId })
    .from(organizations)
    .where(eq(organizations.id, organizationId));
  const before = found(row, "organization");
  if (externalId !== undefined) await setExternalId(ctx, { externalId });
  if (name !== undefined && name !== before.name) await renameOrganization(ctx, { name });
  return {
    id: organizationId,
    name: name ?? before.name,
    externalId: externalId === undefined ? before.externalId : externalId,
  };
}
