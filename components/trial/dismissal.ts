import { isoDay } from "@/lib/dates";

/** The cookie that remembers a dismissed banner until the next day (UTC). */
export const dismissalCookie = (key: string) => `banner_${key}`;

/** The cookie's value for a banner dismissed today. */
export const dismissedOn = (now: Date): string => isoDay(now);

/** Whether it was dismissed today by the server's clock. */
export const isDismissed = (cookie: string | undefined, now: Date): boolean => cookie === dismissedOn(now);
