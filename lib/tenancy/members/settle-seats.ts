import "server-only";
import { and, between, isNull } from "drizzle-orm";
import { invitations } from "@/db/schema";
import { catalog } from "@/lib/catalog";
import { type Context, inTenant, type TenantContext } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { entitlementsOf, entitlementsOfMany } from "@/lib/entitlements";
import { invitationsOver, isOpen, measureSeats, seatMeter, sellsSeats } from "@/lib/seats";
import { withdrawInvitation } from "../invitations/withdraw-invitation";
import { countSeats } from "./seats";

/**
 * The job that brings seats in line with time and plan: it releases the seats of expired invitations, and withdraws the
 * newest open invitations where a plan, add-on or override no longer includes their seats. Without an organization it looks
 * at all of them. For a platform-role transaction. Safe to run twice at once.
 */
export async function settleSeats(ctx: Context, organizationId?: string): Promise<void> {
  if (!sellsSeats(catalog)) return;
  const ids = organizationId === undefined ? await unsettled(ctx) : [organizationId];
  for (const id of ids) await settleTeam(inTenant(ctx, id));
}

/** The same for one organization, in the caller's transaction. */
export async function settleTeam(ctx: TenantContext): Promise<void> {
  await countSeats(ctx);
  const { limits } = await entitlementsOf(ctx);
  const over = await invitationsOver(ctx, limits[seatMeter]?.limit ?? 0);
  for (const invitation of over) await withdrawInvitation(ctx, invitation);
  if (over.length > 0) await countSeats(ctx);
}

/** Sorted, against deadlocks. */
async function unsettled(ctx: Context): Promise<string[]> {
  const [expired, over] = [await expiredToday(ctx), await overLimit(ctx)];
  return [...new Set([...expired, ...over])].sort();
}

/** Organizations whose invitations expired within a day, which is longer than any pause of the job. */
async function expiredToday({ tx, now }: Context): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ id: invitations.organizationId })
    .from(invitations)
    .where(
      and(
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        between(invitations.expiresAt, addDays(now, -1), now),
      ),
    );
  return rows.map(({ id }) => id);
}

/** Organizations with open invitations and more seats in use than they have now, whatever took them away. */
async function overLimit(ctx: Context): Promise<string[]> {
  const inviting = await ctx.tx
    .selectDistinct({ id: invitations.organizationId })
    .from(invitations)
    .where(isOpen(ctx.now));
  if (inviting.length === 0) return [];
  const used = new Map((await measureSeats(ctx)).map(({ organizationId, level }) => [organizationId, level]));
  const entitlements = await entitlementsOfMany(
    ctx,
    inviting.map(({ id }) => id),
  );
  return [...entitlements].flatMap(([id, { limits }]) => {
    const limit = limits[seatMeter]?.limit ?? 0;
    return limit !== "unlimited" && (used.get(id) ?? 0) > limit ? [id] : [];
  });
}
