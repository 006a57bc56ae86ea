import "server-only";
import { eq } from "drizzle-orm";
import { trials } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { catalog, findPlan } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { addDays, daysUntil } from "@/lib/durations";
import { conflict, found, invalidInput } from "@/lib/errors";
import type { SetTrialInput } from "../input";
import { lockSubscription } from "../lock-subscription";
import { announceLongerTrial } from "./announce-trial";

/**
 * Gives an organization that hasn't bought a plan a trial of another length or another plan. The length counts from the
 * trial's start. The customer is emailed when the trial gets longer.
 *
 * @throws GatehouseError `not_found`; `conflict` if it has a plan; `unknown_name`; `invalid_input` for an end in the past.
 */
export async function setTrial(
  ctx: TenantContext,
  { days, plan, reason }: SetTrialInput,
): Promise<{ planKey: string; trialEndsAt: Date }> {
  const { organizationId, now } = ctx;
  findPlan(catalog, plan);
  const { status } = await lockSubscription(ctx);
  if (status !== null && status !== "incomplete") {
    throw conflict("This organization already has a plan. Change the plan instead.", { status });
  }
  const [row] = await ctx.tx.select().from(trials).where(eq(trials.organizationId, organizationId)).for("update");
  const before = found(row, "organization");
  const trialEndsAt = addDays(before.startedAt, days);
  if (trialEndsAt <= now) throw inPast(before.startedAt, now);
  await ctx.tx
    .update(trials)
    .set({ planKey: plan, endsAt: trialEndsAt, endedAt: null, refusedDomain: null, verifyBy: null })
    .where(eq(trials.organizationId, organizationId));
  await recordAudit(ctx, {
    organizationId,
    action: "admin.trial_set",
    details: { days, plan, from: before.endsAt, fromPlan: before.planKey, to: trialEndsAt, reason },
  });
  const start = new Date(Math.max(before.endsAt.getTime(), now.getTime()));
  if (trialEndsAt > start) await announceLongerTrial(ctx, { days: daysUntil(trialEndsAt, start), trialEndsAt });
  return { planKey: plan, trialEndsAt };
}

function inPast(startedAt: Date, now: Date) {
  const passed = Math.floor((now.getTime() - startedAt.getTime()) / (addDays(now, 1).getTime() - now.getTime())) + 1;
  const message = `The trial would end in the past. Use at least ${passed} days.`;
  return invalidInput(message, { errors: [{ field: "days", message }] });
}
