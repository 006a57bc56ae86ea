export { acceptOffer } from "./accept-offer";
export type { ChangeOutcome } from "./apply-change";
export { organizationName } from "./billing-people";
export { cancelDuplicate } from "./cancel-duplicate";
export { cancelSubscription } from "./cancel-subscription";
export { changeAddOns } from "./change-add-ons";
export { changePlan } from "./change-plan";
export { type Expected, expectedOf, isOfCatalog, type ListedCustomer } from "./expected";
export { expireTrials } from "./expire-trials";
export {
  type InboxEvent,
  type InboxEventFile,
  type InboxStats,
  inboxEvent,
  inboxPage,
  inboxStats,
  inboxTypes,
} from "./inbox";
export { type InboxFilter, inboxFilterSchema, replaySchema } from "./inbox-filter";
export {
  cancelSchema,
  changeAddOnsSchema,
  changePlanSchema,
  checkoutSchema,
  invoicesQuerySchema,
  previewSchema,
  redeemCodeSchema,
} from "./input";
export { leaveStripe } from "./leave-stripe";
export {
  isInboxEvent,
  isKnownToStripe,
  isUnknownToStripe,
  type ListedInvoice,
  listCustomers,
  listInvoices,
  listUndelivered,
} from "./list-stripe";
export { mailBilling } from "./mail-billing";
export { type OpenInvoice, openInvoice } from "./open-invoice";
export { openPortal } from "./open-portal";
export { type ChangePreview, previewChange } from "./preview-change";
export { billingSummary, type InvoiceLine, invoicesPage } from "./queries";
export { receiveEvent } from "./receive-event";
export { redeemCode } from "./redeem-code";
export { replayEvents } from "./replay-events";
export { hasArrived, reportUse } from "./report-use";
export { resumeSubscription } from "./resume-subscription";
export { returnFromStripe } from "./return-from-stripe";
export { billingRoles } from "./roles";
export { savePaymentMethod, savePaymentMethodSchema } from "./save-payment-method";
export { sendCardNotices } from "./send-card-notices";
export { sendTrialNotices } from "./send-trial-notices";
export { type CardUpdate, startCardUpdate } from "./start-card-update";
export { startCheckout } from "./start-checkout";
export { storeFetched } from "./store-fetched";
export { stripeAnswers } from "./stripe-answers";
export type { SubscriptionRow } from "./subscription-row";
export type { BillingSummary } from "./summary";
export { sweepInbox } from "./sweep-inbox";
export { type CatalogReport, syncCatalog } from "./sync-catalog";
export { syncCustomer } from "./sync-customer";
export { undoChange } from "./undo-change";
export { updateCustomer } from "./update-customer";
export { verifyEvent } from "./verify-event";
export { watchBacklog } from "./watch-backlog";
