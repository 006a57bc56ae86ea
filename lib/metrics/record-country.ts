import "server-only";
import { sql } from "drizzle-orm";
import type { TenantContext } from "@/lib/context";

/** Keeps where an organization is billed, ISO 3166-1 alpha-2, for segments. An unknown country changes nothing. */
export async function recordCountry({ tx, organizationId }: TenantContext, country: string | null): Promise<void> {
  if (country === null || !/^[A-Za-z]{2}$/.test(country)) return;
  await tx.execute(sql`
    update metric_organizations set country = ${country.toUpperCase()}
    where organization_id = ${organizationId} and country is distinct from ${country.toUpperCase()}`);
}
