import type { EmailTemplate } from "../templates";
import {
  alreadyRegistered,
  invitation,
  invitationWithdrawn,
  passwordChanged,
  reset,
  verify,
  verifyReminder,
  welcome,
} from "./account";
import { alert } from "./alert";
import { invoiceDue } from "./invoice-due";
import { limitReached } from "./limit-reached";
import type { Message } from "./message";
import { monthReport } from "./month-report";
import { monthlySummary } from "./monthly-summary";
import { notice } from "./notice";
import { deletionCalledOff, deletionScheduled, organizationDeleted, reactivated, suspended } from "./organization";
import { cardExpiring, paymentFailed, paymentRefunded, paymentSucceeded } from "./payment";
import { downgradeScheduled, planUpgraded, subscriptionCanceled, subscriptionResumed } from "./plan";
import {
  accountDeleted,
  emailChangeCurrent,
  emailChanged,
  emailChangeNew,
  emailCode,
  linkedAccountChanged,
  newDevice,
  recoveryCodeUsed,
  singleSignOnRequired,
  twoFactorChanged,
  wrongCodes,
} from "./security";
import { supportReceived, supportReply, supportWaiting } from "./support";
import { trialEnded, trialEnding, trialExtended, trialRefused } from "./trial";

/** The text of every template. A missing one is a compile error. */
export const messages: { readonly [Name in EmailTemplate]: Message<Name> } = {
  alert,
  notice,
  "month-report": monthReport,
  "monthly-summary": monthlySummary,
  verify,
  "verify-reminder": verifyReminder,
  reset,
  "password-changed": passwordChanged,
  "linked-account-changed": linkedAccountChanged,
  "email-code": emailCode,
  "two-factor-changed": twoFactorChanged,
  "recovery-code-used": recoveryCodeUsed,
  "wrong-codes": wrongCodes,
  "single-sign-on-required": singleSignOnRequired,
  "new-device": newDevice,
  "email-change-current": emailChangeCurrent,
  "email-change-new": emailChangeNew,
  "email-changed": emailChanged,
  "account-deleted": accountDeleted,
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
  "payment-refunded": paymentRefunded,
  "invoice-due": invoiceDue,
  "card-expiring": cardExpiring,
  "plan-upgraded": planUpgraded,
  "downgrade-scheduled": downgradeScheduled,
  "subscription-canceled": subscriptionCanceled,
  "subscription-resumed": subscriptionResumed,
  "limit-reached": limitReached,
  suspended,
  reactivated,
  "organization-deleted": organizationDeleted,
  "deletion-scheduled": deletionScheduled,
  "deletion-called-off": deletionCalledOff,
  "support-received": supportReceived,
  "support-reply": supportReply,
  "support-waiting": supportWaiting,
};
