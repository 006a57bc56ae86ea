export { currentSession, requireSession, sessionActor } from "./current-session";
export type { Session } from "./find-session";
export { assertSameOrigin } from "./same-origin";
export { cookieOptions, organizationCookieName, sessionCookieName } from "./session-cookie";
export { hashToken, newToken } from "./tokens";
