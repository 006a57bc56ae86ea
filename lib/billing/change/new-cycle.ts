import type Stripe from "stripe";
import { monthsAfter } from "@/lib/intervals";
import { discountsLeft } from "./discounts-left";
import type { LineItem } from "./line-items";
import type { OpenChange } from "./open-change";

/**
 * Whether the plan is billed by another interval later. Flexible billing keeps the anchor then
 * (docs.stripe.com/billing/subscriptions/billing-mode), so a year that begins in the middle of the anchor's would be charged in
 * part, or not at all. So the new interval begins a billing cycle of its own, which is charged whole, as previewed.
 */
export function switchesInterval(current: readonly LineItem[], later: readonly LineItem[]): boolean {
  const intervalOf = (items: readonly LineItem[]) => items.find(({ kind }) => kind === "plan")?.interval;
  return intervalOf(current) !== intervalOf(later);
}

type Open = Pick<OpenChange, "subscription" | "current">;

/** Whether a preview of the `later` items has to begin that cycle. After a trial one begins anyway. */
export const beginsCycle = ({ subscription, current }: Open, later: readonly LineItem[] | null): later is LineItem[] =>
  later !== null && subscription.status !== "trialing" && switchesInterval(current.items, later);

/** Stripe previews the cycle only as if it began now. What ends until it does, or was used by then, is no discount of it. */
export const cycleFromNow = (open: Open, used: ReadonlySet<string>): Stripe.InvoiceCreatePreviewParams => ({
  ...discountsLeft(open.subscription, ({ id, end }) => !used.has(id) && (end === null || end > open.current.periodEnd)),
  subscription_details: { billing_cycle_anchor: { type: "now" }, proration_behavior: "none" },
});

/** The invoice of a cycle previewed from now on, with the dates it will have. What was pending keeps its own. */
export function fromPeriodEnd(
  invoice: Stripe.Invoice,
  { current }: Open,
  [first]: readonly LineItem[],
): Stripe.Invoice {
  const start = current.periodEnd;
  const end = monthsAfter(new Date(start * 1000), first?.interval === "year" ? 12 : 1).getTime() / 1000;
  const data = invoice.lines.data.map((line) => (isPendingLine(line) ? line : { ...line, period: { start, end } }));
  return { ...invoice, lines: { ...invoice.lines, data } };
}

/** Whether a line is of an invoice item that waited for its invoice, such as a proration. */
export const isPendingLine = ({ parent }: Pick<Stripe.InvoiceLineItem, "parent">): boolean =>
  parent?.type === "invoice_item_details" || Boolean(parent?.subscription_item_details?.invoice_item);
