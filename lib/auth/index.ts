export { asPerson, type PersonContext, requirePerson } from "./as-person";
export { countAttempt } from "./attempts";
export { beginImpersonation, customersOrganization, type Impersonation } from "./begin-impersonation";
export { changePassword } from "./change-password";
export { confirmPassword } from "./confirm-password";
export { createUser } from "./create-user";
export { currentSession, requireSession, sessionActor } from "./current-session";
export type { Session } from "./find-session";
export { impersonationOver, impersonationOverPath, requireInPerson, wasActing } from "./impersonation";
export { dropImpersonationCookie, setImpersonationCookie } from "./impersonation-cookie";
export { impersonateSchema } from "./impersonation-input";
export {
  changePasswordSchema,
  type JoinInput,
  joinSchema,
  newPasswordFormSchema,
  renamePersonSchema,
  resetRequestSchema,
  type SignUpInput,
  sessionIdSchema,
  signInSchema,
  signUpSchema,
  tokenInputSchema,
} from "./input";
export { leaveImpersonation } from "./leave-impersonation";
export { nextPath } from "./next-path";
export { dropSessionCookie, openSession } from "./open-session";
export { openSessions } from "./queries";
export { renamePerson } from "./rename-person";
export { requestAddress } from "./request-address";
export { requestReset } from "./request-reset";
export { requestVerification } from "./request-verification";
export { resetPassword } from "./reset-password";
export { revokeSessions } from "./revoke-sessions";
export { assertSameOrigin } from "./same-origin";
export { cookieOptions, organizationCookieName } from "./session-cookie";
export { signInWithPassword } from "./sign-in";
export { sweepAuth } from "./sweep-auth";
export { sweepImpersonations } from "./sweep-impersonations";
export { hashToken, newToken } from "./tokens";
export { appUrl, signInUrls } from "./urls";
export { verifyEmail } from "./verify-email";
export { visitsTo } from "./visits";
export { wayBack } from "./way-back";
