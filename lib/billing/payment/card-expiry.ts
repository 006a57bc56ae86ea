import { day, daysUntil } from "@/lib/durations";

/** Days before a card expires at which the customer is notified. */
const cardStages = [30, 7] as const;

/** When a card stops working: it is valid through the last day of its month. Undefined for a malformed date. */
export function cardExpiresAt(monthAndYear: string): Date | undefined {
  const [, month, year] = /^(\d{2})\/(\d{4})$/.exec(monthAndYear) ?? [];
  if (!month || !year || Number(month) < 1 || Number(month) > 12) return undefined;
  return new Date(Date.UTC(Number(year), Number(month), 1));
}

/**
 * Which expiry notice applies to a card: 30 or 7 days before its month ends, 0 once it has expired; undefined before.
 *
 * @param monthAndYear `MM/YYYY`, as the mirror stores it.
 */
export function cardStage(monthAndYear: string, now: Date): { stage: 30 | 7 | 0; daysLeft: number } | undefined {
  const end = cardExpiresAt(monthAndYear);
  if (!end) return undefined;
  const left = end.getTime() - now.getTime();
  if (left <= 0) return { stage: 0, daysLeft: 0 };
  const stage = cardStages.findLast((days) => left <= days * day);
  return stage && { stage, daysLeft: daysUntil(end, now) };
}
