import "server-only";
import { eq } from "drizzle-orm";
import { organizations } from "@/db/schema";
import { raiseAlert } from "@/lib/alerts";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { hasSqlState } from "@/lib/database";

const uniqueViolation = "23505";

/**
 * Gives a new organization the external ID of its sign-up link. If another organization has it by now, the sign-up goes on
 * without one, and the platform admins get an alert that says so: the person signing up can't do anything about it.
 */
export async function takeExternalId(
  ctx: TenantContext,
  { externalId, name }: { externalId: string; name: string },
): Promise<void> {
  const { tx, organizationId } = ctx;
  // In a savepoint, so that a rejected ID doesn't undo the sign-up.
  const taken = await tx
    .transaction((inner) => inner.update(organizations).set({ externalId }).where(eq(organizations.id, organizationId)))
    .then(() => false)
    .catch((error: unknown) => {
      if (hasSqlState(error, uniqueViolation)) return true;
      throw error;
    });
  if (!taken) {
    const details = { externalId, previous: null, by: "sign-up link" };
    return recordAudit(ctx, { organizationId, action: "admin.external_id_set", details });
  }
  await raiseAlert(ctx, {
    kind: "external_id_conflict",
    dedupeKey: organizationId,
    organizationId,
    title: `${name} signed up with a link whose external ID is taken`,
    text: `Another organization has the external ID "${externalId}". ${name} has none, so usage reported with this ID counts toward the other one. Set an ID on its page.`,
    path: `/admin/organizations/${organizationId}`,
  });
}
