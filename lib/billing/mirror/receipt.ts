import type Stripe from "stripe";
import type { StripeState } from "./stripe-state";

/** What a receipt says beyond the mirrored invoice. Amounts in minor units of its currency. */
export type Receipt = {
  lines: readonly ReceiptLine[];
  /** Whether the invoice has more lines than Stripe lists with it. */
  hasMore: boolean;
  /** What was charged; null for a payment by other means. */
  card: { brand: string; last4: string } | null;
};

export type ReceiptLine = { description: string; amount: number; start: Date; end: Date };

/** The lines of an invoice and the card that paid it, from what was read of Stripe; undefined for an unknown invoice. */
export function receiptOf({ invoices, charges }: StripeState, invoiceId: string): Receipt | undefined {
  const invoice = invoices.find(({ id }) => id === invoiceId);
  if (!invoice) return undefined;
  return {
    lines: invoice.lines.data.map(({ description, amount, period }) => ({
      description: description ?? "Invoice item",
      amount,
      start: new Date(period.start * 1000),
      end: new Date(period.end * 1000),
    })),
    hasMore: invoice.lines.has_more,
    card: cardOf(invoice, charges),
  };
}

function cardOf({ payments }: Stripe.Invoice, charges: readonly Stripe.Charge[]): Receipt["card"] {
  const intents = new Set(payments?.data.map(({ payment }) => idOf(payment.payment_intent)));
  const charge = charges.find(
    ({ status, payment_intent }) => status === "succeeded" && intents.has(idOf(payment_intent)),
  );
  const { brand, last4 } = charge?.payment_method_details?.card ?? {};
  return charge?.payment_intent && brand && last4 ? { brand, last4 } : null;
}

const idOf = (reference: string | { id: string } | null | undefined): string | undefined =>
  typeof reference === "string" ? reference : reference?.id;
