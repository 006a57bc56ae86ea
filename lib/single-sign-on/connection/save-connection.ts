import "server-only";
import { eq } from "drizzle-orm";
import { ssoConnections, ssoIdentities } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { requireConfirmed } from "@/lib/auth";
import { requireFeature } from "@/lib/entitlements";
import type { Member } from "@/lib/tenancy";
import { ssoFeature } from "../feature";
import { sealClientSecret } from "./connections";
import { endSsoSessions } from "./end-sso-sessions";
import type { ReadSettings } from "./read-settings";

/**
 * Stores the settings of an identity provider. New certificates or a new secret for the same provider take effect immediately. A
 * different provider starts over: it has to be tested and enabled, no one is linked to it, and the old one's sessions end.
 *
 * @throws GatehouseError `forbidden` with `reason: "confirmation"`, `feature_not_in_plan`.
 */
export async function saveConnection(member: Member, settings: ReadSettings): Promise<void> {
  requireConfirmed(member);
  await requireFeature(member, ssoFeature);
  const { tx, organizationId, wall } = member;
  const [before] = await tx
    .select({ kind: ssoConnections.kind, issuer: ssoConnections.issuer })
    .from(ssoConnections)
    .where(eq(ssoConnections.organizationId, organizationId))
    .for("update");
  const sameProvider = before?.kind === settings.kind && before.issuer === settings.issuer;
  const values = { ...columnsOf(settings, organizationId), testedAt: null, updatedAt: wall };
  await tx
    .insert(ssoConnections)
    .values({ ...values, organizationId, defaultRole: "member", createdAt: wall })
    .onConflictDoUpdate({
      target: ssoConnections.organizationId,
      set: sameProvider ? values : { ...values, enabledAt: null, requiredAt: null },
    });
  if (!sameProvider) {
    await tx.delete(ssoIdentities).where(eq(ssoIdentities.organizationId, organizationId));
    await endSsoSessions(member);
  }
  await recordAudit(member, {
    organizationId,
    action: "sso.connection_saved",
    details: { kind: settings.kind, issuer: settings.issuer, sameProvider },
  });
}

function columnsOf(settings: ReadSettings, organizationId: string) {
  const none = { signOnUrl: null, certificates: [], clientId: null, clientSecret: null };
  const { kind, issuer } = settings;
  if (kind === "saml") {
    return { ...none, kind, issuer, signOnUrl: settings.signOnUrl, certificates: settings.certificates };
  }
  const clientSecret = sealClientSecret(settings.clientSecret, organizationId);
  return { ...none, kind, issuer, clientId: settings.clientId, clientSecret };
}
