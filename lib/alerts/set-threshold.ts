import "server-only";
import { eq } from "drizzle-orm";
import { alertThresholds as stored } from "@/db/schema";
import { platformChain, recordAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { invalidInput } from "@/lib/errors";
import type { ThresholdInput } from "./input";
import { thresholdOf } from "./threshold-of";
import { alertThresholds } from "./thresholds";

/**
 * Sets from which value on an alert is raised, or sets the default again. Alerts that are open stay until their next check.
 * Runs in the platform role.
 *
 * @throws GatehouseError `invalid_input` on the field `value`.
 */
export async function setThreshold(ctx: Context, { name, value }: ThresholdInput): Promise<void> {
  const { min, max, whole } = alertThresholds[name];
  if (value !== null && (value < min || value > max || (whole && !Number.isInteger(value)))) {
    const message = `Use ${whole ? "a whole number" : "a number"} from ${min} to ${max}.`;
    throw invalidInput(message, { errors: [{ field: "value", message }] });
  }
  const previous = await thresholdOf(ctx, name);
  if (value === null) {
    await ctx.tx.delete(stored).where(eq(stored.name, name));
  } else {
    const set = { value, updatedAt: ctx.now, updatedBy: ctx.actor.kind === "user" ? ctx.actor.id : null };
    await ctx.tx
      .insert(stored)
      .values({ name, ...set })
      .onConflictDoUpdate({ target: stored.name, set });
  }
  await recordAudit(ctx, {
    organizationId: platformChain,
    action: "alerts.threshold_changed",
    subject: name,
    details: { from: previous, to: await thresholdOf(ctx, name) },
  });
}
