import "server-only";
import { catalog, findAddOn } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { applyChange, type ChangeOutcome } from "./apply-change";
import type { ChangeAddOnsInput } from "./input";

/**
 * Sets the quantity of each add-on. Increases apply now and are paid now; decreases apply at the period's end.
 *
 * @throws GatehouseError `unknown_name` for an unknown add-on, and whatever `applyChange` throws.
 */
export function changeAddOns(ctx: TenantContext, input: ChangeAddOnsInput): Promise<ChangeOutcome> {
  for (const key of Object.keys(input.addOns)) findAddOn(catalog, key);
  return applyChange(ctx, input);
}
