import { addDays, addHours, addMinutes } from "@/lib/durations";

/** A point in time relative to now; negative for the past. */
export const daysFromNow = (count: number): Date => addDays(new Date(), count);
export const hoursFromNow = (count: number): Date => addHours(new Date(), count);
export const minutesFromNow = (count: number): Date => addMinutes(new Date(), count);
