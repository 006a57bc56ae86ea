import { conflict } from "@/lib/errors";
import type { LineItem } from "./line-items";
import { requireMonthlyOffer } from "./monthly-offer";
import type { OpenChange } from "./open-change";

/**
 * What a person arranged in Stripe isn't ours to change, so a request that would have to is refused.
 *
 * @param wanted the items the change ends with.
 * @throws GatehouseError `conflict` that says why, and what to do.
 */
export function requirePossible({ subscription, current }: OpenChange, wanted: readonly LineItem[]): void {
  requireMonthlyOffer(subscription, wanted);
  const from = current.items.find(({ kind }) => kind === "plan");
  const to = wanted.find(({ kind }) => kind === "plan");
  const otherInterval = from?.interval !== to?.interval;
  if (from?.custom && (otherInterval || from.itemKey !== to?.itemKey)) {
    throw conflict("Your plan has a custom price. Contact us to change it.", { reason: "custom_price" });
  }
  // Switching the plan alone would leave a subscription that is billed at two intervals, which no one arranged.
  if (otherInterval && current.others.length > 0) {
    throw conflict(
      "Your subscription has a custom item, so its billing interval can't be switched here. Contact us to switch it.",
      {
        reason: "custom_item",
      },
    );
  }
}
