export interface Settings {
  /** The seller's name on pages and invoices. */
  business: string;
  /** The seller's address on invoices, without the country. */
  address: readonly string[];
  /** Two-letter country code. */
  country: string;
  email: string | null;
  /** Printed on invoices: `DE 123 456 789`. */
  taxId: string | null;
  /** On pages and documents, such as `#3f60a7`: the account's `settings.branding.primary_color`. */
  brandColor: string | null;
  /** The same seed gives the same IDs. Random by default, so that an app never sees an old ID for a new object. */
  seed: string | null;
  dunning: Dunning;
  notices: {
    /** Days before a renewal at which `invoice.upcoming` is sent; null for never. An account setting at Stripe. */
    upcomingDays: number | null;
    /** Days before the due date at which `invoice.will_be_due` is sent; null for never. An automation at Stripe. */
    willBeDueDays: number | null;
    /** Days after the due date at which `invoice.overdue` is sent; null for never. */
    overdueDays: number | null;
  };
  /** The signing secret of every endpoint; null for a random one per endpoint, as at Stripe. */
  webhookSecret: string | null;
  webhooks: {
    timeoutMs: number;
    /** Seconds between attempts; after the last one the delivery has failed. */
    retrySeconds: readonly number[];
  };
}

export const defaultSettings: Settings = {
  business: "Local business",
  address: ["1 Example Street", "Springfield"],
  country: "US",
  email: "billing@business.example",
  taxId: "12-3456789",
  brandColor: null,
  seed: null,
  dunning: { retryDays: [1, 3, 5, 7, 9, 11, 14], end: "canceled" },
  notices: { upcomingDays: 7, willBeDueDays: 3, overdueDays: 0 },
  webhookSecret: null,
  webhooks: { timeoutMs: 10_000, retrySeconds: [1, 2, 5, 10, 30, 60, 300, 900, 3600, 3600, 7200, 14_400, 28_800] },
};

/** What Stripe's dashboard calls "Manage failed payments". */
export interface Dunning {
  /**
   * Days after the first failure at which a payment is retried. Stripe documents 8 attempts within 2 weeks, not their
   * times.
   */
  retryDays: readonly number[];
  /** The subscription's status after the last retry has failed. */
  end: "canceled" | "unpaid" | "past_due";
}
