import type { BillingInterval } from "@/lib/billing";

/** "a month", or "every 3 months". */
export const everyInterval = ({ interval, intervalCount }: BillingInterval): string =>
  intervalCount === 1 ? `a ${interval}` : `every ${intervalCount} ${interval}s`;
