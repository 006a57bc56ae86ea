import "server-only";
import { eq } from "drizzle-orm";
import { retentionPeriods } from "@/db/schema";
import { platformChain, recordAudit } from "@/lib/audit";
import { requireConfirmed, type Session } from "@/lib/auth";
import type { Context } from "@/lib/context";
import { invalidInput } from "@/lib/errors";
import { formatNumber } from "@/lib/numbers";
import type { RetentionInput } from "../input";
import { keptFor } from "./kept-for";
import { periods } from "./periods";

/**
 * Sets how long something is kept, or restores the default. The next nightly run deletes anything older. For a platform admin, in the
 * platform role.
 *
 * @throws GatehouseError `forbidden` with `reason: "confirmation"`; `invalid_input` on the field `value`.
 */
export async function setRetention(
  admin: Context & { session: Session },
  { name, value }: RetentionInput,
): Promise<void> {
  requireConfirmed(admin);
  const { min, max, unit } = periods[name];
  if (value !== null && (value < min || value > max)) {
    const message = `Use a whole number of ${unit}s from ${formatNumber(min)} to ${formatNumber(max)}.`;
    throw invalidInput(message, { errors: [{ field: "value", message }] });
  }
  const from = await keptFor(admin, name);
  if (value === null) {
    await admin.tx.delete(retentionPeriods).where(eq(retentionPeriods.name, name));
  } else {
    const set = { value, updatedAt: admin.now, updatedBy: admin.session.user.id };
    await admin.tx
      .insert(retentionPeriods)
      .values({ name, ...set })
      .onConflictDoUpdate({ target: retentionPeriods.name, set });
  }
  await recordAudit(admin, {
    organizationId: platformChain,
    action: "privacy.retention_changed",
    subject: name,
    details: { from, to: await keptFor(admin, name), unit },
  });
}
