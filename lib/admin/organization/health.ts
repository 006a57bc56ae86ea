import { formatUtcDate } from "@/lib/dates";
import { day, daysUntil } from "@/lib/durations";
import { formatMoney, type Money } from "@/lib/money";
import { formatCount } from "@/lib/numbers";
import type { OrganizationStatus } from "@/lib/trials";

/** Something about an organization that a platform admin should know first. `alarm` before `warning` before `note`. */
export type HealthSign = { level: "alarm" | "warning" | "note"; text: string };

export type HealthFacts = {
  now: Date;
  status: OrganizationStatus;
  suspendedAt: Date | null;
  deletionDueAt: Date | null;
  trialEndsAt: Date;
  cancelAt: Date | null;
  pastDueSince: Date | null;
  /** What is overdue, one amount per currency. */
  owed: readonly Money[];
  /** Open mismatches between Stripe and the database. */
  mismatches: number;
  /** The names of meters that have reached their limit. */
  atLimit: readonly string[];
  disputes: number;
  customerDeletedAt: Date | null;
  failingEmails: number;
  cardExpired: boolean;
};

const levels = ["alarm", "warning", "note"] as const;

/** The signs that hold, the most urgent first. Empty for an organization that needs nothing. */
export function healthOf(facts: HealthFacts): HealthSign[] {
  const { now } = facts;
  const signs: (HealthSign | false | null)[] = [
    facts.suspendedAt && alarm(`Suspended since ${formatUtcDate(facts.suspendedAt)}`),
    facts.deletionDueAt && alarm(`Will be deleted on ${formatUtcDate(facts.deletionDueAt)}`),
    facts.customerDeletedAt && alarm("The customer was deleted in Stripe"),
    facts.mismatches > 0 && alarm(`${formatCount(facts.mismatches, "mismatch", "mismatches")} with Stripe`),
    facts.disputes > 0 && alarm(formatCount(facts.disputes, "open dispute")),
    facts.pastDueSince && alarm(pastDue(facts.pastDueSince, facts.owed, now)),
    facts.atLimit.length > 0 && warning(`At the limit: ${facts.atLimit.join(", ")}`),
    facts.cancelAt && facts.cancelAt > now && warning(`Cancels on ${formatUtcDate(facts.cancelAt)}`),
    facts.cardExpired && warning("The card has expired"),
    facts.failingEmails > 0 && warning(`${formatCount(facts.failingEmails, "email")} can't be delivered`),
    trialSign(facts),
  ];
  return signs
    .filter((sign): sign is HealthSign => sign !== false && sign !== null)
    .toSorted((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
}

const alarm = (text: string): HealthSign => ({ level: "alarm", text });
const warning = (text: string): HealthSign => ({ level: "warning", text });

function pastDue(since: Date, owed: readonly Money[], now: Date): string {
  const days = Math.floor((now.getTime() - since.getTime()) / day);
  const amounts = owed.map(formatMoney).join(" and ");
  const what = amounts ? `${amounts} past due` : "Past due";
  return days < 1 ? `${what} since today` : `${what} for ${formatCount(days, "day")}`;
}

function trialSign({ status, trialEndsAt, now }: HealthFacts): HealthSign | null {
  if (status === "expired") return { level: "note", text: `Trial ended ${formatUtcDate(trialEndsAt)}` };
  if (status !== "trialing") return null;
  const left = daysUntil(trialEndsAt, now);
  const level = left <= 3 ? "warning" : "note";
  return { level, text: left === 0 ? "Trial ends today" : `Trial ends in ${formatCount(left, "day")}` };
}
