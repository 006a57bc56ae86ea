const dayMs = 24 * 60 * 60 * 1000;

/** A card's end is told so many days before. */
const cardStages = [30, 7] as const;

/** The instant a card stops working: a card is good through the last day of its month. Undefined for no such date. */
export function cardExpiresAt(monthAndYear: string): Date | undefined {
  const [, month, year] = /^(\d{2})\/(\d{4})$/.exec(monthAndYear) ?? [];
  if (!month || !year || Number(month) < 1 || Number(month) > 12) return undefined;
  return new Date(Date.UTC(Number(year), Number(month), 1));
}

/**
 * Which notice of its expiry a card is in: 30 or 7 days before its month ends, 0 once it has; undefined before.
 *
 * @param monthAndYear `MM/YYYY`, as the mirror keeps it.
 */
export function cardStage(monthAndYear: string, now: Date): { stage: 30 | 7 | 0; daysLeft: number } | undefined {
  const end = cardExpiresAt(monthAndYear);
  if (!end) return undefined;
  const left = end.getTime() - now.getTime();
  if (left <= 0) return { stage: 0, daysLeft: 0 };
  const stage = cardStages.findLast((days) => left <= days * dayMs);
  return stage && { stage, daysLeft: Math.ceil(left / dayMs) };
}
