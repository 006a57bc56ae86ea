import "server-only";
import { eq } from "drizzle-orm";
import { ssoConnections } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { requireConfirmed } from "@/lib/auth";
import type { Member } from "@/lib/tenancy";
import type { DefaultRoleInput } from "../input";
import { lockConnection } from "./connections";

/** Sets the role for people who join by signing in. Current members keep theirs. */
export async function setDefaultRole(member: Member, { role }: DefaultRoleInput): Promise<void> {
  requireConfirmed(member);
  const { tx, organizationId } = member;
  const { defaultRole: before } = await lockConnection(member);
  if (before === role) return;
  await tx.update(ssoConnections).set({ defaultRole: role }).where(eq(ssoConnections.organizationId, organizationId));
  await recordAudit(member, {
    organizationId,
    action: "sso.default_role_changed",
    details: { from: before, to: role },
  });
}
