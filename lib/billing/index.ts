export type { AdminCaller } from "./access/require-billing-role";
export { billingRoles } from "./access/roles";
export { acceptOffer } from "./change/accept-offer";
export {
  type AdminCancelInput,
  type AdminChangePlanInput,
  adminCancelSchema,
  adminChangePlanSchema,
  adminPreviewSchema,
  complimentaryPlanSchema,
  creditInvoiceSchema,
} from "./change/admin-input";

export { cancelSubscription } from "./change/cancel-subscription";
export { changeAddOns } from "./change/change-add-ons";
export { changePlan } from "./change/change-plan";

export { endSubscription } from "./change/end-subscription";
export { giveComplimentaryPlan } from "./change/give-complimentary-plan";
export { type ChangePreview, previewChange } from "./change/preview-change";
export { redeemCode } from "./change/redeem-code";
export { refreshSchedule } from "./change/refresh-schedule";
export { resumeSubscription } from "./change/resume-subscription";
export { undoChange } from "./change/undo-change";
export { type CurrencyChoice, currencyChoice } from "./checkout/currency-to-pay";
export { expireCheckouts } from "./checkout/expire-checkouts";
export { leaveStripe } from "./checkout/leave-stripe";
export { openPortal } from "./checkout/open-portal";
export { returnFromStripe } from "./checkout/return-from-stripe";
export { startCheckout } from "./checkout/start-checkout";
export {
  type EventLogStats,
  eventLogPage,
  eventLogStats,
  type LoggedEvent,
  type LoggedEventFile,
  loggedEvent,
  loggedEventTypes,
  requireLoggedEvent,
} from "./events/event-log";
export { type EventLogFilter, eventLogFilterSchema, replaySchema } from "./events/event-log-filter";
export { eventTitle } from "./events/event-title";
export { findCustomer } from "./events/find-customer";
export { receiveEvent } from "./events/receive-event";
export { replayEvents } from "./events/replay-events";
export { storeFetched } from "./events/store-fetched";
export { sweepEvents } from "./events/sweep-events";
export { verifyEvent } from "./events/verify-event";
export { watchBacklog } from "./events/watch-backlog";
export { type InvoiceMirror, invoiceMirror } from "./mirror/invoice-mirror";
export { mrrAt } from "./mirror/revenue";
export type { SubscriptionRow } from "./mirror/subscription-row";
export { organizationName } from "./notify/billing-people";
export { mailBilling } from "./notify/mail-billing";
export { type InvoiceLine, invoicesPage, openInvoices } from "./page/invoices";
export type { NextCharge } from "./page/next-charge";
export { type BannerFacts, type PlanFacts, planFacts } from "./page/plan-facts";
export { billingSummary, visibleSummary } from "./page/queries";
export type { BillingSummary, ScheduledSummary, SummaryDiscount, SummaryItem } from "./page/summary";
export { creditInvoice } from "./payment/credit-invoice";
export { type OpenInvoice, openInvoice } from "./payment/open-invoice";
export { payUnpaid, payUnpaidSchema } from "./payment/pay-unpaid";
export { type BillingDetails, billingDetailsSchema, saveBillingDetails } from "./payment/save-billing-details";
export { savePaymentMethod, savePaymentMethodSchema } from "./payment/save-payment-method";
export { sendCardNotices } from "./payment/send-card-notices";
export { sendInvoiceNotices } from "./payment/send-invoice-notices";
export { type CardUpdate, startCardUpdate } from "./payment/start-card-update";
export { inspectStripe, type StripeInspection } from "./publish/inspect-stripe";
export { hasArrived, reportUse } from "./publish/report-use";
export { type CatalogReport, syncCatalog } from "./publish/sync-catalog";
export { webhookEventTypes } from "./publish/sync-webhook";
export { findChangedSeats, followSeats } from "./seats/follow-seats";
export { stripeDashboardUrl } from "./stripe/dashboard-url";
export { explainingStripe } from "./stripe/explain-errors";
export { stripeBudget } from "./stripe/stripe";
export { stripeAnswers } from "./stripe/stripe-answers";
export { cancelDuplicate } from "./sync/cancel-duplicate";
export { syncAfterChange } from "./sync/sync-after-change";
export { syncAfterEvents } from "./sync/sync-after-events";
export { syncCustomer } from "./sync/sync-customer";
export { syncTurned } from "./sync/sync-turned";
export { updateCustomer } from "./sync/update-customer";
export { recordVerified } from "./sync/write-mirror";
export { expireTrials } from "./trial/expire-trials";
export { moveStripeTrial } from "./trial/move-stripe-trial";
export { sendTrialNotices } from "./trial/send-trial-notices";
