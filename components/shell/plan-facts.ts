import "server-only";
import type { BannerFacts } from "@/components/trial/banner-state";
import { daysLeft } from "@/components/trial/banner-state";
import { billingSummary } from "@/lib/billing";
import type { TenantContext } from "@/lib/context";
import { entitlementsOf } from "@/lib/entitlements";
import { planNote } from "./plan-note";

/** The plan as the frame and the dashboard show it. */
export async function planFacts(ctx: TenantContext) {
  const entitlements = await entitlementsOf(ctx);
  const { trialEndsAt, cancelAt, price } = await billingSummary(ctx);
  const { accessRule: rule, access, plan } = entitlements;
  const fellBack = (rule === "trial_over" || rule === "cancelled") && access === "full";
  const facts: BannerFacts = {
    rule,
    planName: plan.name,
    trialEndsAt,
    cancelAt,
    fallbackPlan: fellBack ? plan.name : null,
  };
  const bought = !["trial", "trial_over", "cancelled"].includes(rule);
  return {
    access,
    facts,
    bought,
    name: plan.name,
    note: planNote({ rule, price, daysLeft: daysLeft(trialEndsAt, ctx.now) }),
  };
}
export type PlanFacts = Awaited<ReturnType<typeof planFacts>>;
