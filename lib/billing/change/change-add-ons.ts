import "server-only";
import { catalog, findAddOn } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { applyChange, type ChangeOutcome } from "./apply-change";
import type { ChangeAddOnsInput } from "./input";

/**
 * Sets how many of each add-on the subscription has: more now, against payment; fewer at the period's end.
 *
 * @throws GatehouseError `unknown_name` for no such add-on, and what `applyChange` refuses.
 */
export function changeAddOns(ctx: TenantContext, input: ChangeAddOnsInput): Promise<ChangeOutcome> {
  for (const key of Object.keys(input.addOns)) findAddOn(catalog, key);
  return applyChange(ctx, input);
}
