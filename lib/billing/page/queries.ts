import "server-only";
import { and, asc, desc, eq, gt } from "drizzle-orm";
import {
  discounts,
  invoices,
  organizations,
  otherSubscriptions,
  pendingChanges,
  retentionOffers,
  type ScheduledPhase,
  scheduledChanges,
  type subscriptionItems,
  verifications,
} from "@/db/schema";
import { addOnName, catalog, planName } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { grantsOf } from "@/lib/entitlements";
import { found } from "@/lib/errors";
import { oncePerRequest } from "@/lib/once-per-request";
import { billingRoles } from "../access/roles";
import { complimentaryCouponId } from "../change/complimentary";
import type { SubscriptionRow } from "../mirror/subscription-row";
import { chargeFacts } from "./charge-facts";
import { nextCharge } from "./next-charge";
import type { BillingSummary, ScheduledSummary, SummaryDiscount, SummaryItem } from "./summary";

/** The organization's subscription as of the last sync from Stripe. */
export const billingSummary = oncePerRequest(async (ctx: TenantContext): Promise<BillingSummary> => {
  const { subscription, items } = await grantsOf(ctx);
  const { mirror, trial } = subscription;
  const [{ retainedAt, verifiedAt, ...upcoming }, stored, others, taxed] = await Promise.all([
    readUpcoming(ctx),
    readDiscounts(ctx),
    readOthers(ctx),
    wasTaxed(ctx, mirror.stripeSubscriptionId),
  ]);
  const given = stored.filter(({ endsAt }) => endsAt === null || endsAt > ctx.now);
  const applied = appliedDiscounts(given);
  const { scheduled } = upcoming;
  const charge = chargeFacts({ row: mirror, items, discounts: given, scheduled, others, taxed });
  return {
    status: subscription.status,
    plan: planOf(subscription.planKey),
    price: priceOf(mirror),
    customPrice: mirror.planKey !== null && mirror.stripeSubscriptionId !== null && mirror.lookupKey === null,
    items: items.toSorted(byKind).map(summaryItem),
    addOns: addOnsOf(items),
    otherPlans: others.flatMap(({ planKey, amount, currency, interval, intervalCount }) =>
      planKey === null ? [] : [{ name: planOf(planKey).name, amount, currency, interval, intervalCount }],
    ),
    trialEndsAt: subscription.stripeTrialEndsAt ?? trial.endsAt,
    trialStartedAt: trial.startedAt,
    freeUntil: subscription.stripeTrialEndsAt,
    trialRefused: trial.refusedDomain !== null,
    chosenInterval: trial.chosenInterval,
    verifyBy: trial.verifyBy,
    currentPeriodStart: mirror.currentPeriodStart,
    currentPeriodEnd: mirror.currentPeriodEnd,
    cancelAt: mirror.cancelAt,
    collectionMethod: mirror.collectionMethod,
    daysUntilDue: mirror.daysUntilDue,
    paused: mirror.pausedBehavior && { behavior: mirror.pausedBehavior, resumesAt: mirror.resumesAt },
    nextCharge: charge && nextCharge(charge),
    scheduled: scheduled && scheduledSummary(scheduled, given),
    arranged: isArranged(mirror, scheduled),
    pending: upcoming.pending?.planKey
      ? { plan: planOf(upcoming.pending.planKey), until: upcoming.pending.expiresAt }
      : null,
    discount: discountOf(applied),
    discounts: applied.map((discount) => summaryDiscount(discount, items)),
    mayBeRetained:
      catalog.retention !== undefined &&
      retainedAt === null &&
      mirror.interval === "month" &&
      // The offer's discount would replace the customer's, which may be better.
      !applied.some(({ scope }) => scope === "customer") &&
      !applied.some(({ stripeCouponId }) => stripeCouponId === complimentaryCouponId),
    billingEmail: mirror.billingEmail,
    taxIds: mirror.taxIds,
    endedAt: mirror.endedAt,
    pastDueSince: mirror.pastDueSince,
    failedPayments: mirror.failedPayments,
    suspendedAt: subscription.suspendedAt,
    card: mirror.customerDeletedAt === null ? cardOf(mirror) : null,
    hasPortal:
      mirror.stripeCustomerId !== null && mirror.stripeSubscriptionId !== null && mirror.customerDeletedAt === null,
    syncedAt: verifiedAt,
    verifiedAt,
  };
});

