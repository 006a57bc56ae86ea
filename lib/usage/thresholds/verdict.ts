import "server-only";
import { catalog } from "@/lib/catalog";
import { accessRefusal, type Entitlements, upgradeUrl } from "@/lib/entitlements";
import type { GatehouseError } from "@/lib/errors";
import { checkLimit } from "../report/check";
import type { MeterUsage } from "../report/overview";
import { limitReached } from "./refusal";

/** Whether an amount more would be let through, and if not, the error that doing it would throw. */
export type Verdict = { usage: MeterUsage; refusedBy: GatehouseError | null };

type Standing = { entitlements: Entitlements; meters: readonly MeterUsage[]; now: Date };

/**
 * What doing it would come to.
 *
 * @param held of the meter by open reservations.
 */
export function verdictOf(
  { entitlements, meters, now }: Standing,
  meter: string,
  amount: number,
  held: number,
): Verdict {
  const usage = meters.find(({ key }) => key === meter);
  if (!usage) throw new Error(`The overview left out the meter ${meter}.`);
  const check = checkLimit({ catalog, entitlements, now, upgradeUrl: upgradeUrl() }, usage, amount, held);
  const overLimit = check.allowed ? null : limitReached(check.refusal);
  return { usage, refusedBy: accessRefusal(entitlements, "write") ?? overLimit };
}
