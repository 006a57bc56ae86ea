import type Stripe from "stripe";
import { existingDiscounts } from "./discounts";

type Params = Pick<Stripe.InvoiceCreatePreviewParams, "discounts">;
type ItemDiscounts = { id: string; discounts: { discount: string }[] | "" };

/** Whether a discount still lowers the invoice that is previewed. */
export type IsLeft = (discount: Stripe.Discount) => boolean;

/** What an invoice preview is expanded by, so that `usedOnce` finds how long each discount lasts. */
export const discountDurations = "total_discount_amounts.discount.source.coupon";

/**
 * The discounts of one invoice that this one uses up. Stripe takes them off the subscription, its items or its customer, once
 * an invoice charges something.
 */
export function usedOnce(invoice: Stripe.Invoice | null): ReadonlySet<string> {
  if (!invoice || invoice.subtotal <= 0) return new Set();
  const used = (invoice.total_discount_amounts ?? []).flatMap(({ discount }) => {
    if (typeof discount === "string" || discount.deleted) return [];
    const { coupon } = discount.source;
    return coupon !== null && typeof coupon !== "string" && coupon.duration === "once" ? [discount.id] : [];
  });
  return new Set(used);
}

/** Whether anything lowers the subscription's invoices. */
export const isDiscounted = ({ discounts, items, customer }: Stripe.Subscription): boolean =>
  discounts.length > 0 ||
  items.data.some((item) => item.discounts.length > 0) ||
  (typeof customer !== "string" && !customer.deleted && Boolean(customer.discount));

/**
 * The parameter by which a preview counts only the discounts that are left; none while all are. Without one of its own, a
 * subscription has its customer's.
 */
export function discountsLeft({ discounts, customer }: Stripe.Subscription, isLeft: IsLeft): Params {
  const own = discounts.filter((discount) => typeof discount === "string" || isLeft(discount));
  const inherited = typeof customer === "string" || customer.deleted ? null : (customer.discount ?? null);
  if (discounts.length > 0 && own.length === discounts.length) return {};
  if (own.length > 0) return { discounts: existingDiscounts({ discounts: own }) };
  if (inherited && isLeft(inherited)) return discounts.length === 0 ? {} : { discounts: [{ discount: inherited.id }] };
  return discounts.length === 0 && !inherited ? {} : { discounts: "" };
}

/** The items some of whose discounts are `used`, with the others. */
export const itemsWithoutUsed = ({ items }: Stripe.Subscription, used: ReadonlySet<string>): ItemDiscounts[] =>
  items.data.flatMap((item) => {
    const before = existingDiscounts(item);
    const left = before.filter(({ discount }) => !used.has(discount));
    if (left.length === before.length) return [];
    return [{ id: item.id, discounts: left.length > 0 ? left : "" }];
  });
