import "server-only";
import { catalog, findPlan } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { conflict, unreachable } from "@/lib/errors";
import { applyChange, type ChangeOutcome } from "./apply-change";
import type { ChangePlanInput } from "./input";
import type { PlanChange } from "./plan-change";

/** Which endpoint was called. An upgrade sent to `downgrade` (or vice versa) is rejected, never reinterpreted. */
export type Direction = "up" | "down";

/**
 * Changes the plan or its billing interval. Up (a higher plan, month → year) applies and is paid now; down (a lower plan,
 * year → month) applies at the period's end.
 *
 * @throws GatehouseError `conflict` for a change in the other direction, and whatever `applyChange` throws.
 */
export function changePlan(
  ctx: TenantContext,
  { direction, ...input }: ChangePlanInput & { direction: Direction },
): Promise<ChangeOutcome> {
  findPlan(catalog, input.plan);
  return applyChange(ctx, input, (change) => requireDirection(change, direction));
}

function requireDirection({ kind, now, later }: PlanChange, direction: Direction): void {
  switch (direction) {
    case "up":
      if (kind !== "none" && !now && later) throw conflict("This plan costs less. Downgrade to it instead.", { kind });
      return;
    case "down":
      if (now) throw conflict("This plan costs more. Upgrade to it instead.", { kind });
      return;
    default:
      unreachable(direction);
  }
}
