import type { Role } from "@/lib/tenancy";

/** Who may change what the value report assumes. Everyone may view it. */
export const assumptionWriters = ["owner", "admin"] as const satisfies readonly Role[];

export const mayWriteAssumptions = (role: Role): boolean => (assumptionWriters as readonly Role[]).includes(role);
