import type { Describe } from "@/components/products/types";

const done: Readonly<Record<string, string>> = {
  "tenancy.signed_up": "The trial began",
  "organization.onboarded": "finished the setup",
  "settings.organization_renamed": "renamed the organization",
  "team.member_invited": "invited a colleague",
  "team.invitation_accepted": "joined the team",
  "team.role_changed": "changed a role",
  "team.member_removed": "removed a member",
  "billing.subscription_started": "A plan was bought",
  "billing.subscription_changed": "The plan was changed",
  "billing.cancellation_scheduled": "The plan was cancelled for the period’s end",
  "billing.cancellation_withdrawn": "The plan goes on",
  "billing.subscription_ended": "The plan ended",
  "billing.payment_failed": "A payment failed",
  "billing.payment_recovered": "The payment went through",
  "billing.trial_expired": "The trial ended",
  "keys.api_key_created": "made an API key",
  "keys.api_key_revoked": "revoked an API key",
};

/** What happened, in words that follow a person's name; of the system, a sentence of its own. Undefined: not for this list. */
export const describeActivity: Describe = ({ action }) => done[action];
