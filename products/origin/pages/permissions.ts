import type { Role } from "@/lib/tenancy";

/** The billing role only handles payments. */
export const analysts = ["owner", "admin", "member"] as const satisfies readonly Role[];
/** What leaves the organization, and what its reports mean, is up to owners and admins. */
export const managers = ["owner", "admin"] as const satisfies readonly Role[];

export const isAnalyst = (role: Role): boolean => (analysts as readonly Role[]).includes(role);
export const isManager = (role: Role): boolean => (managers as readonly Role[]).includes(role);
