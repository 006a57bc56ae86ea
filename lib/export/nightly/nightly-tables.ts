import { eq, getTableColumns, isNotNull, type SQL } from "drizzle-orm";
import {
  gauges,
  invoices,
  movements,
  organizationDirectory,
  organizations,
  subscriptionItems,
  subscriptions,
  usageCounters,
} from "@/db/schema";
import type { ExportedTable } from "../exported-table";

/** A table of the nightly export, with the rows of every organization. */
export type NightlyTable = ExportedTable & { where?: SQL };

const internal = "means nothing outside of Gatehouse";
const searched = "repeats other columns, for the search";

/**
 * What a data warehouse gets. Amounts are in minor units of the currency. A test compares the lists of columns with the
 * database.
 */
export const nightlyTables: readonly NightlyTable[] = [
  {
    file: "organizations",
    table: organizationDirectory,
    columns: [
      organizationDirectory.organizationId,
      organizationDirectory.name,
      organizationDirectory.externalId,
      organizationDirectory.domain,
      organizationDirectory.profile,
      organizationDirectory.createdAt,
      organizations.onboardedAt,
      organizationDirectory.members,
      organizationDirectory.planKey,
      organizationDirectory.status,
      organizationDirectory.suspendedAt,
      organizationDirectory.trialEndsAt,
      organizationDirectory.interval,
      organizationDirectory.renewsAt,
      organizationDirectory.cancelAt,
      organizationDirectory.nextAt,
      organizationDirectory.mrr,
      organizationDirectory.currency,
    ],
    without: { search: searched, status_order: internal },
    with: { table: organizations, on: eq(organizations.id, organizationDirectory.organizationId) },
  },
  {
    file: "subscriptions",
    table: subscriptions,
    columns: [
      subscriptions.organizationId,
      subscriptions.stripeCustomerId,
      subscriptions.stripeSubscriptionId,
      subscriptions.status,
      subscriptions.planKey,
      subscriptions.lookupKey,
      subscriptions.interval,
      subscriptions.intervalCount,
      subscriptions.currency,
      subscriptions.unitAmount,
      subscriptions.mrr,
      subscriptions.anchorAt,
      subscriptions.currentPeriodStart,
      subscriptions.currentPeriodEnd,
      subscriptions.trialEndsAt,
      subscriptions.firstPaidAt,
      subscriptions.cancelAt,
      subscriptions.cancelReason,
      subscriptions.cancelComment,
      subscriptions.cancelRequestedAt,
      subscriptions.endedAt,
      subscriptions.pastDueSince,
      subscriptions.failedPayments,
      subscriptions.collectionMethod,
      subscriptions.daysUntilDue,
      subscriptions.customerBalance,
      subscriptions.pendingAmount,
      subscriptions.pausedBehavior,
      subscriptions.resumesAt,
      subscriptions.stripeScheduleId,
      subscriptions.customerDeletedAt,
      subscriptions.updatedAt,
    ],
    without: {
      billing_email: "personal, and Stripe has it",
      tax_ids: "personal for a sole trader, and Stripe has them",
      card_brand: "payment details stay with Stripe",
      card_last4: "payment details stay with Stripe",
      card_expires: "payment details stay with Stripe",
      entitlements_version: internal,
    },
    where: isNotNull(subscriptions.stripeSubscriptionId),
  },
  {
    file: "items",
    table: subscriptionItems,
    columns: Object.values(getTableColumns(subscriptionItems)),
  },
  {
    file: "invoices",
    table: invoices,
    columns: Object.values(getTableColumns(invoices)).filter(
      (column) => column !== invoices.hostedInvoiceUrl && column !== invoices.invoicePdfUrl,
    ),
    without: {
      hosted_invoice_url: "opens the invoice without signing in",
      invoice_pdf_url: "opens the invoice without signing in",
    },
  },
  { file: "movements", table: movements, columns: Object.values(getTableColumns(movements)) },
  {
    file: "usage",
    table: usageCounters,
    columns: [
      usageCounters.organizationId,
      usageCounters.meter,
      usageCounters.periodStart,
      usageCounters.periodEnd,
      usageCounters.used,
      usageCounters.credited,
      usageCounters.included,
      usageCounters.overage,
      usageCounters.graceStartedAt,
      usageCounters.updatedAt,
    ],
    without: {
      sold: internal,
      held: internal,
      prepaid: internal,
      overage_reported: internal,
      used_step: searched,
      limit_step: searched,
    },
  },
  { file: "gauges", table: gauges, columns: [gauges.organizationId, gauges.meter, gauges.level, gauges.updatedAt] },
];
