import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { memberships, organizations, usageCounters, usageNotices, users } from "@/db/schema";
import { catalog, findMeter } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { enqueueEmail } from "@/lib/email";
import { entitlementsOf, upgradeUrl } from "@/lib/entitlements";
import { counterRungs } from "./batch";
import { graceEnd } from "./ladder";
import { tellFounder } from "./tell-founder";

type MailedStep = "email" | "soft" | "hard";
const mailedSteps: readonly MailedStep[] = ["email", "soft", "hard"];

/**
 * Writes the e-mails of the ladder's steps that were reached and not yet mailed, to the organization's owners. The step is
 * marked in the same transaction as the outbox row, and its row is locked: never twice, and what was missed is told next time.
 */
export async function tellLimits(ctx: TenantContext): Promise<void> {
  const due = await claimDue(ctx);
  if (due.length === 0) return;
  for (const notice of highestOfEach(due)) await mailOwners(ctx, notice);
}

type Notice = { meter: string; periodStart: Date; step: MailedStep };

async function claimDue({ tx, organizationId, now }: TenantContext): Promise<Notice[]> {
  const rows = await tx
    .update(usageNotices)
    .set({ mailedAt: now })
    .where(
      and(
        eq(usageNotices.organizationId, organizationId),
        inArray(usageNotices.step, [...mailedSteps]),
        isNull(usageNotices.mailedAt),
      ),
    )
    .returning({ meter: usageNotices.meter, periodStart: usageNotices.periodStart, step: usageNotices.step });
  return rows.flatMap(({ step, ...row }) => (step === "call" ? [] : [{ ...row, step }]));
}

/** Who jumps over several steps at once is told of the last one. */
function highestOfEach(notices: readonly Notice[]): Notice[] {
  const rank = ({ step }: Notice) => mailedSteps.indexOf(step);
  const highest = new Map<string, Notice>();
  for (const notice of notices) {
    const key = `${notice.meter} ${notice.periodStart.toISOString()}`;
    const known = highest.get(key);
    if (!known || rank(notice) > rank(known)) highest.set(key, notice);
  }
  return [...highest.values()];
}

async function mailOwners(ctx: TenantContext, { meter, periodStart, step }: Notice): Promise<void> {
  const { organizationId } = ctx;
  const rungs = counterRungs(catalog, await entitlementsOf(ctx), meter);
  const count = await countOf(ctx, meter, periodStart);
  const name = await nameOf(ctx);
  const limit = rungs.limit ?? 0;
  const graceEndsAt = graceEnd(rungs, count.graceStartedAt);
  await tellFounder(ctx, { organization: name, meter, periodStart, step, used: count.used, limit, graceEndsAt });
  for (const owner of await ownersOf(ctx)) {
    await enqueueEmail(ctx, {
      to: owner.email,
      template: "limit-reached",
      organizationId,
      dedupeKey: ["limit", organizationId, meter, periodStart.toISOString(), step, owner.id].join(":"),
      props: {
        organization: name,
        meter: findMeter(catalog, meter).name,
        step,
        used: count.used,
        limit,
        graceEndsAt: graceEndsAt?.toISOString() ?? null,
        billingUrl: upgradeUrl(),
      },
    });
  }
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

async function nameOf({ tx, organizationId }: TenantContext): Promise<string> {
  const rows = await tx
    .select({ name: organizations.name })
    .from(organizations)
    .where(eq(organizations.id, organizationId));
  return rows[0]?.name ?? "";
}

function ownersOf({ tx, organizationId }: TenantContext): Promise<{ id: string; email: string }[]> {
  return tx
    .select({ id: users.id, email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.organizationId, organizationId), eq(memberships.role, "owner")));
}
