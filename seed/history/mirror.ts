import type { discounts, invoices, refunds, subscriptionItems, subscriptions } from "@/db/schema";
import { addHours } from "@/lib/durations";
import { generatedCustomerPrefix } from "@/lib/reconciliation/generated-prefix";
import type { BookedInvoice, BookedSubscription, Books } from "./books";
import { daysUntilDue } from "./books";
import { monthsAfter } from "./calendar";
import type { CustomerHistory, SoldItem } from "./customer";
import { Random } from "./random";

type WithoutTenant<Row> = Omit<Row, "organizationId">;

/** What a sync would write about a customer. */
export type MirrorOfCustomer = {
  subscription: typeof subscriptions.$inferSelect;
  items: readonly WithoutTenant<typeof subscriptionItems.$inferSelect>[];
  discounts: readonly WithoutTenant<typeof discounts.$inferSelect>[];
  invoices: readonly WithoutTenant<typeof invoices.$inferSelect>[];
  refunds: readonly WithoutTenant<typeof refunds.$inferSelect>[];
  /** The id in Stripe of the subscription with this number. */
  subscriptionId: (number: number) => string;
};

/** The row of an organization that hasn't bought anything. */
export const emptyRow = (organizationId: string, createdAt: Date): typeof subscriptions.$inferSelect => ({
  organizationId,
  stripeCustomerId: null,
  stripeSubscriptionId: null,
  status: null,
  planKey: null,
  lookupKey: null,
  interval: null,
  intervalCount: null,
  currency: null,
  unitAmount: null,
  anchorAt: null,
  currentPeriodStart: null,
  currentPeriodEnd: null,
  cancelAt: null,
  cancelReason: null,
  cancelComment: null,
  cancelRequestedAt: null,
  endedAt: null,
  trialEndsAt: null,
  firstPaidAt: null,
  collectionMethod: null,
  daysUntilDue: null,
  customerBalance: null,
  pendingAmount: null,
  pausedBehavior: null,
  resumesAt: null,
  stripeScheduleId: null,
  customerDeletedAt: null,
  billingEmail: null,
  taxIds: [],
  pastDueSince: null,
  failedPayments: 0,
  mrr: 0,
  cardBrand: null,
  cardLast4: null,
  cardExpires: null,
  updatedAt: createdAt,
  entitlementsVersion: 1,
});

/**
 * What a sync would have written by `until`, without a Stripe: for amounts of data that no local Stripe holds. The ids look
 * like Stripe's and lead nowhere.
 */
export function mirrorOfBooks(
  history: CustomerHistory,
  { subscriptions: all, invoices: booked, movements, cardWorks }: Books,
  organizationId: string,
  until: Date,
): MirrorOfCustomer {
  const random = new Random(`${history.key}/stripe`);
  const empty = emptyRow(organizationId, history.signedUpAt);
  const ids = all.map(() => `sub_${random.token(24)}`);
  const subscriptionId = (number: number) => ids[number - 1] ?? "";
  const last = all.at(-1);
  if (!last) return { subscription: empty, items: [], discounts: [], invoices: [], refunds: [], subscriptionId };
  const customer = `${generatedCustomerPrefix}${random.token(14)}`;
  const live = last.endedAt === null;
  const stripeItems = last.items.map((item) => itemRow(item, last, `si_${random.token(14)}`));
  const prefix = random.token(8).toUpperCase();
  const rows = booked.map((invoice, index) =>
    invoiceRow(invoice, `in_${random.token(24)}`, `${prefix}-${String(index + 1).padStart(4, "0")}`, subscriptionId),
  );
  const mrr = movements.at(-1)?.mrrAfter ?? 0;
  return {
    subscription: {
      ...empty,
      stripeCustomerId: customer,
      billingEmail: history.people[0]?.email ?? null,
      ...(last.collection === "send_invoice" ? {} : cardOf(cardWorks, until)),
      ...columnsOf(last, subscriptionId(last.number), booked),
      mrr: live ? mrr : 0,
      updatedAt: until,
    },
    items: live ? stripeItems : [],
    discounts: live && last.coupon ? [discountRow(last, last.coupon, `di_${random.token(24)}`)] : [],
    invoices: rows,
    refunds: booked.flatMap((invoice, index) =>
      invoice.refundedAt ? [refundRow(invoice, rows[index]?.stripeInvoiceId ?? "", random, invoice.refundedAt)] : [],
    ),
    subscriptionId,
  };
}

