import { formatMonth } from "@/lib/dates";

/** "2026-11" → "Nov 2026". */
export const formatMonthKey = (key: string): string => formatMonth(new Date(`${key}-01T00:00:00Z`));
