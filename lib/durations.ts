/** Lengths of time in milliseconds. Calendar months and years have no fixed length: see the usage period. */
export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** `date` moved by a whole or fractional number of days of 24 hours; negative for the past. */
export const addDays = (date: Date, days: number): Date => new Date(date.getTime() + days * day);

/** `date` moved by a number of hours; negative for the past. */
export const addHours = (date: Date, hours: number): Date => new Date(date.getTime() + hours * hour);

/** `date` moved by a number of minutes; negative for the past. */
export const addMinutes = (date: Date, minutes: number): Date => new Date(date.getTime() + minutes * minute);

/** Days left from `now` until `then`, a started day counted as a whole one: 0 once it has passed. */
export const daysUntil = (then: Date, now: Date): number =>
  Math.max(0, Math.ceil((then.getTime() - now.getTime()) / day));
