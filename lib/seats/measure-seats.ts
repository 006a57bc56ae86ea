import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { invitations, memberships } from "@/db/schema";
import type { Context } from "@/lib/context";
import { isOpen } from "./open-invitations";

/**
 * How many seats organizations use: their members and open invitations. One statement, so that an invitation accepted
 * meanwhile is counted once.
 */
export function measureSeats(
  { tx, now }: Context,
  organizationId?: string,
): Promise<{ organizationId: string; level: number }[]> {
  const invited = tx
    .select({ count: sql`count(*)` })
    .from(invitations)
    .where(and(eq(invitations.organizationId, memberships.organizationId), isOpen(now)));
  return tx
    .select({
      organizationId: memberships.organizationId,
      level: sql<number>`count(*) + (${invited})`.mapWith(Number),
    })
    .from(memberships)
    .where(organizationId === undefined ? undefined : eq(memberships.organizationId, organizationId))
    .groupBy(memberships.organizationId);
}
