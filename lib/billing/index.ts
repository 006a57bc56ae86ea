export { cancelDuplicate } from "./cancel-duplicate";
export { type Expected, expectedOf, isOfCatalog, type ListedCustomer } from "./expected";
export { expireTrials } from "./expire-trials";
export {
  isInboxEvent,
  isKnownToStripe,
  isUnknownToStripe,
  type ListedInvoice,
  listCustomers,
  listInvoices,
  listUndelivered,
} from "./list-stripe";
export { organizationName } from "./billing-people";
export { mailBilling } from "./mail-billing";
export { openPortal } from "./open-portal";
export { billingSummary, type InvoiceLine, invoicesPage } from "./queries";
export { receiveEvent } from "./receive-event";
export { returnFromStripe } from "./return-from-stripe";
export { billingRoles } from "./roles";
export { sendCardNotices } from "./send-card-notices";
export { sendTrialNotices } from "./send-trial-notices";
export { checkoutSchema, startCheckout } from "./start-checkout";
export { stripeAnswers } from "./stripe-answers";
export type { SubscriptionRow } from "./subscription-row";
export type { BillingSummary } from "./summary";
export { sweepInbox } from "./sweep-inbox";
export { type CatalogReport, syncCatalog } from "./sync-catalog";
export { syncCustomer } from "./sync-customer";
export { verifyEvent } from "./verify-event";
