import type { BadgeVariant } from "@/components/ui/badge";
import type { MovementKind } from "@/lib/metrics";
import { formatMoney, type Money } from "@/lib/money";

export const movementVariants = {
  new: "success",
  expansion: "success",
  reactivation: "success",
  resumed: "success",
  contraction: "warning",
  paused: "warning",
  churn: "destructive",
} as const satisfies Record<MovementKind, BadgeVariant>;

/** `19900 usd` → "+$199.00", `-4900 usd` → "−$49.00". */
export const formatChange = (money: Money): string => `${money.amount < 0 ? "" : "+"}${formatMoney(money)}`;

/** "Starter → Professional" for a change, otherwise the one plan there is. */
export function planChange(before: string | null, after: string | null): string {
  return before && after && before !== after ? `${before} → ${after}` : (after ?? before ?? "");
}