/** The summary as the billing page shows it to a member: without a billing role, how it is paid is left out. */
export async function visibleSummary(ctx: TenantContext & { readonly role: string }): Promise<BillingSummary> {
  const summary = await billingSummary(ctx);
  const hasBillingRole = billingRoles.some((role) => role === ctx.role);
  return hasBillingRole ? summary : { ...summary, billingEmail: null, taxIds: [], card: null };
}

type Item = typeof subscriptionItems.$inferSelect;
type Discount = typeof discounts.$inferSelect;
type Scheduled = typeof scheduledChanges.$inferSelect;

/**
 * What the mirror's row doesn't have: scheduled and pending changes, an accepted offer, and when it was last synced.
 */
async function readUpcoming({ tx, organizationId }: TenantContext) {
  const [row] = await tx
    .select({
      scheduled: scheduledChanges,
      pending: pendingChanges,
      retainedAt: retentionOffers.acceptedAt,
      verifiedAt: verifications.verifiedAt,
    })
    .from(organizations)
    .leftJoin(scheduledChanges, eq(scheduledChanges.organizationId, organizations.id))
    .leftJoin(pendingChanges, eq(pendingChanges.organizationId, organizations.id))
    .leftJoin(retentionOffers, eq(retentionOffers.organizationId, organizations.id))
    .leftJoin(verifications, eq(verifications.organizationId, organizations.id))
    .where(eq(organizations.id, organizationId));
  return found(row, "organization");
}

const readDiscounts = ({ tx, organizationId }: TenantContext) =>
  tx.select().from(discounts).where(eq(discounts.organizationId, organizationId)).orderBy(asc(discounts.position));

const readOthers = ({ tx, organizationId }: TenantContext) =>
  tx
    .select()
    .from(otherSubscriptions)
    .where(eq(otherSubscriptions.organizationId, organizationId))
    .orderBy(asc(otherSubscriptions.createdAt));

/** By the newest invoice that charged for the subscription. */
async function wasTaxed({ tx, organizationId }: TenantContext, subscriptionId: string | null): Promise<boolean> {
  if (subscriptionId === null) return false;
  const [newest] = await tx
    .select({ tax: invoices.tax })
    .from(invoices)
    .where(
      and(
        eq(invoices.organizationId, organizationId),
        eq(invoices.stripeSubscriptionId, subscriptionId),
        gt(invoices.total, 0),
      ),
    )
    .orderBy(desc(invoices.createdAt), desc(invoices.stripeInvoiceId))
    .limit(1);
  return (newest?.tax ?? 0) > 0;
}

/** A coming phase may have no plan of the catalog. */
const planOf = (key: string | null) =>
  key === null ? { key: "custom", name: "Custom plan" } : { key, name: planName(catalog, key) };
const addOnOf = (key: string) => ({ key, name: addOnName(catalog, key) });

const order = ["plan", "custom", "add_on", "overage"] as const;
const byKind = (a: Item, b: Item) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.name.localeCompare(b.name);

type Priced = Pick<
  Item,
  "kind" | "itemKey" | "name" | "quantity" | "currency" | "interval" | "intervalCount" | "metered"
> & { recurringAmount: number | null };

const summaryItem = (item: Priced): SummaryItem => ({
  kind: item.kind,
  key: item.itemKey,
  name: item.name,
  quantity: item.quantity,
  amount: item.recurringAmount,
  currency: item.currency,
  interval: item.interval,
  intervalCount: item.intervalCount,
  metered: item.metered,
});

