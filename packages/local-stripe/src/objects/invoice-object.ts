import type { Period } from "../engine/periods";
import type { PublicTables } from "../store/tables";
import { embeddedList } from "../wire/types";
import type { World } from "../world";
import { invoiceTaxIds } from "./tax-id-object";

type Invoice = PublicTables["invoice"];
type Customer = PublicTables["customer"];

/** What a new invoice is made from, apart from its lines. */
export interface InvoiceDraft {
  customer: string;
  subscription: PublicTables["subscription"] | null;
  reason: NonNullable<Invoice["billing_reason"]>;
  currency: string;
  period: Period;
  discounts: readonly string[];
  autoAdvance: boolean;
  prorationDate?: number;
  collectionMethod?: Invoice["collection_method"];
  daysUntilDue?: number | null;
  description?: string | null;
  /** For lines without tax rates of their own. Default: the subscription's. */
  taxRates?: PublicTables["tax_rate"][];
  metadata?: Record<string, string>;
  /** Default: the subscription's. */
  automaticTax?: boolean;
}

/** An empty draft for a customer. */
export function newInvoice(world: World, id: string, customer: Customer, draft: InvoiceDraft): Invoice {
  const now = world.clock.now();
  const { subscription } = draft;
  const automatic =
    (draft.collectionMethod ?? subscription?.collection_method ?? "charge_automatically") === "charge_automatically";
  return {
    id,
    object: "invoice",
    account_country: world.settings.country,
    account_name: world.settings.business,
    account_tax_ids: null,
    amount_due: 0,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: 0,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: draft.autoAdvance,
    automatic_tax: automaticTax(draft.automaticTax ?? subscription?.automatic_tax.enabled ?? false),
    automatically_finalizes_at: draft.autoAdvance ? now + 3600 : null,
    billing_reason: draft.reason,
    collection_method: automatic ? "charge_automatically" : "send_invoice",
    created: now,
    currency: draft.currency,
    custom_fields: customer.invoice_settings.custom_fields,
    customer: customer.id,
    customer_account: null,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_shipping: null,
    customer_tax_exempt: customer.tax_exempt ?? "none",
    customer_tax_ids: invoiceTaxIds(world, customer.id),
    default_payment_method: null,
    default_source: null,
    default_tax_rates: draft.taxRates ?? subscription?.default_tax_rates ?? [],
    description: draft.description ?? null,
    discounts: draft.discounts.length > 0 ? [...draft.discounts] : inheritedDiscounts(customer, now),
    due_date: automatic ? null : now + (draft.daysUntilDue ?? subscription?.days_until_due ?? 30) * 86_400,
    effective_at: null,
    ending_balance: null,
    footer: customer.invoice_settings.footer,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: "self" },
    last_finalization_error: null,
    latest_revision: null,
    lines: embeddedList(`/v1/invoices/${id}/lines`, []),
    livemode: false,
    metadata: draft.metadata ?? {},
    next_payment_attempt: automatic && draft.autoAdvance ? now + 3600 : null,
    number: null,
    on_behalf_of: null,
    parent: subscription && {
      quote_details: null,
      subscription_details: {
        metadata: subscription.metadata,
        subscription: subscription.id,
        ...(draft.prorationDate === undefined ? {} : { subscription_proration_date: draft.prorationDate }),
      },
      type: "subscription_details",
    },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: draft.period.end,
    period_start: draft.period.start,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: customer.balance,
    statement_descriptor: null,
    status: "draft",
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    subtotal: 0,
    subtotal_excluding_tax: 0,
    test_clock: world.clock.testClock(),
    total: 0,
    total_discount_amounts: [],
    total_excluding_tax: 0,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: now,
  };
}

function automaticTax(enabled: boolean): Invoice["automatic_tax"] {
  return {
    disabled_reason: null,
    enabled,
    liability: enabled ? { type: "self" } : null,
    provider: enabled ? "stripe" : null,
    status: enabled ? "complete" : null,
  };
}

/** The ID of the invoice's subscription; null if it has none. */
export function invoiceSubscription(invoice: Invoice): string | null {
  return invoice.parent?.subscription_details?.subscription ?? null;
}

/** The customer's discount, for an invoice without its own. */
export function inheritedDiscounts(customer: Customer, at: number): string[] {
  const { discount } = customer;
  return discount && (discount.end === null || discount.end > at) ? [discount.id] : [];
}
