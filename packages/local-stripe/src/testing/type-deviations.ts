import { declaredShape } from "../wire/sdk-declarations";
import type { Shape } from "../wire/shapes";

/** Checks API objects against the SDK's declarations: all required properties, and no unknown ones. */
const files: Record<string, [file: string, name: string]> = {
  product: ["Products", "Product"],
  price: ["Prices", "Price"],
  customer: ["Customers", "Customer"],
  payment_method: ["PaymentMethods", "PaymentMethod"],
  payment_intent: ["PaymentIntents", "PaymentIntent"],
  setup_intent: ["SetupIntents", "SetupIntent"],
  charge: ["Charges", "Charge"],
  refund: ["Refunds", "Refund"],
  dispute: ["Disputes", "Dispute"],
  balance_transaction: ["BalanceTransactions", "BalanceTransaction"],
  subscription: ["Subscriptions", "Subscription"],
  subscription_item: ["SubscriptionItems", "SubscriptionItem"],
  subscription_schedule: ["SubscriptionSchedules", "SubscriptionSchedule"],
  invoice: ["Invoices", "Invoice"],
  line_item: ["InvoiceLineItems", "InvoiceLineItem"],
  invoiceitem: ["InvoiceItems", "InvoiceItem"],
  invoice_payment: ["InvoicePayments", "InvoicePayment"],
  coupon: ["Coupons", "Coupon"],
  promotion_code: ["PromotionCodes", "PromotionCode"],
  discount: ["Discounts", "Discount"],
  plan: ["Plans", "Plan"],
  item: ["LineItems", "LineItem"],
  "checkout.session": ["Checkout/Sessions", "Session"],
  "billing_portal.session": ["BillingPortal/Sessions", "Session"],
  "billing_portal.configuration": ["BillingPortal/Configurations", "Configuration"],
  "billing.meter": ["Billing/Meters", "Meter"],
  "billing.meter_event": ["Billing/MeterEvents", "MeterEvent"],
  "billing.meter_event_adjustment": ["Billing/MeterEventAdjustments", "MeterEventAdjustment"],
  "billing.meter_event_summary": ["Billing/MeterEventSummaries", "MeterEventSummary"],
  webhook_endpoint: ["WebhookEndpoints", "WebhookEndpoint"],
  event: ["Events", "EventBase"],
  credit_note: ["CreditNotes", "CreditNote"],
  credit_note_line_item: ["CreditNoteLineItems", "CreditNoteLineItem"],
  customer_balance_transaction: ["CustomerBalanceTransactions", "CustomerBalanceTransaction"],
  "entitlements.feature": ["Entitlements/Features", "Feature"],
  "entitlements.active_entitlement": ["Entitlements/ActiveEntitlements", "ActiveEntitlement"],
  product_feature: ["ProductFeatures", "ProductFeature"],
  tax_rate: ["TaxRates", "TaxRate"],
  "tax.registration": ["Tax/Registrations", "Registration"],
  "tax.settings": ["Tax/Settings", "Settings"],
  tax_id: ["TaxIds", "TaxId"],
  mandate: ["Mandates", "Mandate"],
  card: ["Cards", "Card"],
  "entitlements.active_entitlement_summary": ["Entitlements/ActiveEntitlementSummaries", "ActiveEntitlementSummary"],
  "test_helpers.test_clock": ["TestHelpers/TestClocks", "TestClock"],
  account: ["Accounts", "Account"],
  balance: ["Balance", "Balance"],
};

/** @returns deviations such as `invoice.lines.data[0].pricing: missing` */
export function deviations(value: unknown): string[] {
  return [...walk(value, "")];
}

function* walk(value: unknown, at: string): Generator<string> {
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) yield* walk(entry, `${at}[${index}]`);
    return;
  }
  if (!isHash(value)) return;
  const kind = value.object;
  if (typeof kind === "string" && value.deleted !== true) {
    const declared = files[kind];
    if (declared) yield* compare(declaredShape(...declared), value, at === "" ? kind : at);
    else if (kind !== "list" && kind !== "search_result") yield `${at}: no known type ${kind}`;
  }
  for (const [key, entry] of Object.entries(value))
    yield* walk(entry, at === "" ? `${String(kind)}.${key}` : `${at}.${key}`);
}

function* compare(shape: Shape, value: unknown, at: string): Generator<string> {
  switch (shape.kind) {
    case "object": {
      if (!isHash(value)) return yield `${at}: should be an object`;
      if (shape.members.size === 0) return;
      for (const [key, member] of shape.members) {
        if (value[key] === undefined) {
          if (!member.optional) yield `${at}.${key}: missing`;
        } else yield* compare(member.shape, value[key], `${at}.${key}`);
      }
      for (const key of Object.keys(value)) if (!shape.members.has(key)) yield `${at}.${key}: not in the SDK's type`;
      return;
    }
    case "array":
      if (!Array.isArray(value)) return yield `${at}: should be a list`;
      for (const [index, entry] of value.entries()) yield* compare(shape.of, entry, `${at}[${index}]`);
      return;
    case "record":
      if (!isHash(value)) yield `${at}: should be an object`;
      return;
    case "union": {
      // Other resources are `unknown` here: the walk checks them by their own `object`.
      if (shape.of.length === 0 || shape.of.some((option) => option.kind === "unknown" && isHash(value))) return;
      const failures: string[] = [];
      for (const option of shape.of) {
        const [failure] = compare(option, value, at);
        if (failure === undefined) return;
        failures.push(failure);
      }
      yield failures.find((failure) => failure.startsWith(`${at}.`)) ??
        `${at}: ${JSON.stringify(value)} fits none of its types`;
      return;
    }
    case "literal":
      if (value !== shape.value) yield `${at}: ${JSON.stringify(value)} should be ${JSON.stringify(shape.value)}`;
      return;
    case "decimal":
      if (typeof value !== "string" || !/^-?\d+(\.\d+)?$/.test(value)) yield `${at}: should be a decimal string`;
      return;
    case "null":
      if (value !== null) yield `${at}: should be null`;
      return;
    case "unknown":
      return;
    default:
      if (typeof value !== shape.kind) yield `${at}: ${JSON.stringify(value)} should be a ${shape.kind}`;
  }
}

function isHash(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
