/**
 * Every action the commercial layer writes to the audit log, as a sentence. For what a person does, the sentence follows
 * their name; for what happens by itself (a webhook, a job), it stands alone.
 */
const layerActions = {
  "admin.complimentary_plan_given": "gave a complimentary plan",
  "admin.data_exported": "exported the organization's data",
  "admin.deletion_called_off": "called off the deletion",
  "admin.deletion_scheduled": "scheduled the deletion",
  "admin.email_resent": "resent an email",
  "admin.figures_exported": "exported figures",
  "admin.impersonation_begun": "started a support session",
  "admin.impersonation_ended": "ended a support session",
  "admin.external_id_set": "set the external ID",
  "admin.invoice_credited": "credited an invoice",
  "admin.note_added": "added a note",
  "admin.note_deleted": "deleted a note",
  "admin.organizations_exported": "exported the list of organizations",
  "admin.plan_canceled": "canceled the plan for the customer",
  "admin.plan_changed": "changed the plan for the customer",
  "admin.plan_resumed": "kept the plan for the customer",
  "admin.granted": "made someone a platform admin",
  "admin.nightly_export_downloaded": "downloaded a nightly export",
  "admin.reactivated": "reactivated the organization",
  "admin.revoked": "removed a platform admin",
  "admin.sessions_ended": "signed members out",
  "admin.suspended": "suspended the organization",
  "admin.synced": "synced billing from Stripe",
  "admin.trial_extended": "extended the trial",
  "admin.trial_set": "set the trial's length and plan",
  "admin.view_deleted": "deleted a saved view",
  "admin.view_saved": "saved a view of the organizations",
  "alerts.acknowledged": "acknowledged an alert",
  "alerts.muted": "muted alerts",
  "alerts.threshold_changed": "changed the threshold of an alert",
  "alerts.unmuted": "turned alerts back on",
  "audit.break_acknowledged": "acknowledged a break of the audit log",
  "audit.exported": "exported the audit log",
  "audit.verified": "Audit log verified",
  "auth.account_deleted": "deleted their account",
  "auth.confirmed": "confirmed their identity",
  "auth.email_change_requested": "asked to change their email address",
  "auth.email_changed": "changed their email address",
  "auth.passkey_added": "added a passkey",
  "auth.passkey_removed": "removed a passkey",
  "auth.passkey_renamed": "renamed a passkey",
  "auth.recovery_codes_renewed": "created new recovery codes",
  "auth.totp_removed": "removed their authenticator app",
  "auth.totp_set_up": "set up an authenticator app",
  "auth.password_changed": "changed their password",
  "auth.password_reset": "set a new password with an emailed link",
  "auth.refused": "was refused",
  "auth.reset_requested": "Password reset requested",
  "auth.sign_in_failed": "Sign-in failed",
  "auth.signed_in": "signed in",
  "auth.signed_out": "signed out",
  "auth.signed_out_everywhere": "signed out everywhere",
  "auth.session_ended": "ended another session",
  "billing.cancellation_requested": "canceled the plan",
  "billing.cancellation_scheduled": "Plan set to cancel at the end of the period",
  "billing.cancellation_withdrawn": "Cancellation withdrawn",
  "billing.card_replaced": "replaced the card",
  "billing.change_awaits_payment": "requested a plan change that awaits payment",
  "billing.change_scheduled": "scheduled a plan change",
  "billing.checkout_started": "started a checkout",
  "billing.code_redeemed": "redeemed a promotion code",
  "billing.credited": "Credit note issued",
  "billing.custom_item_added": "An item outside the catalog was added in Stripe",
  "billing.custom_item_removed": "An item outside the catalog was removed in Stripe",
  "billing.customer_deleted": "The customer was deleted in Stripe",
  "billing.dispute_closed": "Payment dispute closed",
  "billing.dispute_opened": "Payment disputed",
  "billing.duplicate_canceled": "Duplicate subscription canceled",
  "billing.event_replayed": "replayed a Stripe event",
  "billing.invoice_overdue": "Invoice overdue",
  "billing.left_stripe": "removed the billing details at Stripe",
  "billing.offer_accepted": "accepted an offer to stay",
  "billing.owed_paid": "paid what was due",
  "billing.payment_failed": "Payment failed",
  "billing.payment_recovered": "Payment received",
  "billing.plan_changed": "changed the plan",
  "billing.portal_opened": "opened the billing portal",
  "billing.refund_failed": "Refund failed",
  "billing.refunded": "Payment refunded",
  "billing.resumed": "resumed the plan",
  "billing.schedule_arranged": "A change was scheduled in Stripe",
  "billing.schedule_edited": "The scheduled change was edited in Stripe",
  "billing.schedule_refreshed": "Scheduled plan change updated with the items added in Stripe",
  "billing.schedule_removed": "The change scheduled in Stripe was removed",
  "billing.scheduled_change_undone": "discarded a scheduled plan change",
  "billing.second_subscription_found": "Another subscription was found in Stripe",
  "billing.subscription_changed": "Plan changed",
  "billing.subscription_ended": "Plan ended",
  "billing.subscription_started": "Plan started",
  "billing.trial_expired": "Trial ended",
  "billing.trial_refused": "Trial refused: this company has had one",
  "billing.unpaid_change_undone": "discarded an unpaid plan change",
  "entitlements.override_granted": "granted an override",
  "entitlements.override_revoked": "revoked an override",
  "jobs.retried": "retried a job",
  "jobs.run_now": "ran a job",
  "keys.api_key_created": "created an API key",
  "keys.api_key_revoked": "revoked an API key",
  "keys.api_key_rotated": "rotated an API key",
  "keys.platform_key_created": "created a platform key",
  "keys.platform_key_revoked": "revoked a platform key",
  "keys.platform_key_rotated": "rotated a platform key",
  "organization.described": "completed the organization profile",
  "organization.onboarded": "finished setup",
  "reconciliation.customer_linked": "linked a Stripe customer",
  "reconciliation.requested": "started a reconciliation",
  "reconciliation.verified": "verified billing against Stripe",
  "settings.data_exported": "exported the organization's data",
  "settings.organization_renamed": "renamed the organization",
  "settings.two_factor_optional": "made two-factor authentication optional",
  "settings.two_factor_required": "made two-factor authentication required",
  "team.invitation_accepted": "joined the team",
  "team.invitation_resent": "resent an invitation",
  "team.invitation_revoked": "revoked an invitation",
  "team.invitation_withdrawn": "Invitation withdrawn: no seat is left for it",
  "team.member_invited": "invited a teammate",
  "team.member_left": "left the team",
  "team.member_removed": "removed a member",
  "team.role_changed": "changed a role",
  "tenancy.organization_deleted": "deleted the organization",
  "tenancy.signed_up": "Trial started",
  "tenancy.signed_up_without_trial": "Signed up without a trial",
  "usage.exported": "exported usage events",
  "webhooks.delivery_resent": "resent a webhook delivery",
  "webhooks.endpoint_changed": "changed a webhook endpoint",
  "webhooks.endpoint_created": "created a webhook endpoint",
  "webhooks.endpoint_deleted": "deleted a webhook endpoint",
  "webhooks.secret_rotated": "rotated a webhook secret",
  "webhooks.test_sent": "sent a test webhook",
} as const;

