import "server-only";
import type { BannerFacts } from "@/components/trial/banner-state";
import { daysLeft } from "@/components/trial/banner-state";
import { billingSummary } from "@/lib/billing";
import type { TenantContext } from "@/lib/context";
import { type AccessRule, entitlementsOf } from "@/lib/entitlements";
import { planNote } from "./plan-note";

/** Nothing is bought: the free plan took over, or everything can but be read. */
const endedRules: ReadonlySet<AccessRule> = new Set(["trial_over", "trial_refused", "cancelled"]);

/** The plan as the frame and the dashboard show it. */
export async function planFacts(ctx: TenantContext) {
  const entitlements = await entitlementsOf(ctx);
  const { trialEndsAt, cancelAt, price } = await billingSummary(ctx);
  const { accessRule: rule, access, plan } = entitlements;
  const fellBack = endedRules.has(rule) && access === "full";
  const facts: BannerFacts = {
    rule,
    planName: plan.name,
    trialEndsAt,
    cancelAt,
    fallbackPlan: fellBack ? plan.name : null,
  };
  const bought = rule !== "trial" && !endedRules.has(rule);
  return {
    access,
    facts,
    bought,
    name: plan.name,
    note: planNote({ rule, price, daysLeft: daysLeft(trialEndsAt, ctx.now) }),
  };
}
export type PlanFacts = Awaited<ReturnType<typeof planFacts>>;
