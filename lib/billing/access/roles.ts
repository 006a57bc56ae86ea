import type { roleNames } from "@/db/schema";

/** Who may see invoices and buy. Everyone may see the plan. */
export const billingRoles = ["owner", "admin", "billing"] as const satisfies readonly (typeof roleNames)[number][];