type LayerAction = keyof typeof layerActions;

/**
 * A product adds its own actions by declaration merging, so that this folder doesn't know products:
 * `declare module "@/lib/audit/actions" { interface ProductActions extends ActionNames<typeof itsSentences> {} }`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: an interface, because only interfaces merge
export interface ProductActions {}

/** The actions of a map of sentences, in the shape `ProductActions` takes them. */
export type ActionNames<Sentences> = Record<keyof Sentences, string>;

/** What may be written to the audit log. The names are stored for good: add new ones, never rename one. */
export type AuditAction = LayerAction | keyof ProductActions;

/** Shown to customers in the activity list of the dashboard. The rest is in the log alone. */
const shown = [
  "tenancy.signed_up",
  "tenancy.signed_up_without_trial",
  "organization.onboarded",
  "settings.organization_renamed",
  "team.member_invited",
  "team.invitation_accepted",
  "team.role_changed",
  "team.member_removed",
  "billing.subscription_started",
  "billing.subscription_changed",
  "billing.cancellation_scheduled",
  "billing.cancellation_withdrawn",
  "billing.subscription_ended",
  "billing.payment_failed",
  "billing.payment_recovered",
  "billing.trial_expired",
  "keys.api_key_created",
  "keys.api_key_revoked",
] as const satisfies readonly LayerAction[];

/** The sentence of a stored action of the commercial layer; undefined for a product's action or one that is no longer written. */
export const describeAction = (action: string): string | undefined =>
  isLayerAction(action) ? layerActions[action] : undefined;

/** The same, for the activity list of the dashboard: undefined also for what the list leaves out. */
export const describeActivity = (action: string): string | undefined =>
  shown.some((listed) => listed === action) ? describeAction(action) : undefined;

/** Every action of the commercial layer. */
export const layerActionNames: readonly string[] = Object.keys(layerActions);

export const isLayerAction = (action: string): action is LayerAction => Object.hasOwn(layerActions, action);
