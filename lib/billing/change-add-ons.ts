import "server-only";
import { z } from "zod";
import { catalog, findAddOn } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { applyChange, type ChangeOutcome } from "./apply-change";

/** How many of each add-on there shall be; those left out stay as they are. */
export const addOnsSchema = z.record(z.string().max(100), z.int().min(0).max(10_000));

export const changeAddOnsSchema = z.strictObject({
  addOns: addOnsSchema.refine((addOns) => Object.keys(addOns).length > 0, "name at least one add-on"),
  quote: z.string().max(100).optional(),
});

/**
 * Sets how many of each add-on the subscription has: more now, against payment; fewer at the period's end.
 *
 * @throws GatehouseError `unknown_name` for no such add-on, and what `applyChange` refuses.
 */
export function changeAddOns(ctx: TenantContext, input: z.infer<typeof changeAddOnsSchema>): Promise<ChangeOutcome> {
  for (const key of Object.keys(input.addOns)) findAddOn(catalog, key);
  return applyChange(ctx, input);
}
