import { formatDate, formatMonth, formatShortDate, formatShortMonth } from "@/lib/dates";

const isMonth = (period: string): boolean => period.length === 7;
const startOf = (period: string): Date => new Date(`${isMonth(period) ? `${period}-01` : period}T00:00:00Z`);

/** `2026-11` → "Nov 2026", `2026-11-30` → "Nov 30, 2026". */
export const periodLabel = (period: string): string =>
  isMonth(period) ? formatMonth(startOf(period)) : formatDate(startOf(period));

/** `2026-11` → "Nov ’26", `2026-11-30` → "Nov 30": for the x axis. */
export const periodTick = (period: string, asOf: Date): string =>
  isMonth(period) ? formatShortMonth(startOf(period)) : formatShortDate(startOf(period), asOf);

/** The period that `asOf` is in isn't over. */
export const isRunning = (period: string, asOf: Date): boolean => asOf.toISOString().startsWith(period);
