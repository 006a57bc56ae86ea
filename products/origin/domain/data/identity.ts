import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { TenantContext } from "@/lib/context";
import { requireAccess, requireFeature } from "@/lib/entitlements";
import { invalidInput } from "@/lib/errors";
import { conversions, touchpoints, visitorAliases } from "@/products/origin/schema";

/**
 * Keeps events from being stored under a visitor who is being merged: storing shares the lock, merging has it alone. Until the end
 * of the transaction.
 */
export async function lockIdentities({ organizationId, tx }: TenantContext, mode: "store" | "merge"): Promise<void> {
  const key = sql`hashtextextended(${`origin-identities:${organizationId}`}, 0)`;
  await tx.execute(
    mode === "merge" ? sql`select pg_advisory_xact_lock(${key})` : sql`select pg_advisory_xact_lock_shared(${key})`,
  );
}

/** Who each visitor turned out to be; visitors who weren't merged are left out. */
export async function personsOf(
  { organizationId, tx }: TenantContext,
  visitors: readonly string[],
): Promise<Map<string, string>> {
  if (visitors.length === 0) return new Map();
  const rows = await tx
    .select({ visitor: visitorAliases.visitor, person: visitorAliases.person })
    .from(visitorAliases)
    .where(
      and(eq(visitorAliases.organizationId, organizationId), inArray(visitorAliases.visitor, [...new Set(visitors)])),
    );
  return new Map(rows.map(({ visitor, person }) => [visitor, person]));
}

/**
 * Makes `visitor`, and everyone already merged with it, the same person as `into`. What each of them did becomes one journey, and so
 * does what they do later. The order of calls doesn't matter, and repeating one changes nothing.
 *
 * @returns the person, and how many events changed hands.
 * @throws GatehouseError `invalid_input` when both are the same id, `read_only`.
 */
export async function mergeVisitors(
  ctx: TenantContext,
  { visitor, into }: { visitor: string; into: string },
): Promise<{ person: string; moved: number }> {
  await requireFeature(ctx, "identity_merging");
  await requireAccess(ctx, "write");
  if (visitor === into) throw invalidInput("into: Name another visitor: this one is the same.");
  await lockIdentities(ctx, "merge");
  const { organizationId, now, tx } = ctx;
  const known = await personsOf(ctx, [visitor, into]);
  const from = known.get(visitor) ?? visitor;
  const person = known.get(into) ?? into;
  if (from === person) return { person, moved: 0 };
  await tx
    .update(visitorAliases)
    .set({ person })
    .where(and(eq(visitorAliases.organizationId, organizationId), eq(visitorAliases.person, from)));
  await tx
    .insert(visitorAliases)
    .values({ organizationId, visitor: from, person, createdAt: now })
    .onConflictDoUpdate({ target: [visitorAliases.organizationId, visitorAliases.visitor], set: { person } });
  let moved = 0;
  for (const table of [touchpoints, conversions]) {
    const rows = await tx
      .update(table)
      .set({ person })
      .where(and(eq(table.organizationId, organizationId), eq(table.person, from)))
      .returning({ id: table.id });
    moved += rows.length;
  }
  return { person, moved };
}
