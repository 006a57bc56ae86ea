import "server-only";
import { and, asc, eq, gt, inArray, lte, sql } from "drizzle-orm";
import { auditLog, emails, organizations, subscriptions, trials } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { JourneyEvent } from "./journey";

/** The audit actions that a journey shows, with their text. */
const shownActions: Readonly<Record<string, string>> = {
  "billing.trial_expired": "trial ended",
  "billing.subscription_started": "subscription started",
  "billing.subscription_changed": "subscription changed",
  "billing.subscription_ended": "subscription ended",
  "billing.cancellation_scheduled": "cancellation scheduled",
  "billing.payment_failed": "payment failed",
  "billing.payment_recovered": "payment recovered",
};

/** Days before the end of a trial on which it is emailed about, and the end. */
const trialDays = [7, 3, 1, 0];

/** What happened after `since`, in order, and the time up to which this looked. */
export async function eventsSince(
  { tx, now }: Context,
  since: Date,
): Promise<{ happened: JourneyEvent[]; seen: Date }> {
  const entries = await tx
    .select({ at: auditLog.occurredAt, action: auditLog.action, who: organizations.name })
    .from(auditLog)
    .leftJoin(organizations, eq(organizations.id, auditLog.organizationId))
    .where(
      and(
        gt(auditLog.occurredAt, since),
        lte(auditLog.occurredAt, now),
        inArray(auditLog.action, Object.keys(shownActions)),
      ),
    )
    .orderBy(asc(auditLog.occurredAt));
  const mails = await tx
    .select({ at: emails.createdAt, template: emails.template, who: organizations.name })
    .from(emails)
    .leftJoin(organizations, eq(organizations.id, emails.organizationId))
    .where(and(gt(emails.createdAt, since), lte(emails.createdAt, now)))
    .orderBy(asc(emails.createdAt));
  const happened = [
    ...entries.map(({ at, action, who }) => journeyEvent(at, shownActions[action] ?? action, who)),
    ...mails.map(({ at, template, who }) => journeyEvent(at, `email “${template}”`, who)),
  ];
  return { happened: happened.sort((a, b) => a.at.localeCompare(b.at)), seen: now };
}

const journeyEvent = (at: Date, what: string, who: string | null): JourneyEvent => ({
  at: at.toISOString(),
  what,
  ...(who === null ? {} : { who }),
});

/** The next time after `at` at which a running trial ends or is emailed about. */
export async function nextTrialMoment({ tx }: Context, at: Date): Promise<Date | null> {
  const days = sql.join(
    trialDays.map((count) => sql`(${count}::int)`),
    sql`, `,
  );
  const [row] = await tx.execute<{ moment: string | null }>(sql`
    select to_char(min(moment) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as moment
    from ${trials} join ${subscriptions} on ${subscriptions.organizationId} = ${trials.organizationId},
      (values ${days}) as before(days), lateral (select ${trials.endsAt} - make_interval(days => before.days) as moment) as moments
    where (${subscriptions.status} is null or ${subscriptions.status} = 'trialing') and moment > ${at.toISOString()}::timestamptz`);
  return row?.moment ? new Date(row.moment) : null;
}
