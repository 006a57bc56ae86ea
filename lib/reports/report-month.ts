const pattern = /^2\d{3}-(0[1-9]|1[0-2])$/;

/** `2026-10`, if the text is a month that has begun by `now`. */
export const reportMonth = (text: string, now: Date): string | undefined =>
  pattern.test(text) && text <= monthOf(now) ? text : undefined;

/** The last month that has ended. */
export const lastMonth = (now: Date): string =>
  monthOf(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)));

/** The months before and after; null for one that hasn't begun. */
export function neighbors(month: string, now: Date): { previous: string; next: string | null } {
  const start = new Date(`${month}-01T00:00:00Z`);
  const at = (offset: number) => monthOf(new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + offset, 1)));
  return { previous: at(-1), next: at(1) <= monthOf(now) ? at(1) : null };
}

const monthOf = (date: Date): string => date.toISOString().slice(0, 7);
