import "server-only";
import type { TenantContext } from "@/lib/context";
import { daysUntil } from "@/lib/durations";
import { type AccessRule, entitlementsOf } from "@/lib/entitlements";
import type { Money } from "@/lib/money";
import { billingRoles } from "../access/roles";
import { type OpenInvoice, openInvoice } from "../payment/open-invoice";
import { billingSummary } from "./queries";
import type { BillingInterval, BillingSummary, SummaryItem } from "./summary";

/** What the plan banner depends on. */
export type BannerFacts = {
  rule: AccessRule;
  planName: string;
  trialEndsAt: Date;
  /** When a canceled subscription ends; null while it renews. */
  cancelAt: Date | null;
  /** The free plan that took over, if the catalog has one. */
  fallbackPlan: string | null;
  /** The open invoice and the card; null for members without a billing role. */
  owed: OpenInvoice | null;
  card: Pick<NonNullable<BillingSummary["card"]>, "last4" | "expires"> | null;
};

/** Rules under which nothing is bought: the free plan took over, or the organization is read-only. */
const endedRules: ReadonlySet<AccessRule> = new Set(["trial_over", "trial_refused", "unverified", "canceled"]);

/** The plan as the app's shell and the dashboard show it. */
export async function planFacts(ctx: TenantContext & { readonly role: string }) {
  const { accessRule: rule, access, plan } = await entitlementsOf(ctx);
  const { status, collectionMethod, trialEndsAt, verifyBy, cancelAt, items, card } = await billingSummary(ctx);
  const hasBillingRole = billingRoles.some((role) => role === ctx.role);
  // A customer who is sent invoices may owe one while access is full, and so may one whose other subscription gives access.
  const mayOwe =
    access !== "full" || collectionMethod === "send_invoice" || status === "past_due" || status === "unpaid";
  const fellBack = endedRules.has(rule) && access === "full";
  const banner: BannerFacts = {
    rule,
    planName: plan.name,
    trialEndsAt,
    cancelAt,
    fallbackPlan: fellBack ? plan.name : null,
    owed: hasBillingRole && mayOwe ? await openInvoice(ctx) : null,
    card: hasBillingRole ? card : null,
  };
  return {
    access,
    banner,
    verifyBy,
    bought: rule !== "trial" && !endedRules.has(rule),
    name: plan.name,
    rule,
    total: recurringTotal(items),
    trialDaysLeft: daysUntil(trialEndsAt, ctx.now),
  };
}

/** What the plan costs with everything on it, before discounts; null if it isn't billed at one interval. */
function recurringTotal(items: readonly SummaryItem[]): RecurringTotal | null {
  const [first, ...others] = items.filter(({ metered }) => !metered);
  if (!first) return null;
  const { currency, interval, intervalCount } = first;
  const isAlike = (item: SummaryItem) => item.interval === interval && item.intervalCount === intervalCount;
  if (!others.every(isAlike)) return null;
  return {
    amount: [first, ...others].reduce((sum, { amount }) => sum + (amount ?? 0), 0),
    currency,
    interval,
    intervalCount,
  };
}

type RecurringTotal = Money & BillingInterval;

export type PlanFacts = Awaited<ReturnType<typeof planFacts>>;
