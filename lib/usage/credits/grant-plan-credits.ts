import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { creditGrants } from "@/db/schema";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { creditsDue, type GrantRow, grantCredits, openGrants, rolledOver, takeFrom } from "@/lib/credits";
import type { Entitlements } from "@/lib/entitlements";
import { type Period, usagePeriod } from "../period";

/** Whether any plan of the catalog grants credits. */
export const plansGrantCredits = catalog.plans.some(({ credits }) => credits.length > 0);

/**
 * Grants the credits of the plan for the running usage period, after those of the period before have expired or rolled over.
 * Repeating it grants nothing twice. In the platform role, under the lock of the gate.
 *
 * @returns when the next period begins; null if there is nothing to grant then.
 */
export async function grantPlanCredits(ctx: TenantContext, entitlements: Entitlements): Promise<Date | null> {
  const period = usagePeriod(catalog.usagePeriod, entitlements.anchorAt, ctx.now);
  const left = await endPastCredits(ctx, period);
  if (!plansGrantCredits) return null;
  if (entitlements.access !== "full" && entitlements.access !== "grace") return period.end;
  const plan = catalog.plans.find(({ key }) => key === entitlements.plan.key);
  for (const { meter, amount, rolloverCap } of plan?.credits ?? []) {
    const start = period.start.toISOString();
    const common = { meter, currency: null, periodStart: period.start, expiresAt: period.end };
    const kept = rolledOver(left.get(meter) ?? 0, rolloverCap);
    if (kept > 0) {
      const reference = `rollover:${meter}:${start}`;
      await grantCredits(ctx, {
        ...common,
        amount: kept,
        source: "rollover",
        reason: "Left from last period",
        reference,
      });
    }
    const granted = await grantedIn(ctx, meter, period);
    const due = creditsDue(amount, granted);
    if (due === 0) continue;
    const reference = `plan:${meter}:${start}:${granted + due}`;
    await grantCredits(ctx, { ...common, amount: due, source: "plan", reason: `Included in ${plan?.name}`, reference });
  }
  return period.end;
}

/** Takes what is left of other periods' credits. @returns how much it was, by meter. */
async function endPastCredits(ctx: TenantContext, { start }: Period): Promise<Map<string, number>> {
  const left = new Map<string, number>();
  const past = (await openGrants(ctx)).filter(
    ({ periodStart }) => periodStart !== null && periodStart.getTime() !== start.getTime(),
  );
  for (const grant of past) {
    await takeFrom(ctx, grant, grant.remaining, { kind: "expired", at: endOf(grant, ctx.now) });
    if (grant.meter) left.set(grant.meter, (left.get(grant.meter) ?? 0) + grant.remaining);
  }
  return left;
}

/** A new billing anchor ends a period early. */
const endOf = ({ expiresAt }: GrantRow, now: Date): Date => (expiresAt && expiresAt < now ? expiresAt : now);

async function grantedIn({ tx, organizationId }: TenantContext, meter: string, { start }: Period): Promise<number> {
  const [row] = await tx
    .select({ granted: sql<number>`coalesce(sum(${creditGrants.amount}), 0)`.mapWith(Number) })
    .from(creditGrants)
    .where(
      and(
        eq(creditGrants.organizationId, organizationId),
        eq(creditGrants.meter, meter),
        eq(creditGrants.source, "plan"),
        eq(creditGrants.periodStart, start),
      ),
    );
  return row?.granted ?? 0;
}
