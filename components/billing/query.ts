import { z } from "zod";
import { isCursor } from "@/lib/billing/page/invoice-cursor";

const one = z.union([z.string(), z.array(z.string()).transform(([first]) => first)]).optional();

const intervals = z.enum(["month", "year"]);

/** The billing page's query parameters. Anything else is ignored, because people edit URLs. */
export const billingQuerySchema = z
  .object({ welcome: one, checkout: one, sync: one, invoices: one, plan: one, interval: one, currency: one })
  .transform(({ welcome, checkout, sync, invoices, plan, interval, currency }) => ({
    welcome: welcome !== undefined,
    checkoutCanceled: checkout === "canceled",
    unconfirmed: sync === "unavailable",
    invoices: invoices !== undefined && isCursor(invoices) ? invoices : undefined,
    /** The plan a link asks for. */
    plan,
    interval: intervals.safeParse(interval).data,
    currency,
  }));

export type BillingQuery = z.output<typeof billingQuerySchema>;

/** Links to the newest and to older invoices; null when already there. */
export function invoiceLinks({ invoices }: BillingQuery, nextCursor: string | null) {
  return {
    newest: invoices === undefined ? null : "/billing",
    older: nextCursor === null ? null : `/billing?invoices=${encodeURIComponent(nextCursor)}`,
  };
}
