import type { Describe } from "@/components/products/types";

const done: Readonly<Record<string, string>> = {
  "tenancy.signed_up": "Trial started",
  "organization.onboarded": "completed setup",
  "settings.organization_renamed": "renamed the organization",
  "team.member_invited": "invited a teammate",
  "team.invitation_accepted": "joined the team",
  "team.role_changed": "changed a role",
  "team.member_removed": "removed a member",
  "billing.subscription_started": "Plan purchased",
  "billing.subscription_changed": "Plan changed",
  "billing.cancellation_scheduled": "Cancellation scheduled for the end of the billing period",
  "billing.cancellation_withdrawn": "Cancellation withdrawn",
  "billing.subscription_ended": "Plan ended",
  "billing.payment_failed": "Payment failed",
  "billing.payment_recovered": "Payment succeeded",
  "billing.trial_expired": "Trial ended",
  "keys.api_key_created": "created an API key",
  "keys.api_key_revoked": "revoked an API key",
};

/** An audit row phrased to follow a person's name; system events stand alone. Undefined if the row isn't for this list. */
export const describeActivity: Describe = ({ action }) => done[action];
