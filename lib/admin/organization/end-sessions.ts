import "server-only";
import { and, eq } from "drizzle-orm";
import { memberships, users } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { revokeSessions } from "@/lib/auth";
import type { TenantContext } from "@/lib/context";
import { notFound } from "@/lib/errors";
import type { EndSessionsInput } from "../input";

/**
 * Signs members out everywhere, one or all. Platform admins among them stay signed in: no admin acts on another.
 *
 * @returns how many sessions ended.
 * @throws GatehouseError `not_found` for someone who isn't a member.
 */
export async function endMemberSessions(
  ctx: TenantContext,
  { userId, reason }: EndSessionsInput,
): Promise<{ ended: number }> {
  const { tx, organizationId } = ctx;
  const people = await tx
    .select({ id: users.id })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.organizationId, organizationId),
        eq(users.isPlatformAdmin, false),
        userId === undefined ? undefined : eq(users.id, userId),
      ),
    );
  if (userId !== undefined && people.length === 0) throw notFound("member");
  let ended = 0;
  for (const { id } of people) ended += await revokeSessions(ctx, { userId: id });
  await recordAudit(ctx, {
    organizationId,
    action: "admin.sessions_ended",
    ...(userId ? { subject: userId } : {}),
    details: { ended, reason },
  });
  return { ended };
}
