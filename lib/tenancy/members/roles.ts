import { z } from "zod";
import type { memberships } from "@/db/schema";

export type Role = (typeof memberships.$inferSelect)["role"];

/** Written out, not taken from the schema: forms need the names, and the browser needs no database library. */
const roleNames = ["owner", "admin", "billing", "member"] as const satisfies readonly Role[];

export const roleSchema = z.enum(roleNames);

/** What each role is for, as the team page says it. */
export const roleDescriptions: Readonly<Record<Role, { name: string; description: string }>> = {
  owner: { name: "Owner", description: "Everything, including other owners." },
  admin: { name: "Admin", description: "The team, settings and keys. Cannot change owners." },
  billing: { name: "Billing", description: "The plan, payment method and invoices." },
  member: { name: "Member", description: "Uses the product." },
};

export const teamManagers = ["owner", "admin"] as const satisfies readonly Role[];

/** The roles which someone of role `by` may give or take: only an owner makes or unmakes owners. */
export function grantableRoles(by: Role): readonly Role[] {
  switch (by) {
    case "owner":
      return roleNames;
    case "admin":
      return roleNames.filter((role) => role !== "owner");
    case "billing":
    case "member":
      return [];
    default:
      return by satisfies never;
  }
}
