import type { memberships } from "@/db/schema";

export type Role = (typeof memberships.$inferSelect)["role"];

/** Repeated from the schema, so that forms don't bring a database library into the browser. */
export const roleNames = ["owner", "admin", "billing", "member"] as const satisfies readonly Role[];

/** Each role as the team page describes it. */
export const roleDescriptions: Readonly<Record<Role, { name: string; description: string }>> = {
  owner: { name: "Owner", description: "Full access, including managing owners." },
  admin: { name: "Admin", description: "Manages the team, settings, API keys and billing. Can't change owners." },
  billing: { name: "Billing", description: "Manages the plan, payment method and invoices." },
  member: { name: "Member", description: "Uses the product." },
};

export const teamManagers = ["owner", "admin"] as const satisfies readonly Role[];

/** Who may take usage events along. */
export const usageExporters = [...teamManagers, "billing"] as const satisfies readonly Role[];

/** The roles that someone with role `by` may assign or remove. Only owners manage owners. */
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
