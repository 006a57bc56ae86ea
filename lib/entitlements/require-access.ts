import "server-only";
import type { TenantContext } from "@/lib/context";
import { assertAccess } from "./guard";
import { entitlementsOf } from "./queries";
import type { Entitlements } from "./resolve/entitlements";

/**
 * Lets pass what the organization's access allows. `write` is anything that makes or changes; `read` is refused only
 * while the organization is suspended.
 *
 * @throws GatehouseError `read_only` (402) or, while suspended, `forbidden` (403).
 */
export async function requireAccess(ctx: TenantContext, need: "read" | "write" = "write"): Promise<Entitlements> {
  const entitlements = await entitlementsOf(ctx);
  assertAccess(entitlements, need);
  return entitlements;
}
