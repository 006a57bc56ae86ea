import { forbidden, GatehouseError, unauthenticated } from "@/lib/errors";
import { type Assurance, isRecent } from "./assurance";

/** `details.reason` of a refusal. The page asks the person to confirm their identity and then tries again. */
export const confirmationReason = "confirmation";

type Confirmable = { session: { assurance: Assurance }; wall: Date; organizationId?: string };

/**
 * Guards what an unattended browser must not allow: keys, ownership, deletion, support sessions, second factors. In an organization's
 * context, a sign-in at its identity provider counts. For the account itself it doesn't, because the account is the person's own.
 *
 * @throws GatehouseError `forbidden` with `reason: "confirmation"` unless the person has confirmed their identity within the last 10 minutes.
 */
export function requireConfirmed({ session, wall, organizationId }: Confirmable): void {
  if (isRecent(session.assurance, wall, organizationId)) return;
  throw forbidden("Confirm it's you, then try again.", { reason: confirmationReason });
}

/** For a session that was opened with a password alone, where a second factor is required. */
export const secondFactorMissing = () =>
  forbidden("Set up two-factor authentication first.", { reason: "second_factor" });

/** Whether the refusal is `secondFactorMissing`. */
export const lacksSecondFactor = (error: GatehouseError): boolean => error.details.reason === "second_factor";

/** For a session from an organization's identity provider that is used for anything other than that organization. */
export const ownSignInMissing = () =>
  forbidden(
    "You signed in with your company's single sign-on, which only gives access to that company. Sign in with your password to do this.",
    { reason: "own_sign_in" },
  );

/** For a session opened without the organization's identity provider, where that is required. */
export const singleSignOnMissing = (organization: { id: string; name: string }) =>
  forbidden(`${organization.name} requires single sign-on. Sign in with it to continue.`, {
    reason: "single_sign_on",
    organization: organization.id,
  });

/** Whether the refusal is `singleSignOnMissing`. */
export const lacksSingleSignOn = (error: GatehouseError): boolean => error.details.reason === "single_sign_on";

/** For a session whose identity provider isn't connected anymore. */
export const singleSignOnOver = () =>
  unauthenticated("Your company's single sign-on was turned off or replaced. Sign in again.", {
    reason: "single_sign_on_over",
  });

/** Whether the refusal is `singleSignOnOver`. */
export const isSingleSignOnOver = (error: unknown): boolean =>
  error instanceof GatehouseError && error.details.reason === "single_sign_on_over";

/** The page to sign in through the organization's identity provider, before continuing to `next`, one of our paths. */
export const singleSignOnPath = (next: string, organizationId?: string): string =>
  `/single-sign-on?${new URLSearchParams({ ...(organizationId ? { organization: organizationId } : {}), next })}`;

/** The page to set up a second factor, before continuing to `next`, one of our paths. */
export const twoFactorSetUpPath = (next: string): string => `/two-factor/set-up?next=${encodeURIComponent(next)}`;
