import "server-only";
import type { TenantContext } from "@/lib/context";
import { organizationProfile } from "@/lib/onboarding";
import { type CostingMethod, costingMethods } from "./costing";

/** The method the organization chose in onboarding or in its settings; FIFO until then. */
export async function costingMethodOf(ctx: TenantContext): Promise<CostingMethod> {
  const { profile } = await organizationProfile(ctx);
  return costingMethods.find((method) => method === profile.costing) ?? "fifo";
}
