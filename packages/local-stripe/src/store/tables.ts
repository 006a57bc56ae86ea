import type Stripe from "stripe";
import type { Dunning } from "../settings";
import type { Wire } from "../wire/types";

/** Objects of the API, stored as they go over the wire, unexpanded. */
export interface PublicTables {
  product: Wire<Stripe.Product>;
  price: Wire<Stripe.Price>;
  customer: Wire<Stripe.Customer>;
  payment_method: Wire<Stripe.PaymentMethod>;
  setup_intent: Wire<Stripe.SetupIntent>;
  payment_intent: Wire<Stripe.PaymentIntent>;
  charge: Wire<Stripe.Charge>;
  refund: Wire<Stripe.Refund>;
  dispute: Wire<Stripe.Dispute>;
  subscription: Wire<Stripe.Subscription>;
  subscription_schedule: Wire<Stripe.SubscriptionSchedule>;
  invoice: Wire<Stripe.Invoice>;
  invoiceitem: Wire<Stripe.InvoiceItem>;
  invoice_payment: Wire<Stripe.InvoicePayment>;
  coupon: Wire<Stripe.Coupon>;
  promotion_code: Wire<Stripe.PromotionCode>;
  discount: Wire<Stripe.Discount>;
  checkout_session: Wire<Stripe.Checkout.Session>;
  portal_configuration: Wire<Stripe.BillingPortal.Configuration>;
  portal_session: Wire<Stripe.BillingPortal.Session>;
  meter: Wire<Stripe.Billing.Meter>;
  event: Wire<Stripe.EventBase>;
  webhook_endpoint: Wire<Stripe.WebhookEndpoint>;
  feature: Wire<Stripe.Entitlements.Feature>;
  /** With its product, which the API only has in the path. */
  product_feature: Wire<Stripe.ProductFeature> & { product: string };
  credit_note: Wire<Stripe.CreditNote>;
  customer_balance_transaction: Wire<Stripe.CustomerBalanceTransaction>;
  mandate: Wire<Stripe.Mandate>;
  tax_id: Wire<Stripe.TaxId>;
  tax_rate: Wire<Stripe.TaxRate>;
  tax_registration: Wire<Stripe.Tax.Registration>;
  test_clock: Wire<Stripe.TestHelpers.TestClock>;
}

/** What only the server knows. */
export interface PrivateTables {
  /** Deleted IDs: retrieving a deleted customer returns `deleted: true`, not 404. */
  tombstone: { id: string; object: string; deleted: true };
  /** The card number behind a payment method determines its behavior. */
  card: { id: string; number: string; authenticated: boolean };
  /** The account behind a debit determines its behavior. */
  bank_account: { id: string; iban: string };
  /** What a checkout session creates once it is paid. */
  checkout_plan: CheckoutPlan;
  /** A checkout or saved card that is waiting for 3D Secure. */
  challenge: Challenge;
  usage: UsageRecord;
  metering: Metering;
  due: Task;
  delivery: Delivery;
  replay: { id: string; fingerprint: string; status: number; body: string; at: number };
  counter: { id: string; value: number };
  /** The entitlements last announced for a customer. */
  entitlement: { id: string; active: Wire<Stripe.Entitlements.ActiveEntitlement>[] };
  endpoint_secret: { id: string; secret: string };
  /** The coupon of a discount whose coupon was deleted. The ID is the discount's. */
  discount_coupon: { id: string; coupon: Wire<Stripe.Coupon> };
  /** What was changed on the settings page. The only row's ID is `settings`. */
  account_settings: { id: string; dunning: Dunning };
  /** The only row's ID is `settings`. */
  tax_settings: { id: string; settings: Wire<Stripe.Tax.Settings> };
}

export interface CheckoutPlan {
  id: string;
  items: {
    price: string;
    quantity: number | undefined;
    taxRates?: string[];
    /** The range the customer can choose the quantity from. */
    adjustable?: { minimum: number; maximum: number };
  }[];
  subscription: Wire<Stripe.Checkout.SessionCreateParams.SubscriptionData>;
  /** Options of a one-time payment, in `payment` mode only. */
  payment?: Wire<Stripe.Checkout.SessionCreateParams.PaymentIntentData>;
  /** Options of the setup intent, in `setup` mode only. */
  setup?: Wire<Stripe.Checkout.SessionCreateParams.SetupIntentData>;
  coupon: string | null;
  promotionCode: string | null;
  /** The fields of an existing customer that the page may update. */
  updates: { name: boolean; address: boolean };
}

