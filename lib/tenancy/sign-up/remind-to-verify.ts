import "server-only";
import { and, asc, eq, isNull, lte, sql } from "drizzle-orm";
import { emails, memberships, organizations, subscriptions, trials, users } from "@/db/schema";
import { verificationUrl } from "@/lib/auth";
import type { Context } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { enqueueEmail, storedDedupeKeySql } from "@/lib/email";
import { onTrialAt } from "@/lib/trials";

/** Per transaction. The next run does the rest. */
const batchSize = 500;

/**
 * Emails owners who haven't verified their address, with the link: a day before their trial is put on hold, and when it is,
 * once each. Owners of a trial that ended, or of a plan that was bought, get none. For a platform-role transaction.
 *
 * @returns how many emails it wrote.
 */
export async function remindToVerify(ctx: Context): Promise<number> {
  const due = await withoutReminder(ctx);
  for (const { organizationId, organization, to, verifyBy, dedupeKey } of due) {
    await enqueueEmail(ctx, {
      to,
      organizationId,
      template: "verify-reminder",
      props: {
        organization,
        url: await verificationUrl(ctx, to),
        verifyBy: verifyBy.toISOString(),
        onHold: verifyBy <= ctx.now,
      },
      dedupeKey,
    });
  }
  return due.length;
}

async function withoutReminder({ tx, now }: Context) {
  const stage = sql`case when ${trials.verifyBy} <= ${now.toISOString()}::timestamptz then 'on-hold' else 'soon' end`;
  const dedupeKey = sql<string>`concat_ws(':', 'verify-reminder', ${stage}, ${trials.organizationId}, ${users.id})`;
  const rows = await tx
    .select({
      organizationId: trials.organizationId,
      organization: organizations.name,
      to: users.email,
      verifyBy: trials.verifyBy,
      dedupeKey,
    })
    .from(trials)
    .innerJoin(subscriptions, eq(subscriptions.organizationId, trials.organizationId))
    .innerJoin(organizations, eq(organizations.id, trials.organizationId))
    .innerJoin(memberships, and(eq(memberships.organizationId, trials.organizationId), eq(memberships.role, "owner")))
    .innerJoin(users, and(eq(users.id, memberships.userId), isNull(users.emailVerified)))
    .where(
      and(
        onTrialAt(now),
        lte(trials.verifyBy, addDays(now, 1)),
        sql`not exists (select from ${emails} where ${emails.dedupeKey} = ${storedDedupeKeySql(dedupeKey)})`,
      ),
    )
    .orderBy(asc(trials.verifyBy))
    .limit(batchSize);
  return rows.flatMap(({ verifyBy, ...row }) => (verifyBy ? [{ ...row, verifyBy }] : []));
}
