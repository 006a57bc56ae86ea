import "server-only";
import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { alertMutes, organizations } from "@/db/schema";
import { platformChain, recordAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { found } from "@/lib/errors";
import type { MuteInput } from "./input";

/**
 * Stops notifications about alerts of a kind, of one organization or of all, for a number of days. They are still raised
 * and listed, and nothing is sent later. Muting again replaces the time and the reason. Runs in the platform role.
 *
 * @throws GatehouseError `not_found` for an unknown organization.
 */
export async function muteAlerts(ctx: Context, input: MuteInput): Promise<{ until: Date }> {
  const { kind, organizationId = null, days, reason } = input;
  if (organizationId) await requireOrganization(ctx, organizationId);
  const until = addDays(ctx.now, days);
  const set = { reason, until, createdAt: ctx.now, createdBy: ctx.actor.kind === "user" ? ctx.actor.id : null };
  await ctx.tx
    .insert(alertMutes)
    .values({ id: uuidv7(), kind, organizationId, ...set })
    .onConflictDoUpdate({ target: [alertMutes.kind, alertMutes.organizationId], set });
  await recordAudit(ctx, {
    organizationId: organizationId ?? platformChain,
    action: "alerts.muted",
    subject: kind,
    details: { reason, days, until },
  });
  return { until };
}

/** Ends a mute before its time. @throws GatehouseError `not_found`. */
export async function unmuteAlerts(ctx: Context, { muteId }: { muteId: string }): Promise<void> {
  const [row] = await ctx.tx.delete(alertMutes).where(eq(alertMutes.id, muteId)).returning();
  const { kind, organizationId } = found(row, "mute");
  await recordAudit(ctx, { organizationId: organizationId ?? platformChain, action: "alerts.unmuted", subject: kind });
}

async function requireOrganization({ tx }: Context, id: string): Promise<void> {
  const [row] = await tx.select({ id: organizations.id }).from(organizations).where(eq(organizations.id, id));
  found(row, "organization");
}
