import type { RetentionPeriodName } from "@/db/schema";
import { formatCount } from "@/lib/numbers";

export type RetentionPeriod = RetentionPeriodName;

type Definition = {
  label: string;
  /** What is deleted, and the reason for the limits. */
  hint: string;
  unit: "day" | "month";
  min: number;
  max: number;
  standard: number;
  /** What a run removes, in the singular and plural. */
  removes: readonly [one: string, several: string];
};

/** How long each kind of data is kept, in the page's order. Each default is the shortest that keeps everything working. */
export const periods: Readonly<Record<RetentionPeriod, Definition>> = {
  sessions: {
    label: "Expired sessions and links",
    hint: "Sessions, emailed links and unfinished sign-ins, counted from when they expire.",
    unit: "day",
    min: 1,
    max: 30,
    standard: 1,
    removes: ["session or link", "sessions and links"],
  },
  sign_in_history: {
    label: "Sign-in history",
    hint: "IP address, browser and email address of sign-ins and failed attempts. The fact that someone signed in stays in the audit log.",
    unit: "day",
    min: 30,
    max: 1_825,
    standard: 365,
    removes: ["sign-in", "sign-ins"],
  },
  invitations: {
    label: "Ended invitations",
    hint: "Invited addresses, counted from when the invitation was accepted, revoked or expired.",
    unit: "day",
    min: 1,
    max: 730,
    standard: 90,
    removes: ["invitation", "invitations"],
  },
  support_requests: {
    label: "Closed support requests",
    hint: "Messages and answers, counted from when the request was closed.",
    unit: "day",
    min: 30,
    max: 1_825,
    standard: 730,
    removes: ["support request", "support requests"],
  },
  email_log: {
    label: "Sent emails",
    hint: "Recipient and content. A record without either stays, so that no reminder is sent twice.",
    unit: "day",
    min: 7,
    max: 1_095,
    standard: 180,
    removes: ["email", "emails"],
  },
  stripe_events: {
    label: "Stripe events",
    hint: "Event data, including billing addresses. At least 35 days, because reconciliation reads the last 30.",
    unit: "day",
    min: 35,
    max: 2_555,
    standard: 365,
    removes: ["Stripe event", "Stripe events"],
  },
  webhook_messages: {
    label: "Outgoing webhooks",
    hint: "Messages and their delivery log. Messages that are still pending are kept.",
    unit: "day",
    min: 7,
    max: 365,
    standard: 30,
    removes: ["webhook", "webhooks"],
  },
  stored_answers: {
    label: "API responses for retries",
    hint: "The first response to a request with an idempotency key, which a retry gets. At least 1 day, because the API promises 24 hours. API requests themselves are only in the server's log.",
    unit: "day",
    min: 1,
    max: 30,
    standard: 1,
    removes: ["API response", "API responses"],
  },
  alerts: {
    label: "Resolved alerts and mismatches",
    hint: "Counted from when they were resolved.",
    unit: "day",
    min: 30,
    max: 1_825,
    standard: 365,
    removes: ["alert or mismatch", "alerts and mismatches"],
  },
  job_runs: {
    label: "Job history",
    hint: "Results and errors of background jobs.",
    unit: "day",
    min: 7,
    max: 90,
    standard: 14,
    removes: ["job run", "job runs"],
  },
  visits: {
    label: "Visits by day",
    hint: "Anonymous counts. The hashes behind them are always deleted after two days.",
    unit: "day",
    min: 30,
    max: 3_650,
    standard: 1_095,
    removes: ["daily count", "daily counts"],
  },
  usage_events: {
    label: "Usage events",
    hint: "Whole months. Counters and invoices stay. At least 3, because idempotency keys work for 35 days.",
    unit: "month",
    min: 3,
    max: 120,
    // Unless the catalog says otherwise: `usageEventsKeptMonths`.
    standard: 13,
    removes: ["month of usage events", "months of usage events"],
  },
  audit_log: {
    label: "Audit log",
    hint: "Who did what. Each chain's start is resealed, so the rest stays verifiable.",
    unit: "day",
    min: 365,
    max: 3_650,
    standard: 2_555,
    removes: ["audit row", "audit rows"],
  },
  deleted_audit_log: {
    label: "Audit log of deleted organizations",
    hint: "Counted from the deletion. One row stays, which says that the organization was deleted.",
    unit: "day",
    min: 0,
    max: 2_555,
    standard: 365,
    removes: ["audit row of a deleted organization", "audit rows of deleted organizations"],
  },
  deleted_invoices: {
    label: "Invoices of deleted organizations",
    hint: "As long as tax law requires where you're established: 7 years in the US, 8 in Germany, 10 in France. Some count from the end of the year, so the default is 11 years.",
    unit: "day",
    min: 1_825,
    max: 5_479,
    standard: 4_018,
    removes: ["document", "documents"],
  },
};

/** "365 days", "1 month". */
export const formatPeriod = (name: RetentionPeriod, value: number): string => formatCount(value, periods[name].unit);

/** "1,204 sign-ins". */
export const formatRemoved = (name: RetentionPeriod, count: number): string =>
  formatCount(count, ...periods[name].removes);
