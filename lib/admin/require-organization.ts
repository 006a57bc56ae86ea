import "server-only";
import { eq } from "drizzle-orm";
import { organizations } from "@/db/schema";
import type { Context } from "@/lib/context";
import { found } from "@/lib/errors";

/** @throws GatehouseError `not_found`. */
export async function requireOrganization({ tx }: Context, organizationId: string): Promise<void> {
  const [row] = await tx
    .select({ id: organizations.id })
    .from(organizations)
    .where(eq(organizations.id, organizationId));
  found(row, "organization");
}
