import type { OrganizationStatus } from "@/lib/trials";

/**
 * Filters of the list of organizations: every status and, apart from them, suspension. Spelled out here so that the browser
 * doesn't load the database library.
 */
export const organizationStates = [
  "trialing",
  "active",
  "past_due",
  "unpaid",
  "paused",
  "incomplete",
  "canceled",
  "expired",
  "suspended",
] as const satisfies readonly (OrganizationStatus | "suspended")[];

/** What needs attention besides a status: a reached limit, or an open mismatch with Stripe. */
export const organizationFlags = ["over_limit", "mismatch"] as const;

/** The columns of the list. Each can be sorted by. */
export const listColumns = ["name", "plan", "status", "mrr", "next", "members", "created"] as const;
export type ListColumn = (typeof listColumns)[number];

/** Within how many days a trial ends. */
export const trialWindows = ["3", "7", "14"] as const;