/** The buyer's details entered on a checkout page. */
export interface Buyer {
  name: string;
  email: string;
  address: Stripe.Address | null;
  /** Only collected by some sessions. */
  phone?: string | null;
  business?: { name: string | null; taxId: { type: Stripe.TaxId.Type; value: string } } | null;
  consent?: Wire<Stripe.Checkout.Session>["consent"];
}

export interface Challenge {
  id: string;
  paymentMethod: string;
  session: string;
  buyer: Buyer;
}

export interface UsageRecord {
  id: string;
  identifier: string;
  event_name: string;
  customer: string;
  value: number;
  /** When it was used. */
  timestamp: number;
  /** When it arrived here; undefined in data of earlier versions. */
  received?: number;
}

/** How much of a metered item's usage in the current period has been billed. The ID is the item's. */
export interface Metering {
  id: string;
  /** Usage before this time belongs to another price. */
  from: number;
  /** Already billed because a threshold was reached. */
  billed: { quantity: number; amount: number };
}

export type TaskKind =
  | "subscription.cycle"
  | "subscription.trial_will_end"
  | "subscription.cancel"
  | "subscription.expire"
  | "subscription.resume"
  | "subscription.pending_update"
  | "invoice.upcoming"
  | "invoice.will_be_due"
  | "invoice.overdue"
  | "invoice.finalize"
  | "invoice.retry"
  | "checkout.expire"
  | "debit.settle"
  | "dispute.open"
  | "dispute.decide"
  | "dispute.due"
  | "schedule.phase"
  | "schedule.expiring"
  | "test_clock.advance";

export interface Task {
  id: string;
  kind: TaskKind;
  ref: string;
  at: number;
  /** The test clock it is scheduled on; undefined for the main clock. */
  clock?: string;
}

export interface Delivery {
  id: string;
  event: string;
  endpoint: string;
  attempts: { at: number; status: number | null; note: string }[];
  /** Wall time in milliseconds of the next attempt; null when delivered or failed. */
  nextAt: number | null;
  delivered: boolean;
}

export type Tables = PublicTables & PrivateTables;
export type TableName = keyof Tables;

/** Secondary indexes. */
export const indexed: Partial<Record<TableName, readonly string[]>> = {
  customer: ["test_clock"],
  price: ["product", "lookup_key"],
  payment_method: ["customer"],
  subscription: ["customer"],
  invoice: ["customer"],
  invoiceitem: ["customer", "invoice"],
  invoice_payment: ["invoice"],
  charge: ["customer", "payment_intent"],
  payment_intent: ["customer"],
  setup_intent: ["customer"],
  checkout_session: ["customer", "subscription"],
  subscription_schedule: ["subscription", "customer"],
  promotion_code: ["code"],
  refund: ["charge"],
  dispute: ["charge"],
  product_feature: ["product"],
  credit_note: ["invoice"],
  customer_balance_transaction: ["customer"],
  tax_id: ["customer"],
  usage: ["customer"],
  delivery: ["event"],
};

/** All tables by name. The compiler reports a missing one. */
export const tableNames = Object.keys({
  product: true,
  price: true,
  customer: true,
  payment_method: true,
  setup_intent: true,
  payment_intent: true,
  charge: true,
  refund: true,
  dispute: true,
  subscription: true,
  subscription_schedule: true,
  invoice: true,
  invoiceitem: true,
  invoice_payment: true,
  coupon: true,
  promotion_code: true,
  discount: true,
  checkout_session: true,
  portal_configuration: true,
  portal_session: true,
  meter: true,
  event: true,
  webhook_endpoint: true,
  feature: true,
  product_feature: true,
  credit_note: true,
  customer_balance_transaction: true,
  mandate: true,
  tax_id: true,
  tax_rate: true,
  tax_registration: true,
  test_clock: true,
  tombstone: true,
  card: true,
  bank_account: true,
  checkout_plan: true,
  challenge: true,
  usage: true,
  metering: true,
  due: true,
  delivery: true,
  replay: true,
  counter: true,
  entitlement: true,
  endpoint_secret: true,
  discount_coupon: true,
  account_settings: true,
  tax_settings: true,
} satisfies Record<TableName, true>) as TableName[];
