import type { TenantContext } from "@/lib/context";
import { forbidden } from "@/lib/errors";
import { grantableRoles, type Role } from "./roles";

/** The context of changes to a team, with the role of the person who makes them. */
export type TeamContext = TenantContext & { readonly role: Role };

/** @throws GatehouseError `forbidden` unless someone with role `by` may assign or remove `role`. */
export function assertMayGrant(by: Role, role: Role): void {
  if (grantableRoles(by).includes(role)) return;
  const who = role === "owner" ? "Only an owner" : "Only an owner or admin";
  throw forbidden(`${who} can do this.`, { reason: "role" });
}
