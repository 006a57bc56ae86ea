const days = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" });

/** `2026-12-05T10:00:00Z` → `December 5, 2026`, in UTC like every date we mail. */
export const formatDay = (iso: string): string => days.format(new Date(iso));
