import { asc, eq } from "drizzle-orm";
import { memberships } from "@/db/schema";
import { platformDatabase } from "@/lib/database";
import { organizationHeader } from "@/lib/page-organization";

/** What a page adds to its requests while the organization that the person joined first is selected. */
export async function pageHeaders(userId: string): Promise<Record<string, string>> {
  const [first] = await platformDatabase()
    .select({ id: memberships.organizationId })
    .from(memberships)
    .where(eq(memberships.userId, userId))
    .orderBy(asc(memberships.createdAt), asc(memberships.organizationId))
    .limit(1);
  return first ? { [organizationHeader]: first.id } : {};
}
