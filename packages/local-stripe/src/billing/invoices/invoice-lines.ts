import { applyDiscounts } from "../../engine/discounts";
import { storedPrice } from "../../lookup/localized-price";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { activeReductions } from "../discounts/discounts";
import { pendingTax } from "../taxes/taxes";
import type { DiscountAmount, Line, LineInput } from "./line";

type InvoiceItem = PublicTables["invoiceitem"];

export function newLine(world: World, invoice: string, input: LineInput): Line {
  return {
    id: world.ids.next("il"),
    object: "line_item",
    amount: input.amount,
    currency: input.currency,
    description: input.description,
    discount_amounts: [...(input.discountAmounts ?? [])],
    discountable: input.discountable,
    discounts: [...(input.discounts ?? [])],
    invoice,
    livemode: false,
    metadata: input.metadata,
    parent: parentOf(input),
    period: { start: input.period.start, end: input.period.end },
    pretax_credit_amounts: (input.discountAmounts ?? []).map(asPretaxCredit),
    pricing: input.price && {
      price_details: { price: input.price.id, product: input.price.product },
      type: "price_details",
      unit_amount_decimal: input.price.unit_amount_decimal,
    },
    quantity: input.quantity,
    quantity_decimal: String(input.quantity),
    subscription: input.subscription,
    subtotal: input.amount,
    taxes: (input.taxRates ?? []).map(pendingTax),
  };
}

function parentOf(input: LineInput): Line["parent"] {
  const proration_details = { credited_items: input.creditedItems ?? null };
  if (input.subscriptionItem !== null) {
    return {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: input.invoiceItem,
        proration: input.proration,
        proration_details,
        subscription: input.subscription,
        subscription_item: input.subscriptionItem,
      },
      type: "subscription_item_details",
    };
  }
  if (input.invoiceItem === null) return null;
  return {
    invoice_item_details: {
      invoice_item: input.invoiceItem,
      proration: input.proration,
      proration_details,
      subscription: input.subscription,
    },
    subscription_item_details: null,
    type: "invoice_item_details",
  };
}

export function lineFromInvoiceItem(world: World, item: InvoiceItem): LineInput {
  const credited = item.proration_details?.credited_items?.invoice_line_item_details;
  return {
    amount: item.amount,
    currency: item.currency,
    description: item.description ?? "Invoice item",
    period: item.period,
    price: storedPrice(world, item.pricing?.price_details?.price ?? "", item.currency) ?? null,
    quantity: item.quantity,
    subscription: item.parent?.subscription_details?.subscription ?? null,
    subscriptionItem: item.parent?.subscription_details?.subscription_item ?? null,
    invoiceItem: item.id,
    proration: item.proration,
    creditedItems: credited ?? null,
    discountable: item.discountable,
    discounts: item.discounts ?? [],
    discountAmounts: item.proration_details?.discount_amounts ?? [],
    metadata: item.metadata ?? {},
    taxRates: item.tax_rates ?? [],
  };
}

/** Applies discounts: each line's own first, then the invoice's, each to what the previous ones left. */
export function withDiscounts(
  world: World,
  lines: Line[],
  discounts: readonly string[],
  at: number,
  currency: string,
): Line[] {
  const own = new Set(lines.flatMap((line) => (line.discountable ? line.discounts : [])));
  const running = [
    ...activeReductions(world, [...own], at, currency).map((reduction) => ({ ...reduction, ofLines: true })),
    ...activeReductions(world, discounts, at, currency),
  ];
  const taken = applyDiscounts(
    lines.map((line) => ({
      amount: line.amount,
      product: line.pricing?.price_details?.product ?? null,
      discountable: line.discountable,
      own: line.discounts,
    })),
    running,
  );
  return lines.map((line, index) => {
    if (!line.discountable) return line;
    const discount_amounts = running.flatMap((reduction, position) => {
      const amount = taken[index]?.[position] ?? 0;
      return amount === 0 ? [] : [{ amount, discount: reduction.id }];
    });
    return { ...line, discount_amounts, pretax_credit_amounts: discount_amounts.map(asPretaxCredit) };
  });
}

function asPretaxCredit(entry: DiscountAmount) {
  return { ...entry, type: "discount" as const };
}
