import type Stripe from "stripe";
import type { Period } from "../../engine/periods";
import type { PublicTables } from "../../store/tables";
import type { Wire } from "../../wire/types";

type Price = PublicTables["price"];

export type Line = Wire<Stripe.InvoiceLineItem>;

export interface DiscountAmount {
  /** Minor units; negative on a credit, which takes a discount back with the charge. */
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
  /** Discounts of its own, which come off before the invoice's. */
  discounts?: readonly string[];
  /** Settled elsewhere, as a proration's are. Such a line is not discountable. */
  discountAmounts?: readonly DiscountAmount[];
  metadata: Stripe.Metadata;
  /** Its own, which go before the invoice's. */
  taxRates?: readonly PublicTables["tax_rate"][];
}
