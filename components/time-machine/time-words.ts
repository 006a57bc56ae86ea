const day = 86_400;

/** `Sat 6 Dec 2026, 12:10 UTC`. */
export function instantWords(instant: string): string {
  const date = new Date(instant);
  const clock = date.toISOString().slice(11, 16);
  return `${date.toLocaleDateString("en-GB", { weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone: "UTC" })}, ${clock} UTC`;
}

/** `6 Dec 2026`. */
export const dateWords = (instant: string): string =>
  new Date(instant).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** How far product time is ahead of the wall's, in seconds, in words. */
export function aheadWords(shift: number): string {
  if (shift === 0) return "The same as the wall clock";
  return `${length(shift)} ahead of the wall clock`;
}

function length(shift: number): string {
  const [count, unit] = shift < day ? [Math.round(shift / 3600), "hour"] : [Math.round(shift / day), "day"];
  return count < 1 ? "Less than an hour" : `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** The day after an instant's, as a date field writes it. */
export const nextDay = (instant: string): string =>
  new Date(new Date(instant).getTime() + day * 1000).toISOString().slice(0, 10);
