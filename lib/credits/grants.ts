import "server-only";
import { and, eq, gt, sql } from "drizzle-orm";
import { creditEntries, creditGrants } from "@/db/schema";
import type { TenantContext } from "@/lib/context";

export type GrantRow = typeof creditGrants.$inferSelect;
type EntryKind = (typeof creditEntries.$inferSelect)["kind"];

/** The grants that have anything left, whether or not they have expired, oldest first. */
export function openGrants({ tx, organizationId }: TenantContext): Promise<GrantRow[]> {
  return tx
    .select()
    .from(creditGrants)
    .where(and(eq(creditGrants.organizationId, organizationId), gt(creditGrants.remaining, 0)))
    .orderBy(creditGrants.grantedAt, creditGrants.id);
}

/** Takes `amount` from what a grant has left, at `at`. Under the lock of the gate. */
export async function takeFrom(
  ctx: TenantContext,
  grant: GrantRow,
  amount: number,
  { kind, at }: { kind: Extract<EntryKind, "expired" | "revoked">; at: Date },
): Promise<void> {
  await ctx.tx
    .update(creditGrants)
    .set({ remaining: sql`${creditGrants.remaining} - ${amount}` })
    .where(and(eq(creditGrants.organizationId, ctx.organizationId), eq(creditGrants.id, grant.id)));
  await enter(ctx, grant, { kind, amount: -amount, at });
}

/** Writes the entry of a change that was already made to a grant. */
export async function enter(
  ctx: TenantContext,
  { id, meter, currency }: Pick<GrantRow, "id" | "meter" | "currency">,
  entry: { kind: EntryKind; amount: number; at: Date },
): Promise<void> {
  const { tx, organizationId } = ctx;
  const balance = await balanceOf(ctx, { meter, currency });
  await tx.insert(creditEntries).values({ organizationId, grantId: id, balance, ...entry });
}

/** All that is left of a meter's or a currency's grants, including what has expired and isn't yet taken. */
async function balanceOf({ tx, organizationId }: TenantContext, unit: Pick<GrantRow, "meter" | "currency">) {
  const [row] = await tx
    .select({ balance: sql<number>`coalesce(sum(${creditGrants.remaining}), 0)`.mapWith(Number) })
    .from(creditGrants)
    .where(
      and(
        eq(creditGrants.organizationId, organizationId),
        sql`${creditGrants.meter} is not distinct from ${unit.meter}`,
        sql`${creditGrants.currency} is not distinct from ${unit.currency}`,
      ),
    );
  return row?.balance ?? 0;
}
