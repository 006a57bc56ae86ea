import "server-only";
import { raiseAlert, thresholdOf } from "@/lib/alerts";
import { catalog, planName } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { formatDateTime, formatUtcDate } from "@/lib/dates";
import { failuresUntilReadOnly } from "@/lib/entitlements";
import { formatMoney, minorUnits } from "@/lib/money";
import type { DisputeMirror } from "../mirror/payments";
import type { BillingState } from "./billing-state";
import type { Change } from "./changes";
import { isDisputeClosed } from "./money-notices";
import type { PaymentNotice } from "./payment-notices";
import type { Publication, SyncDiff } from "./sync-diff";

const pathOf = ({ organizationId }: TenantContext) => `/admin/organizations/${organizationId}` as const;

/** The key of the alert about a scheduled cancellation, by which it is closed again. */
export const cancellationKey = ({ stripeSubscriptionId, cancelAt }: CancellationState): string =>
  `${stripeSubscriptionId}:${cancelAt?.toISOString() ?? "ended"}`;
type CancellationState = Pick<BillingState, "stripeSubscriptionId" | "cancelAt">;

/** A subscription that ended with its customer has an alert of its own: the customer didn't cancel. */
export async function alertOfLoss(
  ctx: TenantContext,
  { action }: Change,
  { before, after }: SyncDiff,
  { organization }: Publication,
): Promise<void> {
  const scheduled = action === "billing.cancellation_scheduled" && after.cancelAt !== null;
  if (!scheduled && (action !== "billing.subscription_ended" || after.customerDeletedAt !== null)) return;
  const { stripeSubscriptionId } = before;
  if (await isSmallLoss(ctx, before)) return;
  await raiseAlert(ctx, {
    kind: "cancellation",
    dedupeKey: cancellationKey({ stripeSubscriptionId, cancelAt: scheduled ? after.cancelAt : null }),
    organizationId: ctx.organizationId,
    title: `${organization} ${scheduled ? "is canceling" : "canceled"} ${planName(catalog, before.planKey)}${lossOf(before)}`,
    text:
      scheduled && after.cancelAt
        ? `The subscription ends on ${formatUtcDate(after.cancelAt)}. Contact them before then to find out why.`
        : "The subscription has ended. Check the reason they gave, and whether you can win them back.",
    path: pathOf(ctx),
  });
}

/** Below the threshold, which is in the main unit of the customer's currency. */
async function isSmallLoss(ctx: TenantContext, { mrrAtStake, currency }: BillingState): Promise<boolean> {
  const threshold = await thresholdOf(ctx, "cancellation_mrr");
  return mrrAtStake < threshold * minorUnits(currency ?? catalog.currency);
}

function lossOf({ mrrAtStake, currency }: BillingState): string {
  if (mrrAtStake === 0) return "";
  return ` (−${formatMoney({ amount: mrrAtStake, currency: currency ?? catalog.currency })} MRR)`;
}

/** Without a live subscription nothing is lost, and the next purchase makes a new customer. */
export async function alertOfDeletedCustomer(
  ctx: TenantContext,
  { noted, changes, before }: SyncDiff,
  { organization }: Publication,
): Promise<void> {
  const deleted = noted.find(({ action }) => action === "billing.customer_deleted");
  if (!deleted || !changes.some(({ action }) => action === "billing.subscription_ended")) return;
  await raiseAlert(ctx, {
    kind: "customer_deleted",
    dedupeKey: deleted.subject ?? ctx.organizationId,
    organizationId: ctx.organizationId,
    title: `${organization}: the customer was deleted in Stripe${lossOf(before)}`,
    text: `Deleting the customer ended its ${planName(catalog, before.planKey)} subscription immediately. Stripe can't undo it. If it was a mistake, ask them to choose a plan on their billing page: the purchase creates a new customer.`,
    path: pathOf(ctx),
  });
}

export async function alertFailedPayment(
  ctx: TenantContext,
  { invoice, attempt }: Extract<PaymentNotice, { kind: "failed" }>,
  { organization }: Publication,
): Promise<void> {
  if (attempt < (await thresholdOf(ctx, "failed_payment_attempt"))) return;
  const amount = formatMoney({ amount: invoice.amountRemaining, currency: invoice.currency });
  await raiseAlert(ctx, {
    kind: "payment_failed",
    dedupeKey: `${invoice.stripeInvoiceId}:${attempt}`,
    organizationId: ctx.organizationId,
    title: `${organization}: payment of ${amount} failed`,
    text: `Attempt ${attempt}. We emailed the customer. ${afterAttempt(attempt)}`,
    path: pathOf(ctx),
  });
}

const afterAttempt = (attempt: number): string =>
  attempt < failuresUntilReadOnly
    ? "After the third failed attempt the organization becomes read-only, so contact them if the next one fails too."
    : "The organization is read-only until they pay. Contact them: Stripe's retries haven't worked.";

/** Raised while there is something to decide. Nothing is done about the subscription: a bank may be asked back. */
export async function alertOfDispute(
  ctx: TenantContext,
  dispute: DisputeMirror,
  { organization }: Publication,
): Promise<void> {
  if (isDisputeClosed(dispute)) return;
  const { amount, currency, reason, status, evidenceDueAt } = dispute;
  const money = formatMoney({ amount, currency });
  const inquiry = status.startsWith("warning_");
  await raiseAlert(ctx, {
    kind: "dispute",
    dedupeKey: dispute.stripeDisputeId,
    organizationId: ctx.organizationId,
    title: inquiry
      ? `${organization}: the bank is asking about a payment of ${money}`
      : `${organization} disputes a payment of ${money}`,
    text: `Reason: ${reason.replaceAll("_", " ")}. ${respondBy(evidenceDueAt)} Without evidence, the bank decides in the customer's favor.`,
    path: pathOf(ctx),
  });
}

const respondBy = (at: Date | null): string =>
  at ? `Accept it or send evidence in Stripe by ${formatDateTime(at)}.` : "Accept it or send evidence in Stripe.";
