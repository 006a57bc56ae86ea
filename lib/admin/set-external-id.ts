import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { organizations } from "@/db/schema";
import { resolveAlert } from "@/lib/alerts";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { hasSqlState } from "@/lib/database";
import { conflict, found } from "@/lib/errors";
import type { ExternalIdInput } from "./input";
import { lockSubscription } from "./lock-subscription";

const uniqueViolation = "23505";

/**
 * Sets the ID an organization has in your own systems, which platform keys may use to name it; `null` removes it. Setting
 * the same ID again changes nothing.
 *
 * @throws GatehouseError `not_found`, `conflict` if another organization has this ID, with `errors` for the form.
 */
export async function setExternalId(
  ctx: TenantContext,
  { externalId }: ExternalIdInput,
): Promise<{ id: string; externalId: string | null }> {
  const { tx, organizationId } = ctx;
  // Locked before the organization, as by everything that changes billing: what is cached under the ID ends with the subscription's version.
  await lockSubscription(ctx);
  const [row] = await tx
    .select({ previous: organizations.externalId })
    .from(organizations)
    .where(eq(organizations.id, organizationId))
    .for("update");
  const { previous } = found(row, "organization");
  if (previous === externalId) return { id: organizationId, externalId };
  if (externalId !== null) await requireUnused(ctx, externalId);
  await tx
    .update(organizations)
    .set({ externalId })
    .where(eq(organizations.id, organizationId))
    .catch((error: unknown) => {
      // Two admins at the same moment: the constraint decides.
      throw hasSqlState(error, uniqueViolation) ? taken(externalId) : error;
    });
  await recordAudit(ctx, { organizationId, action: "admin.external_id_set", details: { externalId, previous } });
  if (externalId !== null) await resolveAlert(ctx, { kind: "external_id_conflict", dedupeKey: organizationId });
  return { id: organizationId, externalId };
}

async function requireUnused({ tx, organizationId }: TenantContext, externalId: string): Promise<void> {
  const [other] = await tx
    .select({ id: organizations.id })
    .from(organizations)
    .where(and(eq(organizations.externalId, externalId), ne(organizations.id, organizationId)));
  if (other) throw taken(externalId);
}

function taken(externalId: string | null) {
  const message = `Another organization already has the external ID "${externalId}".`;
  return conflict(message, { errors: [{ field: "externalId", message }] });
}
