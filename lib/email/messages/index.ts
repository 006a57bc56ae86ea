import type { EmailTemplate } from "../templates";
import { alert } from "./alert";
import { alreadyRegistered } from "./already-registered";
import { invitation, invitationWithdrawn } from "./invitation";
import { limitReached } from "./limit-reached";
import type { Message } from "./message";
import { organizationDeleted } from "./organization-deleted";
import { passwordChanged } from "./password-changed";
import { cardExpiring, paymentFailed, paymentSucceeded } from "./payment";
import { downgradeScheduled, planUpgraded, subscriptionCanceled, subscriptionResumed } from "./plan";
import { reset } from "./reset";
import { reactivated, suspended } from "./suspension";
import { trialEnded, trialEnding, trialExtended, trialRefused } from "./trial";
import { verify, verifyReminder } from "./verify";
import { welcome } from "./welcome";

/** The text of every template. A missing one is a compile error. */
export const messages: { readonly [Name in EmailTemplate]: Message<Name> } = {
  alert,
  verify,
  "verify-reminder": verifyReminder,
  reset,
  "password-changed": passwordChanged,
  "already-registered": alreadyRegistered,
  invitation,
  "invitation-withdrawn": invitationWithdrawn,
  welcome,
  "trial-refused": trialRefused,
  "trial-ending": trialEnding,
  "trial-ended": trialEnded,
  "trial-extended": trialExtended,
  "payment-succeeded": paymentSucceeded,
  "payment-failed": paymentFailed,
  "card-expiring": cardExpiring,
  "plan-upgraded": planUpgraded,
  "downgrade-scheduled": downgradeScheduled,
  "subscription-canceled": subscriptionCanceled,
  "subscription-resumed": subscriptionResumed,
  "limit-reached": limitReached,
  suspended,
  reactivated,
  "organization-deleted": organizationDeleted,
};
