/** The day of `anchor` so many months on, or the last day of a shorter month, always counted from the anchor, as at Stripe. */
export function monthsAfter(anchor: Date, months: number): Date {
  const at = new Date(anchor);
  at.setUTCDate(1);
  at.setUTCMonth(at.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  at.setUTCDate(Math.min(anchor.getUTCDate(), lastDay));
  return at;
}

export const monthsOf = (interval: "month" | "year"): number => (interval === "year" ? 12 : 1);

/** Without fractions of a second, which Stripe doesn't have. */
export const wholeSeconds = (at: Date): Date => new Date(Math.floor(at.getTime() / 1000) * 1000);

/** As Stripe counts time. */
export const unixSeconds = (at: Date): number => Math.floor(at.getTime() / 1000);
