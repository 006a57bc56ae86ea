import "server-only";
import { and, eq, isNull, lt, or } from "drizzle-orm";
import { memberships } from "@/db/schema";
import { isoDay } from "@/lib/dates";
import type { Member } from "./as-member";

/**
 * Notes that the person opened a page today, once a day. A support session isn't them. Comes last in its transaction, because the
 * page's other part waits for the row.
 */
export async function noteSeen({ tx, now, organizationId, session, lastSeenOn }: Member): Promise<void> {
  const today = isoDay(now);
  if (session.impersonator || session.readOnly || (lastSeenOn !== null && lastSeenOn >= today)) return;
  const own = and(eq(memberships.organizationId, organizationId), eq(memberships.userId, session.user.id));
  const earlier = or(isNull(memberships.lastSeenOn), lt(memberships.lastSeenOn, today));
  await tx.update(memberships).set({ lastSeenOn: today }).where(and(own, earlier));
}
