import type { BadgeVariant } from "@/components/ui/badge";
import type { ImpersonationEnd } from "@/lib/auth/impersonation/impersonation";
import type { MovementKind } from "@/lib/metrics";
import { formatMoney } from "@/lib/money";

export const stateWords = {
  trialing: { label: "Trial", variant: "info" },
  active: { label: "Paying", variant: "success" },
  past_due: { label: "Past due", variant: "warning" },
  paused: { label: "Paused", variant: "warning" },
  incomplete: { label: "Incomplete", variant: "warning" },
  canceled: { label: "Canceled", variant: "secondary" },
  expired: { label: "Trial over", variant: "secondary" },
  suspended: { label: "Suspended", variant: "destructive" },
} as const satisfies Record<string, { label: string; variant: BadgeVariant }>;

/** Good news is a gain; a pause is neither. */
export const movementVariants = {
  new: "success",
  expansion: "success",
  reactivation: "success",
  resumed: "success",
  contraction: "warning",
  paused: "warning",
  churn: "destructive",
} as const satisfies Record<MovementKind, BadgeVariant>;

/** `19900 usd` → "+$199.00", `-4900 usd` → "−$49.00". */
export function signedMoney(money: { amount: number; currency: string }): string {
  const absolute = formatMoney({ ...money, amount: Math.abs(money.amount) });
  return `${money.amount < 0 ? "−" : "+"}${absolute}`;
}

/** "Starter → Professional" for a change; the one plan there is otherwise. */
export function planChange(before: string | null, after: string | null): string {
  return before && after && before !== after ? `${before} → ${after}` : (after ?? before ?? "");
}

const percent = new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 1 });
const medium = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" });
const withTime = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
const month = new Intl.DateTimeFormat("en-US", { month: "short", year: "2-digit", timeZone: "UTC" });

export const formatPercent = (rate: number): string => percent.format(rate);
export const mediumDate = (date: Date): string => medium.format(date);
/** By UTC, as everything on the platform's pages. */
export const dateTime = (date: Date): string => `${withTime.format(date)} UTC`;
/** "2026-11" → "Nov 26". */
export const monthLabel = (key: string): string => month.format(new Date(`${key}-01T00:00:00Z`));

/** Days until then, begun ones counted whole: what is left of today is a day. */
export const daysUntil = (then: Date, now: Date): number =>
  Math.max(0, Math.ceil((then.getTime() - now.getTime()) / (24 * 60 * 60 * 1000)));

/** "320 ms", "1.4 s", "2 min", "3 h". */
export function tookWords(ms: number): string {
  if (ms < 1_000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  if (ms < 3_600_000) return `${Math.round(ms / 60_000)} min`;
  return `${Math.round(ms / 3_600_000)} h`;
}

/** What follows of a replay. */
export const replayedWords = (customers: number): string => {
  if (customers === 0) return "They concern no customer: there was nothing to do.";
  return customers === 1 ? "The customer is being read anew." : `${customers} customers are being read anew.`;
};

/** "in 5 minutes", "in 3 hours", "in 2 days". */
export function untilWords(then: Date, now: Date): string {
  const minutes = Math.max(1, Math.round((then.getTime() - now.getTime()) / 60_000));
  const [count, unit] =
    minutes < 60
      ? [minutes, "minute"]
      : minutes < 2_880
        ? [Math.round(minutes / 60), "hour"]
        : [Math.round(minutes / 1_440), "day"];
  return `in ${count} ${unit}${count === 1 ? "" : "s"}`;
}

const acted: Readonly<Record<ImpersonationEnd, string>> = {
  ended: "You are yourself again.",
  replaced: "You are yourself again: you signed in as somebody else meanwhile.",
  time_up: "You are yourself again: the time was up.",
  signed_out: "You are yourself again: the session you began in has ended.",
  demoted: "You are yourself again: you are no platform admin any more.",
  became_admin: "You are yourself again: the customer has become a platform admin.",
  no_member_any_more: "You are yourself again: the customer has left the organization.",
};

/** What is said to an admin who comes back from acting for a customer; nothing for a word the address made up. */
export const actedWords = (why: string): string | undefined => new Map(Object.entries(acted)).get(why);
