import type { Role } from "@/lib/tenancy";

/** Plants cost money, so only owners and admins add them. The billing role only handles payments. */
export const plantWriters = ["owner", "admin"] as const satisfies readonly Role[];
export const orderWriters = ["owner", "admin", "member"] as const satisfies readonly Role[];

export type Permissions = { plants: boolean; orders: boolean };

/** What a role can change. Every role can view everything. */
export function permissionsOf(role: Role): Permissions {
  return {
    plants: (plantWriters as readonly Role[]).includes(role),
    orders: (orderWriters as readonly Role[]).includes(role),
  };
}