function columnsOf(last: BookedSubscription, id: string, booked: readonly BookedInvoice[]) {
  const live = last.endedAt === null;
  const plan = last.items.find(({ price }) => price.kind === "plan")?.price;
  const open = booked.filter(({ subscription, status }) => subscription === last && status === "open");
  const first = booked.find(({ subscription }) => subscription === last);
  const sent = last.collection === "send_invoice";
  return {
    stripeSubscriptionId: id,
    status: last.status,
    planKey: plan?.itemKey ?? null,
    lookupKey: plan?.inCatalog ? plan.lookupKey : null,
    interval: last.interval,
    intervalCount: 1,
    currency: last.currency,
    unitAmount: plan?.unitAmount ?? null,
    anchorAt: last.startedAt,
    currentPeriodStart: last.periodStart,
    currentPeriodEnd: last.periodEnd,
    cancelAt: live ? last.cancelAt : null,
    cancelReason: last.reason,
    cancelComment: last.comment,
    cancelRequestedAt: last.canceledAt,
    endedAt: last.endedAt,
    firstPaidAt: sent ? last.startedAt : (first?.paidAt ?? last.startedAt),
    collectionMethod: last.collection,
    daysUntilDue: sent ? daysUntilDue : null,
    customerBalance: live ? 0 : null,
    pendingAmount: live ? 0 : null,
    pausedBehavior: live && last.pausedUntil ? ("void" as const) : null,
    resumesAt: live ? last.pausedUntil : null,
    pastDueSince: live ? last.pastDueSince : null,
    failedPayments: last.status === "past_due" && !sent ? Math.max(0, ...open.map(({ attempts }) => attempts)) : 0,
  };
}

const cardOf = (works: boolean, until: Date) => ({
  cardBrand: "visa",
  cardLast4: works ? "4242" : "0341",
  cardExpires: `12/${until.getUTCFullYear() + 1}`,
});

const itemRow = ({ price, quantity }: SoldItem, { periodEnd }: BookedSubscription, stripeItemId: string) => ({
  stripeItemId,
  kind: price.kind,
  itemKey: price.itemKey,
  lookupKey: price.inCatalog ? price.lookupKey : null,
  name: price.name,
  stripePriceId: `price_${new Random(price.lookupKey).token(24)}`,
  stripeProductId: price.product,
  quantity,
  unitAmount: price.unitAmount,
  tiers: null,
  tiersMode: null,
  packageSize: null,
  packageRounding: null,
  currency: price.currency,
  interval: price.interval,
  intervalCount: 1,
  metered: false,
  includedTaxPercent: 0,
  recurringAmount: price.unitAmount * quantity,
  currentPeriodEnd: periodEnd,
});

const discountRow = (
  { startedAt }: BookedSubscription,
  coupon: NonNullable<BookedSubscription["coupon"]>,
  stripeDiscountId: string,
) => ({
  stripeDiscountId,
  scope: "subscription" as const,
  stripeItemId: null,
  position: 0,
  name: coupon.name,
  code: null,
  stripeCouponId: coupon.id,
  percentOff: coupon.percentOff,
  amountOff: null,
  currency: null,
  duration: coupon.duration,
  endsAt: coupon.months === null ? null : monthsAfter(startedAt, coupon.months),
  products: null,
});

function invoiceRow(invoice: BookedInvoice, id: string, number: string, subscriptionId: (number: number) => string) {
  const { status, total, attempts, subscription } = invoice;
  const paid = status === "paid";
  const final = status !== "draft";
  const page = final ? `https://invoice.stripe.com/i/${id}` : null;
  return {
    stripeInvoiceId: id,
    number: final ? number : null,
    status,
    billingReason: invoice.reason,
    currency: subscription.currency,
    subtotal: invoice.subtotal,
    tax: 0,
    total,
    amountDue: total,
    amountPaid: paid ? total : 0,
    amountRemaining: paid ? 0 : total,
    attemptCount: attempts,
    chargeFailed: attempts > (paid ? 1 : 0),
    nextPaymentAttemptAt: nextAttemptAt(invoice),
    paymentIssue: status === "open" && attempts > 0 ? ("declined" as const) : null,
    periodStart: invoice.periodStart,
    periodEnd: invoice.periodEnd,
    hostedInvoiceUrl: page,
    invoicePdfUrl: page && `${page}/pdf`,
    createdAt: invoice.createdAt,
    finalizedAt: invoice.finalizedAt,
    dueAt: invoice.dueAt,
    paidAt: invoice.paidAt,
    collectionMethod: subscription.collection,
    stripeSubscriptionId: subscriptionId(subscription.number),
    amountRefunded: invoice.refundedAt ? total : 0,
    amountCredited: 0,
    disputed: false,
  };
}

/** Stripe finalizes and charges a draft an hour after it was created. */
function nextAttemptAt({ status, subscription, createdAt, nextAttemptAt }: BookedInvoice): Date | null {
  if (status === "open") return nextAttemptAt;
  const charged = status === "draft" && subscription.collection === "charge_automatically";
  return charged ? addHours(createdAt, 1) : null;
}

const refundRow = (
  { total, subscription }: BookedInvoice,
  stripeInvoiceId: string,
  random: Random,
  createdAt: Date,
) => ({
  stripeRefundId: `re_${random.token(24)}`,
  stripeInvoiceId,
  stripeChargeId: `ch_${random.token(24)}`,
  amount: total,
  currency: subscription.currency,
  reason: null,
  status: "succeeded",
  createdAt,
});
