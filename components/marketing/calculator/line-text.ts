import type { EstimateLine } from "@/lib/billing/estimate/estimate";
import { formatNumber } from "@/lib/numbers";

/** A line of the invoice in words: "Professional", "Team × 12", "Extra user × 15", "Leads beyond the plan, 10". Pure. */
export function lineText({ kind, name, quantity }: Pick<EstimateLine, "kind" | "name" | "quantity">): string {
  switch (kind) {
    case "plan":
      return quantity === 1 ? name : `${name} × ${formatNumber(quantity)}`;
    case "add_on":
      return `${name} × ${formatNumber(quantity)}`;
    case "overage":
      return `${name} beyond the plan, ${formatNumber(quantity)}`;
    default:
      return kind satisfies never;
  }
}
