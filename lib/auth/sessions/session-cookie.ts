/** How long an unused session lives, and how long any session lives at most. */
export const sessionIdleDays = 30;
export const sessionMaxDays = 90;

const day = 24 * 60 * 60 * 1000;

/** `__Host-` ties a cookie to this very host over HTTPS, so that no sibling domain can plant one. */
const cookiePrefix = (appUrl: string) => (appUrl.startsWith("https:") ? "__Host-" : "");

export const sessionCookieName = (appUrl: string) => `${cookiePrefix(appUrl)}gatehouse.session`;
export const impersonationCookieName = (appUrl: string) => `${cookiePrefix(appUrl)}gatehouse.impersonation`;
export const organizationCookieName = (appUrl: string) => `${cookiePrefix(appUrl)}gatehouse.organization`;

/** What every cookie of ours is set with; `lax` so that a link in an e-mail arrives signed in. */
export function cookieOptions(appUrl: string) {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: appUrl.startsWith("https:") } as const;
}

/** When a session that is used at `now` ends: idle days from now, but never beyond its longest life. */
export function sessionExpiry(createdAt: Date, now: Date): Date {
  const longest = createdAt.getTime() + sessionMaxDays * day;
  return new Date(Math.min(now.getTime() + sessionIdleDays * day, longest));
}

/** A write for each request would be a waste: the expiry moves once a day. */
export function dueToSlide(session: { createdAt: Date; expires: Date }, now: Date): boolean {
  return sessionExpiry(session.createdAt, now).getTime() - session.expires.getTime() >= day;
}
