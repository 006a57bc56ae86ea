import "server-only";
import { eq } from "drizzle-orm";
import { ssoConnections, ssoDomains } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { requireConfirmed } from "@/lib/auth";
import { requireFeature } from "@/lib/entitlements";
import { conflict } from "@/lib/errors";
import type { Member } from "@/lib/tenancy";
import { ssoFeature } from "../feature";
import { lockConnection } from "./connections";
import { endSsoSessions } from "./end-sso-sessions";

/**
 * Turns the connection on or off. Turning it off also makes it optional and ends the sessions it opened.
 *
 * @throws GatehouseError `forbidden` with `reason: "confirmation"`, `feature_not_in_plan`; `conflict` until a test has succeeded and a
 *   domain is verified.
 */
export async function enableConnection(member: Member, { enabled }: { enabled: boolean }): Promise<void> {
  requireConfirmed(member);
  const { tx, organizationId, wall } = member;
  const connection = await lockConnection(member);
  if (enabled === (connection.enabledAt !== null)) return;
  if (enabled) {
    await requireFeature(member, ssoFeature);
    if (!connection.testedAt) throw conflict("Test the connection first.");
    if (!(await hasVerifiedDomain(member))) throw conflict("Verify a domain first.");
  }
  await tx
    .update(ssoConnections)
    .set(enabled ? { enabledAt: wall } : { enabledAt: null, requiredAt: null })
    .where(eq(ssoConnections.organizationId, organizationId));
  if (!enabled) await endSsoSessions(member);
  await recordAudit(member, { organizationId, action: enabled ? "sso.enabled" : "sso.disabled" });
}

async function hasVerifiedDomain({ tx, organizationId }: Member): Promise<boolean> {
  const rows = await tx
    .select({ verifiedAt: ssoDomains.verifiedAt })
    .from(ssoDomains)
    .where(eq(ssoDomains.organizationId, organizationId));
  return rows.some(({ verifiedAt }) => verifiedAt !== null);
}
