/** Why a single sign-on is refused. The values appear in URLs and in the audit log. */
export const refusalReasons = [
  "not_started_here",
  "expired",
  "other_browser",
  "provider_refused",
  "provider_unreachable",
  "invalid_response",
  "not_enabled",
  "not_owner",
  "not_in_plan",
  "no_email",
  "email_not_verified",
  "domain_not_verified",
  "account_not_verified",
  "other_identity",
  "deactivated",
  "no_seat",
  "read_only",
  "too_many",
] as const;

export type RefusalReason = (typeof refusalReasons)[number];

/** A refused single sign-on. The message is for the organization's owner and the audit log. */
export class SsoRefusal extends Error {
  override readonly name = "SsoRefusal";

  constructor(
    readonly reason: RefusalReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What the person reads: what happened and what to do next. */
export const refusalWords: Readonly<Record<RefusalReason, string>> = {
  not_started_here:
    "This sign-in didn't start here, so we can't accept it. Enter your work email below, or use your company's sign-in link.",
  expired: "This sign-in took too long or was already used. Try again.",
  other_browser: "This sign-in was started in another browser. Try again in this one.",
  provider_refused: "Your identity provider didn't sign you in. Try again, or ask your IT team for access.",
  provider_unreachable: "Your identity provider isn't responding. Try again in a few minutes.",
  invalid_response:
    "We couldn't verify your identity provider's response. Ask your organization's owner to test single sign-on.",
  not_enabled: "Single sign-on is turned off in your organization. Sign in with your password.",
  not_owner: "Only an owner can test single sign-on. Ask one of your organization's owners to run the test.",
  not_in_plan:
    "Your organization's plan no longer includes single sign-on. Sign in with your password. If you don't have one, choose “Forgot password?”.",
  no_email: "Your identity provider didn't send your email address. Ask your IT team to add it.",
  email_not_verified: "Your identity provider says your email address isn't verified. Ask your IT team to verify it.",
  domain_not_verified:
    "Your organization hasn't verified the domain of your email address, so you can't sign in with it. Ask the owner to verify it.",
  account_not_verified:
    "An account with your email address exists, but the address was never verified. Choose “Forgot password?”, set a new password with the link we email you, then try single sign-on again.",
  other_identity:
    "Your account is connected to a different user at your identity provider. Ask your organization's owner to remove you from the team, then sign in again.",
  deactivated:
    "Your company's directory has removed you from this organization. Ask your IT team to activate you there, or ask the owner to invite you.",
  no_seat: "Your organization has no free seats. Ask the owner to add one, then sign in again.",
  read_only: "Your organization is read-only right now, so no one can join. Contact the owner.",
  too_many: "Too many attempts. Try again in a few minutes.",
};

/** Whether a value names a reason. */
export const isRefusalReason = (value: unknown): value is RefusalReason =>
  refusalReasons.some((reason) => reason === value);

/** The text for a reason in a URL. Undefined for anything else. */
export const wordsOfRefusal = (value: unknown): string | undefined =>
  isRefusalReason(value) ? refusalWords[value] : undefined;
