import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { invitations, memberships } from "@/db/schema";
import type { Context } from "@/lib/context";

/** How many seats organizations use: their members and pending invitations. */
export async function measureSeats(
  { tx }: Context,
  organizationId?: string,
): Promise<{ organizationId: string; level: number }[]> {
  const count = sql<number>`count(*)`.mapWith(Number);
  const members = await tx
    .select({ organizationId: memberships.organizationId, count })
    .from(memberships)
    .where(organizationId === undefined ? undefined : eq(memberships.organizationId, organizationId))
    .groupBy(memberships.organizationId);
  const invited = await tx
    .select({ organizationId: invitations.organizationId, count })
    .from(invitations)
    .where(
      and(
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        organizationId === undefined ? undefined : eq(invitations.organizationId, organizationId),
      ),
    )
    .groupBy(invitations.organizationId);
  const pending = new Map(invited.map((row) => [row.organizationId, row.count]));
  return members.map((row) => ({
    organizationId: row.organizationId,
    level: row.count + (pending.get(row.organizationId) ?? 0),
  }));
}
