const day = 24 * 60 * 60 * 1000;

/** "works for 3 more days", "works for less than a day": how long an open invitation lasts. */
export function expiryWords(expiresAt: Date, now: Date): string {
  const days = Math.ceil((expiresAt.getTime() - now.getTime()) / day);
  return days <= 1 ? "works for less than a day" : `works for ${days} more days`;
}
