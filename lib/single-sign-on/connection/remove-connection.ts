import "server-only";
import { eq } from "drizzle-orm";
import { ssoConnections, ssoIdentities, ssoRequests } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { requireConfirmed } from "@/lib/auth";
import type { Member } from "@/lib/tenancy";
import { lockConnection } from "./connections";
import { endSsoSessions } from "./end-sso-sessions";

/** Removes the connection, its links to members and its sessions. Members and verified domains stay. */
export async function removeConnection(member: Member): Promise<void> {
  requireConfirmed(member);
  const { tx, organizationId } = member;
  const { kind, issuer } = await lockConnection(member);
  await tx.delete(ssoIdentities).where(eq(ssoIdentities.organizationId, organizationId));
  await tx.delete(ssoRequests).where(eq(ssoRequests.organizationId, organizationId));
  await tx.delete(ssoConnections).where(eq(ssoConnections.organizationId, organizationId));
  await endSsoSessions(member);
  await recordAudit(member, { organizationId, action: "sso.removed", details: { kind, issuer } });
}
