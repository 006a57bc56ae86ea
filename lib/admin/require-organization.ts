import "server-only";
import { eq } from "drizzle-orm";
import { organizations } from "@/db/schema";
import type { Context } from "@/lib/context";
import { found } from "@/lib/errors";

/**
 * @returns its name.
 * @throws GatehouseError `not_found`.
 */
export async function requireOrganization({ tx }: Context, organizationId: string): Promise<string> {
  const [row] = await tx
    .select({ name: organizations.name })
    .from(organizations)
    .where(eq(organizations.id, organizationId));
  return found(row, "organization").name;
}
