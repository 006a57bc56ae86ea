import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { usageTerms } from "@/db/schema";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import type { Entitlements } from "@/lib/entitlements";
import { termsOf } from "../track/batch";

/** Meters that some plan sells overage of. Elsewhere nothing is charged, so what was included doesn't matter. */
const soldMeters = catalog.meters
  .map(({ key }) => key)
  .filter((key) => catalog.plans.some((plan) => key in plan.overage));

/** The first row holds from the start: what was included before it is unknown. */
const start = new Date(0);

/** Records the terms that hold from `ctx.now` on, where they differ from the last ones. */
export async function recordTerms(ctx: TenantContext, entitlements: Entitlements): Promise<void> {
  const { tx, organizationId, now } = ctx;
  for (const meter of soldMeters) {
    const { thresholds, sold } = termsOf(catalog, entitlements, meter);
    const last = await lastTerms(ctx, meter);
    if (last && last.included === thresholds.limit && last.sold === sold) continue;
    await tx
      .insert(usageTerms)
      .values({ organizationId, meter, since: last ? now : start, included: thresholds.limit, sold })
      .onConflictDoNothing();
  }
}

async function lastTerms({ tx, organizationId }: TenantContext, meter: string) {
  const [last] = await tx
    .select()
    .from(usageTerms)
    .where(and(eq(usageTerms.organizationId, organizationId), eq(usageTerms.meter, meter)))
    .orderBy(desc(usageTerms.since))
    .limit(1);
  return last;
}