function scheduledSummary(
  { effectiveAt, planKey, interval, items, ...scheduled }: Scheduled,
  given: readonly Discount[],
): ScheduledSummary {
  const last = scheduled.phases.at(-1)?.endsAt;
  return {
    at: effectiveAt,
    plan: planOf(planKey),
    interval,
    addOns: items.flatMap(({ kind, itemKey, quantity }) =>
      kind === "add_on" && itemKey !== null ? [{ ...addOnOf(itemKey), quantity }] : [],
    ),
    managed: scheduled.managed,
    items: items.map(summaryItem),
    discounts: scheduled.phases.slice(0, 1).flatMap((phase) => scheduledDiscounts(phase, given)),
    endsAt: scheduled.endBehavior === "cancel" && last ? new Date(last) : null,
    renewsAt: scheduled.endBehavior === "renew" && last ? new Date(last) : null,
  };
}

/** Those that begin with the phase, and those that go on. */
function scheduledDiscounts(phase: ScheduledPhase, given: readonly Discount[]): SummaryDiscount[] {
  const named = [
    ...(phase.discounts ?? []).map((id) => ({ id, item: null })),
    ...phase.items.flatMap(({ name, discounts = [] }) => discounts.map((id) => ({ id, item: name }))),
  ];
  return named.flatMap(({ id, item }): SummaryDiscount[] => {
    const found =
      phase.newDiscounts?.find((one) => one.id === id) ?? given.find(({ stripeDiscountId }) => stripeDiscountId === id);
    if (!found) return [];
    const { name, code, percentOff, amountOff, currency, duration, endsAt } = found;
    const scope = item === null ? "subscription" : "item";
    const ends = endsAt === null ? null : new Date(endsAt);
    return [{ scope, item, name, code, percentOff, amountOff, currency, duration, endsAt: ends }];
  });
}

/** Gatehouse releases its own schedule when a plan is canceled, so an end by a schedule is a person's. */
function isArranged({ cancelAt, stripeScheduleId }: SubscriptionRow, scheduled: Scheduled | null): boolean {
  return scheduled ? !scheduled.managed : cancelAt !== null && stripeScheduleId !== null;
}

/** Stripe ignores the customer's discount while the subscription has one of its own. */
function appliedDiscounts(given: readonly Discount[]): Discount[] {
  const hasOwn = given.some(({ scope }) => scope === "subscription");
  return given.filter(({ scope }) => scope !== "customer" || !hasOwn);
}

function summaryDiscount(discount: Discount, items: readonly Item[]): SummaryDiscount {
  const { scope, stripeItemId, name, code, percentOff, amountOff, currency, duration, endsAt } = discount;
  const item = items.find((one) => one.stripeItemId === stripeItemId)?.name ?? null;
  return { scope, item, name, code, percentOff, amountOff, currency, duration, endsAt };
}

/** The discount shown for the whole subscription: its last one or, without one, the customer's. */
function discountOf(applied: readonly Discount[]): BillingSummary["discount"] {
  const shown = applied.findLast(({ scope }) => scope !== "item");
  if (!shown) return null;
  const { name, code, percentOff, amountOff, endsAt } = shown;
  return { name, code, percentOff, amountOff, endsAt };
}

function priceOf({ unitAmount, currency, interval, intervalCount }: SubscriptionRow): BillingSummary["price"] {
  return unitAmount === null || currency === null || interval === null
    ? null
    : { amount: unitAmount, currency, interval, intervalCount: intervalCount ?? 1 };
}

function cardOf({ cardBrand, cardLast4, cardExpires }: SubscriptionRow): BillingSummary["card"] {
  return cardBrand && cardLast4 && cardExpires ? { brand: cardBrand, last4: cardLast4, expires: cardExpires } : null;
}

const addOnsOf = (items: readonly Item[]): BillingSummary["addOns"] =>
  items.flatMap(({ kind, itemKey, quantity, unitAmount, currency }) =>
    kind === "add_on" && itemKey !== null ? [{ ...addOnOf(itemKey), quantity, unitAmount, currency }] : [],
  );
