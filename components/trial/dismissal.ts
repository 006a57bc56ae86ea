/** The cookie in which a banner that was put away is remembered, until the next day (UTC). */
export const dismissalCookie = (key: string) => `banner_${key}`;

/** What the cookie holds when it was put away today. */
export const dismissedOn = (now: Date): string => now.toISOString().slice(0, 10);

/** Put away today, by the server's clock. */
export const isDismissed = (cookie: string | undefined, now: Date): boolean => cookie === dismissedOn(now);
