import type { Role } from "@/lib/tenancy";

/** Plants cost money, so those who run the organization make them; the billing role looks after money alone. */
export const plantWriters = ["owner", "admin"] as const satisfies readonly Role[];
export const orderWriters = ["owner", "admin", "member"] as const satisfies readonly Role[];

export type Permissions = { plants: boolean; orders: boolean };

/** What a role may change. Everyone may look. */
export function permissionsOf(role: Role): Permissions {
  return {
    plants: (plantWriters as readonly Role[]).includes(role),
    orders: (orderWriters as readonly Role[]).includes(role),
  };
}
