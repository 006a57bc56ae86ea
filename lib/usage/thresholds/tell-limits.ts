import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { usageCounters, usageNotices } from "@/db/schema";
import { mailBilling, organizationName } from "@/lib/billing";
import { catalog, findMeter } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { entitlementsOf, upgradeUrl } from "@/lib/entitlements";
import { counterRungs } from "../track/batch";
import { graceEnd, type Step } from "./ladder";
import { tellFounder } from "./tell-founder";

const steps: readonly Step[] = ["call", "email", "soft", "hard"];

/**
 * Writes the e-mails of the ladder's steps that were reached and not yet mailed, to those who look after billing. The step is
 * marked in the same transaction as the outbox row, and its row is locked: never twice, and what was missed is told next time.
 */
export async function tellLimits(ctx: TenantContext): Promise<void> {
  const due = await claimDue(ctx);
  if (due.length === 0) return;
  for (const notice of highestOfEach(due)) await mailPayers(ctx, notice);
}

type Notice = { meter: string; periodStart: Date; step: Step };

/** The call to upgrade is told while it is news: a day later it is not worth an e-mail. */
const callIsNewsMs = 24 * 60 * 60 * 1000;

async function claimDue({ tx, organizationId, now }: TenantContext): Promise<Notice[]> {
  const rows = await tx
    .update(usageNotices)
    .set({ mailedAt: now })
    .where(and(eq(usageNotices.organizationId, organizationId), isNull(usageNotices.mailedAt)))
    .returning();
  return rows.filter(({ step, toldAt }) => step !== "call" || now.getTime() - toldAt.getTime() < callIsNewsMs);
}

/** Who jumps over several steps at once is told of the last one. */
function highestOfEach(notices: readonly Notice[]): Notice[] {
  const rank = ({ step }: Notice) => steps.indexOf(step);
  const highest = new Map<string, Notice>();
  for (const notice of notices) {
    const key = `${notice.meter} ${notice.periodStart.toISOString()}`;
    const known = highest.get(key);
    if (!known || rank(notice) > rank(known)) highest.set(key, notice);
  }
  return [...highest.values()];
}

async function mailPayers(ctx: TenantContext, { meter, periodStart, step }: Notice): Promise<void> {
  const rungs = counterRungs(catalog, await entitlementsOf(ctx), meter);
  const { used, graceStartedAt } = await countOf(ctx, meter, periodStart);
  const organization = await organizationName(ctx);
  const limit = rungs.limit ?? 0;
  const graceEndsAt = graceEnd(rungs, graceStartedAt);
  if (step !== "call") await tellFounder(ctx, { organization, meter, periodStart, step, used, limit, graceEndsAt });
  await mailBilling(ctx, {
    template: "limit-reached",
    key: `limit:${meter}:${periodStart.toISOString()}:${step}`,
    props: {
      organization,
      meter: findMeter(catalog, meter).name,
      step,
      used,
      limit,
      graceEndsAt: graceEndsAt?.toISOString() ?? null,
      billingUrl: upgradeUrl(),
    },
  });
}

async function countOf({ tx, organizationId }: TenantContext, meter: string, periodStart: Date) {
  const [row] = await tx
    .select({ used: usageCounters.used, graceStartedAt: usageCounters.graceStartedAt })
    .from(usageCounters)
    .where(
      and(
        eq(usageCounters.organizationId, organizationId),
        eq(usageCounters.meter, meter),
        eq(usageCounters.periodStart, periodStart),
      ),
    );
  return row ?? { used: 0, graceStartedAt: null };
}
