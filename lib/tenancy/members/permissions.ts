import type { TenantContext } from "@/lib/context";
import { forbidden } from "@/lib/errors";
import { grantableRoles, type Role } from "./roles";

/** The context of what is done to a team: who does it has a role. */
export type TeamContext = TenantContext & { readonly role: Role };

/** @throws GatehouseError `forbidden` unless someone of role `by` may give or take `role`. */
export function assertMayGrant(by: Role, role: Role): void {
  if (grantableRoles(by).includes(role)) return;
  const who = role === "owner" ? "Only an owner" : "Only an owner or admin";
  throw forbidden(`${who} may do this.`, { reason: "role" });
}
