import "server-only";
import type { TenantContext } from "@/lib/context";
import { conflict } from "@/lib/errors";
import { requireNotComplimentary } from "./complimentary";
import { requireMonthlyOffer } from "./monthly-offer";
import type { OpenChange } from "./open-change";
import type { PlanChange } from "./plan-change";

/**
 * What a person arranged in Stripe isn't ours to change, and nothing changes now while a change is scheduled. A preview
 * refuses what the change would refuse.
 *
 * @throws GatehouseError `conflict` that says why, and what to do.
 */
export function requirePossible(
  ctx: TenantContext,
  { subscription, current }: OpenChange,
  { kind, now, later }: PlanChange,
): void {
  if (now && current.scheduled) {
    throw conflict("Another change is already scheduled for the end of your period. Undo it first.", {
      reason: "scheduled",
    });
  }
  if (kind === "none") return;
  requireNotComplimentary(ctx, subscription);
  const wanted = later ?? now ?? current.items;
  requireMonthlyOffer(subscription, wanted);
  const from = current.items.find((item) => item.kind === "plan");
  const to = wanted.find((item) => item.kind === "plan");
  const otherInterval = from?.interval !== to?.interval;
  if (from?.custom && (otherInterval || from.itemKey !== to?.itemKey)) {
    throw conflict("Your plan has a custom price. Contact us to change it.", { reason: "custom_price" });
  }
  // Switching the plan alone would leave a subscription that is billed at two intervals, which no one arranged.
  if (otherInterval && current.others.length > 0) {
    throw conflict(
      "Your subscription has a custom item, so its billing interval can't be switched here. Contact us to switch it.",
      { reason: "custom_item" },
    );
  }
}
