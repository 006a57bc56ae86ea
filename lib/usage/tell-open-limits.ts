import "server-only";
import { and, isNull, ne } from "drizzle-orm";
import { usageNotices } from "@/db/schema";
import { inTenant, withPlatform } from "@/lib/context";
import { tellLimits } from "./tell-limits";

const actor = { kind: "system", id: "worker" } as const;

/**
 * The job that writes the limit e-mails which were due when a process died, or the database went away, between counting
 * and telling. Each organization in a transaction of its own; safe to run twice at once.
 */
export async function tellOpenLimits(): Promise<void> {
  const waiting = await withPlatform({ actor }, ({ tx }) =>
    tx
      .selectDistinct({ organizationId: usageNotices.organizationId })
      .from(usageNotices)
      .where(and(ne(usageNotices.step, "call"), isNull(usageNotices.mailedAt)))
      .limit(500),
  );
  for (const { organizationId } of waiting) {
    await withPlatform({ actor }, (ctx) => tellLimits(inTenant(ctx, organizationId)));
  }
}
