import { addDays, day } from "@/lib/durations";

/** An unused session expires after the first, any session after the second. */
export const sessionIdleDays = 30;
export const sessionMaxDays = 90;

/** `__Host-` binds a cookie to this host over HTTPS, so that no sibling domain can set one. */
const cookiePrefix = (appUrl: string) => (appUrl.startsWith("https:") ? "__Host-" : "");

export const sessionCookieName = (appUrl: string) => `${cookiePrefix(appUrl)}gatehouse.session`;
export const impersonationCookieName = (appUrl: string) => `${cookiePrefix(appUrl)}gatehouse.impersonation`;
export const deviceCookieName = (appUrl: string) => `${cookiePrefix(appUrl)}gatehouse.device`;
export const oauthCookieName = (appUrl: string) => `${cookiePrefix(appUrl)}gatehouse.oauth`;
export const organizationCookieName = (appUrl: string) => `${cookiePrefix(appUrl)}gatehouse.organization`;

/** One for each kind of challenge, because a sign-in may be in its second step while a passkey is asked for. */
export const challengeCookieName = (appUrl: string, purpose: string) =>
  `${cookiePrefix(appUrl)}gatehouse.challenge-${purpose.replaceAll("_", "-")}`;

/** The options of all our cookies. `lax`, so that links in emails open signed in. */
export function cookieOptions(appUrl: string) {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: appUrl.startsWith("https:") } as const;
}

/** When a session used at `now` expires. */
export function sessionExpiry(createdAt: Date, now: Date): Date {
  const idleExpiry = addDays(now, sessionIdleDays);
  const absoluteExpiry = addDays(createdAt, sessionMaxDays);
  return new Date(Math.min(idleExpiry.getTime(), absoluteExpiry.getTime()));
}

/** Whether to extend the session: at most once a day, to save a write on every request. */
export function dueToSlide(session: { createdAt: Date; expires: Date }, now: Date): boolean {
  return sessionExpiry(session.createdAt, now).getTime() - session.expires.getTime() >= day;
}
