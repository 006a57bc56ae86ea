import type Stripe from "stripe";

/** What Stripe would charge, line by line, in minor units of the invoice's currency. */
export type PreviewedCharge = {
  /** What the card is charged: the total minus the customer's credit balance, never below zero. */
  amount: number;
  /** What the change refunds beyond its price. It is added to the customer's credit balance. */
  credit: number;
  discount: number;
  tax: number;
  lines: { description: string; amount: number; quantity: number | null; from: Date; to: Date }[];
};

/** @returns the charge without its zero-amount lines. */
export function previewedCharge(invoice: Stripe.Invoice): PreviewedCharge {
  return {
    amount: invoice.amount_due,
    credit: Math.max(0, -invoice.total),
    discount: (invoice.total_discount_amounts ?? []).reduce((sum, { amount }) => sum + amount, 0),
    tax: (invoice.total_taxes ?? []).reduce((sum, { amount }) => sum + amount, 0),
    lines: invoice.lines.data
      .filter(({ amount }) => amount !== 0)
      .map(({ description, amount, quantity, period }) => ({
        description: description ?? "",
        amount,
        quantity,
        from: new Date(period.start * 1000),
        to: new Date(period.end * 1000),
      })),
  };
}
