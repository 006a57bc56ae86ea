import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { memberships, ssoConnections, users } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { appUrl, requireConfirmed } from "@/lib/auth";
import { enqueueEmail } from "@/lib/email";
import { requireFeature } from "@/lib/entitlements";
import { conflict } from "@/lib/errors";
import type { Member } from "@/lib/tenancy";
import { ssoFeature } from "../feature";
import { lockConnection } from "./connections";

/**
 * Makes single sign-on required for everyone except owners, who keep their password for when the identity provider is down. It takes
 * effect on each session's next request, and members get an email.
 *
 * @throws GatehouseError `forbidden` with `reason: "confirmation"`, `feature_not_in_plan`; `conflict` while it is turned off.
 */
export async function requireSingleSignOn(member: Member, { required }: { required: boolean }): Promise<void> {
  requireConfirmed(member);
  const { tx, organizationId, wall } = member;
  const connection = await lockConnection(member);
  if (required === (connection.requiredAt !== null)) return;
  if (required) {
    await requireFeature(member, ssoFeature);
    if (!connection.enabledAt) throw conflict("Turn on single sign-on first.");
  }
  await tx
    .update(ssoConnections)
    .set({ requiredAt: required ? wall : null })
    .where(eq(ssoConnections.organizationId, organizationId));
  if (required) await announce(member);
  await recordAudit(member, { organizationId, action: required ? "sso.required" : "sso.optional" });
}

async function announce(member: Member): Promise<void> {
  const { tx, organizationId, organization, wall } = member;
  const affected = await tx
    .select({ email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.organizationId, organizationId), ne(memberships.role, "owner")));
  for (const { email } of affected) {
    await enqueueEmail(member, {
      to: email,
      organizationId,
      template: "single-sign-on-required",
      props: { organization: organization.name, signInUrl: appUrl("/single-sign-on") },
      dedupeKey: `single-sign-on-required ${organizationId} ${wall.toISOString()} ${email}`,
    });
  }
}
