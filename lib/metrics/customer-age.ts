/** How long an organization had been paying, in whole months since the first payment, from so many on. */
export const customerAges = [
  { key: "0-3", label: "Up to 3 months", from: 0 },
  { key: "3-6", label: "3–6 months", from: 3 },
  { key: "6-12", label: "6–12 months", from: 6 },
  { key: "12-24", label: "1–2 years", from: 12 },
  { key: "24+", label: "Over 2 years", from: 24 },
] as const;

/** The key of the age on a UTC day, `2026-11-30`, of who first paid on another. */
export function customerAge(firstDay: string, day: string): string {
  const months = monthsBetweenDays(firstDay, day);
  return customerAges.findLast(({ from }) => months >= from)?.key ?? customerAges[0].key;
}

/** Whole months: from January 31 to March 30 it is one. */
function monthsBetweenDays(first: string, last: string): number {
  const [year = 0, month = 0, day = 0] = first.split("-").map(Number);
  const [lastYear = 0, lastMonth = 0, lastDay = 0] = last.split("-").map(Number);
  return (lastYear - year) * 12 + lastMonth - month - (lastDay < day ? 1 : 0);
}
