import { z } from "zod";
import { isCursor } from "@/lib/billing/page/invoice-cursor";

const one = z.union([z.string(), z.array(z.string()).transform(([first]) => first)]).optional();

/** What the billing page's address may say. Anything else is ignored: it is typed by people. */
export const billingQuerySchema = z
  .object({ welcome: one, checkout: one, stripe: one, invoices: one, plan: one })
  .transform(({ welcome, checkout, stripe, invoices, plan }) => ({
    welcome: welcome !== undefined,
    checkoutCanceled: checkout === "canceled",
    unconfirmed: stripe === "away",
    invoices: invoices !== undefined && isCursor(invoices) ? invoices : undefined,
    /** A plan that is asked for by a link elsewhere. */
    plan,
  }));

export type BillingQuery = z.output<typeof billingQuerySchema>;

/** Addresses of the newest and the older invoices, where one is not there already. */
export function invoiceLinks({ invoices }: BillingQuery, nextCursor: string | null) {
  return {
    newest: invoices === undefined ? null : "/billing",
    older: nextCursor === null ? null : `/billing?invoices=${encodeURIComponent(nextCursor)}`,
  };
}
