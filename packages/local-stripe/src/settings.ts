export interface Settings {
  /** Who sells: shown on the pages and on invoices. */
  business: string;
  /** Lines of the seller's address without the country, as they go on invoices. */
  address: readonly string[];
  /** Two letters. */
  country: string;
  email: string | null;
  /** Named on invoices: `DE 123 456 789`. */
  taxId: string | null;
  /** Same seed, same ids; without one they are random, so that an app never meets an old id again under a new name. */
  seed: string | null;
  dunning: {
    /** Days after the first failure at which a payment is tried again. Stripe documents 8 tries in 2 weeks, not the times. */
    retryDays: readonly number[];
    /** What becomes of the subscription when the last try has failed. */
    end: "canceled" | "unpaid" | "past_due";
  };
  notices: {
    /** Days before a renewal at which `invoice.upcoming` is sent; null for never. A setting of the account at Stripe. */
    upcomingDays: number | null;
    /** Days before an invoice's due date at which `invoice.will_be_due` is sent; null for never. An automation at Stripe. */
    willBeDueDays: number | null;
    /** Days after an invoice's due date at which `invoice.overdue` is sent; null for never. */
    overdueDays: number | null;
  };
  webhooks: {
    timeoutMs: number;
    /** Seconds of wall time between tries; after the last one the delivery is given up. */
    retrySeconds: readonly number[];
  };
}

export const defaultSettings: Settings = {
  business: "Local business",
  address: ["1 Example Street", "Springfield"],
  country: "US",
  email: "billing@business.example",
  taxId: "12-3456789",
  seed: null,
  dunning: { retryDays: [1, 3, 5, 7, 9, 11, 14], end: "canceled" },
  notices: { upcomingDays: 7, willBeDueDays: 3, overdueDays: 0 },
  webhooks: { timeoutMs: 10_000, retrySeconds: [1, 2, 5, 10, 30, 60, 300, 900, 3600, 3600, 7200, 14_400, 28_800] },
};
