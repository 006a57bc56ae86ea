import "server-only";
import { and, between, isNull } from "drizzle-orm";
import { invitations } from "@/db/schema";
import { type Context, inTenant } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { countSeats } from "./seats";

/**
 * The job that releases the seats of invitations that expired, and so brings the shown number of seats up to date; what
 * takes a seat counts for itself. Without an organization it looks at all of them. For a platform-role transaction. Safe to
 * run twice at once.
 */
export async function settleSeats(ctx: Context, organizationId?: string): Promise<void> {
  const all = organizationId === undefined ? await due(ctx) : [organizationId];
  for (const id of all) await countSeats(inTenant(ctx, id));
}

/** Organizations whose invitations expired within a day, more than any pause of the job. Sorted, against deadlocks. */
async function due({ tx, now }: Context): Promise<string[]> {
  const expired = await tx
    .selectDistinct({ id: invitations.organizationId })
    .from(invitations)
    .where(
      and(
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        between(invitations.expiresAt, addDays(now, -1), now),
      ),
    );
  return expired.map(({ id }) => id).sort();
}
