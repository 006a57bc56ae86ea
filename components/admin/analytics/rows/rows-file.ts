import type { Cell } from "@/lib/csv";
import type { DrillDownRow } from "@/lib/metrics/page/types";
import { minorUnits } from "@/lib/money";

/** The columns of the file of rows behind a figure. Amounts are in major units of their currency. */
export const rowColumns = [
  "occurred_at",
  "organization_id",
  "organization",
  "kind",
  "currency",
  "amount",
  "mrr_before",
  "mrr_after",
  "plan_before",
  "plan_after",
  "stripe_customer",
  "stripe_subscription",
  "stripe_invoice",
] as const;

export function rowCells(row: DrillDownRow): Cell[] {
  const major = (amount: number | null) =>
    amount === null || row.currency === null ? null : amount / minorUnits(row.currency);
  return [
    row.occurredAt.toISOString(),
    row.organizationId,
    row.organizationName,
    row.kind,
    row.currency,
    major(row.amount),
    major(row.mrrBefore),
    major(row.mrrAfter),
    row.planBefore,
    row.planAfter,
    row.stripeCustomerId,
    row.stripeSubscriptionId,
    row.stripeInvoiceId,
  ];
}
