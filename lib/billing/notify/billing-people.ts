import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { memberships, organizations, subscriptions, users } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";

/** Who gets billing emails: owners, the billing role, and the address Stripe sends invoices to. Each address once. */
export async function billingAddresses({ tx, organizationId }: TenantContext): Promise<string[]> {
  const [people, [row]] = await Promise.all([
    tx
      .select({ email: users.email })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(and(eq(memberships.organizationId, organizationId), inArray(memberships.role, ["owner", "billing"]))),
    tx
      .select({ email: subscriptions.billingEmail })
      .from(subscriptions)
      .where(eq(subscriptions.organizationId, organizationId)),
  ]);
  const addresses = [...people, ...(row?.email ? [{ email: row.email }] : [])];
  return [...new Set(addresses.map(({ email }) => email.toLowerCase()))];
}

export async function organizationName({ tx, organizationId }: TenantContext): Promise<string> {
  const [row] = await tx
    .select({ name: organizations.name })
    .from(organizations)
    .where(eq(organizations.id, organizationId));
  return found(row, "organization").name;
}
