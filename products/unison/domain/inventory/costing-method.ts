import "server-only";
import type { TenantContext } from "@/lib/context";
import { answersOf } from "../answers-of";
import { type CostingMethod, costingMethods } from "./costing";

/** The method the organization chose in onboarding or in its settings; FIFO until then. */
export async function costingMethodOf(ctx: TenantContext): Promise<CostingMethod> {
  const { costing } = await answersOf(ctx);
  return costingMethods.find((method) => method === costing) ?? "fifo";
}
