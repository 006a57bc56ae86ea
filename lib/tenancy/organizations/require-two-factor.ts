import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { organizations } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { requireConfirmed } from "@/lib/auth";
import { conflict } from "@/lib/errors";
import type { Member } from "../access/as-member";

/**
 * Makes two-factor authentication required for every member, or optional again. Members without it are asked to set it up when they
 * next open a page; sessions opened with a password alone have to show it.
 *
 * @throws GatehouseError `forbidden` with `reason: "confirmation"`; `conflict` for someone who would lock themselves out.
 */
export async function requireTwoFactor(member: Member, { required }: { required: boolean }): Promise<void> {
  requireConfirmed(member);
  const { tx, organizationId, session, now } = member;
  if (required && session.assurance.secondFactor === null) {
    throw conflict("Set up two-factor authentication for yourself first.");
  }
  const changed = await tx
    .update(organizations)
    .set({ twoFactorRequiredAt: required ? now : null })
    .where(and(eq(organizations.id, organizationId), required ? isNull(organizations.twoFactorRequiredAt) : undefined))
    .returning({ id: organizations.id });
  if (changed.length === 0) return;
  await recordAudit(member, {
    organizationId,
    action: required ? "settings.two_factor_required" : "settings.two_factor_optional",
  });
}
