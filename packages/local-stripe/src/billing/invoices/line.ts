import type Stripe from "stripe";
import type { Period } from "../../engine/periods";
import type { PublicTables } from "../../store/tables";
import type { Wire } from "../../wire/types";

type Price = PublicTables["price"];
export type Line = Wire<Stripe.InvoiceLineItem>;

export interface DiscountAmount {
  /** Minor units. Negative on a credit, which returns the discount with the charge. */
  amount: number;
  discount: string;
}

export interface LineInput {
  amount: number;
  currency: string;
  description: string;
  period: Period;
  price: Price | null;
  quantity: number;
  subscription: string | null;
  subscriptionItem: string | null;
  invoiceItem: string | null;
  proration: boolean;
  creditedItems?: { invoice: string; invoice_line_items: string[] } | null;
  discountable: boolean;
  /** The line's own discounts, applied before the invoice's. */
  discounts?: readonly string[];
  /** Already calculated, as for a proration. Such a line is not discountable. */
  discountAmounts?: readonly DiscountAmount[];
  metadata: Stripe.Metadata;
  /** The line's own tax rates, which override the invoice's. */
  taxRates?: readonly PublicTables["tax_rate"][];
}
