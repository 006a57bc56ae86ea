const date = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" });
const shortDate = new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric", timeZone: "UTC" });
const dateTime = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
const time = new Intl.DateTimeFormat("en-US", { timeStyle: "short", timeZone: "UTC" });
const month = new Intl.DateTimeFormat("en-US", { month: "short", year: "numeric", timeZone: "UTC" });

// Since ICU 72, Intl puts a narrow no-break space before AM and PM. Emails and CSV files want a plain one.
const plain = (text: string) => text.replaceAll("\u202f", " ");

/** `Nov 30, 2026`, in UTC. The one format of a date in sentences, emails and facts. */
export const formatDate = (at: Date): string => date.format(at);

/**
 * `Nov 30, 2026 UTC`. For a day on which something is decided: a renewal, a reset, an end, a deadline. A viewer elsewhere may
 * have another date then, so these name their zone, on pages and in emails alike; server and browser write the same.
 */
export const formatUtcDate = (at: Date): string => `${formatDate(at)} UTC`;

/** `Nov 30 UTC`, or `Nov 30, 2025 UTC` outside the year of `now`: the same for badges. */
export const formatShortUtcDate = (at: Date, now: Date): string => `${formatShortDate(at, now)} UTC`;

/** `Nov 30`, or `Nov 30, 2025` outside the year of `now`, in UTC. For dense lists and charts only. */
export const formatShortDate = (at: Date, now: Date): string =>
  (at.getUTCFullYear() === now.getUTCFullYear() ? shortDate : date).format(at);

/** `Nov 30, 2026, 2:05 PM UTC`. */
export const formatDateTime = (at: Date): string => `${plain(dateTime.format(at))} UTC`;

/** `2:05 PM UTC`. */
export const formatTime = (at: Date): string => `${plain(time.format(at))} UTC`;

/** `Nov 2026`, in UTC. */
export const formatMonth = (at: Date): string => month.format(at);

const shortMonth = new Intl.DateTimeFormat("en-US", { month: "short", timeZone: "UTC" });

/** `Nov ’26`, in UTC: for the axes of charts, where `Nov 26` would read as a day. */
export const formatShortMonth = (at: Date): string =>
  `${shortMonth.format(at)} ’${String(at.getUTCFullYear()).slice(-2)}`;

/** `2026-11-30`, the UTC day: for machines, file names and grouping. */
export const isoDay = (at: Date): string => at.toISOString().slice(0, 10);
