import "server-only";
import { catalog, findPlan } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { conflict, unreachable } from "@/lib/errors";
import { applyChange, type ChangeOutcome } from "./apply-change";
import type { ChangePlanInput } from "./input";
import type { PlanChange } from "./plan-change";

/** Which door the wish came by; a wish that came by the wrong one is refused, not turned round. */
export type Direction = "up" | "down";

/**
 * Changes the plan or its rhythm: up (a higher plan, month → year) now, against payment; down (a lower plan, year →
 * month) at the period's end.
 *
 * @throws GatehouseError `conflict` for a change in the other direction and for what `applyChange` refuses.
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
