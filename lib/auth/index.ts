export {
  confirmEmailChange,
  findEmailChange,
  pendingEmailChange,
} from "./email-change/confirm-email-change";
export { cancelEmailChange, requestEmailChange } from "./email-change/request-email-change";
export { afterImpersonation } from "./impersonation/after-impersonation";
export { beginImpersonation, customersOrganization } from "./impersonation/begin-impersonation";
export { endSupportSession } from "./impersonation/end-support-session";
export { impersonationOver, impersonationOverPath, requireInPerson, wasActing } from "./impersonation/impersonation";
export { dropImpersonationCookie, setImpersonationCookie } from "./impersonation/impersonation-cookie";
export { impersonateSchema } from "./impersonation/impersonation-input";
export { leaveImpersonation } from "./impersonation/leave-impersonation";
export {
  type SupportSessionFilter,
  supportSessionFilterSchema,
  supportSessionIdSchema,
} from "./impersonation/support-session-filter";
export {
  type ActiveSupportSession,
  activeSupportSessions,
  type LoggedSupportSession,
  supportSessionLog,
} from "./impersonation/support-session-log";
export { supportSessions } from "./impersonation/support-sessions";
export { sweepImpersonations } from "./impersonation/sweep-impersonations";
export {
  changeEmailSchema,
  changePasswordSchema,
  codeSchema,
  completeSignUpSchema,
  confirmAddressSchema,
  confirmIdentitySchema,
  deleteAccountSchema,
  emailSchema,
  type JoinInput,
  joinSchema,
  newPasswordFormSchema,
  providerSchema,
  renamePersonSchema,
  resetRequestSchema,
  type SignUpInput,
  sendAddressCodeSchema,
  sessionIdSchema,
  signInSchema,
  signUpSchema,
  tokenInputSchema,
  trialCheckSchema,
} from "./input";
export { findVerification } from "./links/find-verification";
export { linkGone } from "./links/links";
export { requestVerification, verificationUrl } from "./links/request-verification";
export { hashToken, newToken } from "./links/tokens";
export { appUrl, signInUrls } from "./links/urls";
export { verifyEmail } from "./links/verify-email";
export { beginLinking, beginOAuth } from "./oauth/begin";
export { confirmAddress, sendAddressCode } from "./oauth/confirm-address";
export { createUserWithProvider } from "./oauth/create-user-with-provider";
export { completeSignUpPath, finishOAuth } from "./oauth/finish";
export { type LinkedAccount, linkedAccounts } from "./oauth/identities";
export { type ProviderName, providerLabels, providerNamed } from "./oauth/labels";
export { type OAuthProblem, oauthProblems, problemPath } from "./oauth/problems";
export { configuredProviders } from "./oauth/providers";
export { findProfile, type KeptProfile, oauthActor, requireProfile } from "./oauth/requests";
export { signInWithProvider } from "./oauth/sign-in-with-provider";
export { unlinkAccount } from "./oauth/unlink";
export { hasPassword } from "./oauth/ways-to-sign-in";
export { addPasskey, startPasskey } from "./passkeys/add-passkey";
export {
  newPasskeySchema,
  passkeyIdSchema,
  passkeyProofSchema,
  passkeySignInSchema,
  renamePasskeySchema,
} from "./passkeys/passkey-input";
export { renamePasskey } from "./passkeys/rename-passkey";
export { passkeysExist } from "./passkeys/require-relying-party";
export { passkeySignInOptions, signInWithPasskey } from "./passkeys/sign-in-with-passkey";
export { changePassword } from "./passwords/change-password";
export { requestReset } from "./passwords/request-reset";
export { resetPassword } from "./passwords/reset-password";
export { asPerson, type PersonContext, requirePerson } from "./people/as-person";
export { createPersonWithoutPassword } from "./people/create-person-without-password";
export { createUser } from "./people/create-user";
export { renamePerson } from "./people/rename-person";
export { withAccount } from "./people/with-account";
export { clientAddress } from "./requests/client-address";
export { nextPath } from "./requests/next-path";
export { requestAddress } from "./requests/request-address";
export { assertSameOrigin } from "./requests/same-origin";
export { isRecent } from "./second-factor/assurance";
export {
  confirmationMethods,
  confirmIdentity,
  confirmWithPasskey,
  passkeyConfirmationOptions,
  sendConfirmationCode,
} from "./second-factor/confirm-identity";
export {
  isSingleSignOnOver,
  lacksSecondFactor,
  lacksSingleSignOn,
  ownSignInMissing,
  requireConfirmed,
  secondFactorMissing,
  singleSignOnMissing,
  singleSignOnOver,
  singleSignOnPath,
  twoFactorSetUpPath,
} from "./second-factor/confirmed";
export { factorsOf, hasFactor } from "./second-factor/factors";
export { renewRecoveryCodes } from "./second-factor/recovery-codes";
export { removeFactor } from "./second-factor/remove-factor";
export {
  cancelTotpSetUp,
  confirmTotp,
  startTotpSetUp,
  totpSetUp,
} from "./second-factor/set-up-totp";
export { totpCode, totpRemaining, totpStep } from "./second-factor/totp";
export { currentSession, requireSession, sessionActor } from "./sessions/current-session";
export { describeAgent } from "./sessions/describe-agent";
export type { Session } from "./sessions/find-session";
export { openSessions } from "./sessions/list-sessions";
export { noteChange } from "./sessions/note-change";
export { dropSessionCookie, openSession } from "./sessions/open-session";
export { revokeSessions } from "./sessions/revoke-sessions";
export { cookieOptions, organizationCookieName, sessionCookieName } from "./sessions/session-cookie";
export { type AccountEvent, signInHistory } from "./sessions/sign-in-history";
export { endOwnSession, signOut, signOutEverywhere } from "./sessions/sign-out";
export { sweepAuth } from "./sessions/sweep-auth";
export { countAttempt } from "./sign-in/attempts";
export { deviceKnownTo, rememberBrowser } from "./sign-in/known-device";
export { noteBrowser } from "./sign-in/note-browser";
export { secondStep } from "./sign-in/second-step";
export { signInWithPassword } from "./sign-in/sign-in";
