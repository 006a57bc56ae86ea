import "server-only";
import { and, asc, eq, or } from "drizzle-orm";
import { metricOrganizations, signUpSources, visitors } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { isoDay } from "@/lib/dates";
import { addDays } from "@/lib/durations";
import { saltsOf } from "./store-visits";
import { sourceOf } from "./visit";
import { visitorHash } from "./visitor-hash";

/**
 * Notes where the person who signs up came from: their first visit of today or yesterday. Nothing if there was none, or if
 * several people share the address and the browser's name, which then may be someone else's visit.
 */
export async function noteSignUpSource(
  ctx: TenantContext,
  visitor: { address: string; userAgent: string } | undefined,
): Promise<void> {
  if (!visitor) return;
  const salts = await saltsOf(ctx, [isoDay(addDays(ctx.now, -1)), isoDay(ctx.now)]);
  if (salts.length === 0) return;
  const [first] = await ctx.tx
    .select()
    .from(visitors)
    .where(
      or(...salts.map(({ day, salt }) => and(eq(visitors.day, day), eq(visitors.hash, visitorHash(salt, visitor))))),
    )
    .orderBy(asc(visitors.seenAt))
    .limit(1);
  if (!first) return;
  const { landingPage, referrerHost, source, medium, campaign } = first;
  const { organizationId, now } = ctx;
  await ctx.tx
    .insert(signUpSources)
    .values({ organizationId, landingPage, referrerHost, source, medium, campaign, signedUpAt: now });
  await ctx.tx
    .update(metricOrganizations)
    .set({ source: sourceOf(first) })
    .where(eq(metricOrganizations.organizationId, organizationId));
}
