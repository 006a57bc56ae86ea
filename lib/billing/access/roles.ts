import type { roleNames } from "@/db/schema";

/** Who can see invoices and buy. Every member can see the plan. */
export const billingRoles = ["owner", "admin", "billing"] as const satisfies readonly (typeof roleNames)[number][];
