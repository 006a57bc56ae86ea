import "server-only";
import type { BannerFacts } from "@/components/trial/banner-state";
import { daysLeft } from "@/components/trial/banner-state";
import { billingRoles, billingSummary, openInvoice } from "@/lib/billing";
import { type AccessRule, entitlementsOf } from "@/lib/entitlements";
import type { Member } from "@/lib/tenancy";
import { planNote } from "./plan/plan-note";

/** Nothing is bought: the free plan took over, or everything can but be read. */
const endedRules: ReadonlySet<AccessRule> = new Set(["trial_over", "trial_refused", "unverified", "cancelled"]);

/** The plan as the frame and the dashboard show it. */
export async function planFacts(ctx: Member) {
  const entitlements = await entitlementsOf(ctx);
  const { trialEndsAt, verifyBy, cancelAt, price, card } = await billingSummary(ctx);
  const paysFor = billingRoles.some((role) => role === ctx.role);
  const { accessRule: rule, access, plan } = entitlements;
  const fellBack = endedRules.has(rule) && access === "full";
  const facts: BannerFacts = {
    rule,
    planName: plan.name,
    trialEndsAt,
    cancelAt,
    fallbackPlan: fellBack ? plan.name : null,
    owed: paysFor && access !== "full" ? await openInvoice(ctx) : null,
    card: paysFor ? card : null,
  };
  const bought = rule !== "trial" && !endedRules.has(rule);
  return {
    access,
    facts,
    verifyBy,
    bought,
    name: plan.name,
    note: planNote({ rule, price, daysLeft: daysLeft(trialEndsAt, ctx.now) }),
  };
}
export type PlanFacts = Awaited<ReturnType<typeof planFacts>>;
