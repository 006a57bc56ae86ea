import "server-only";
import { and, desc, eq, lt } from "drizzle-orm";
import { creditEntries, creditGrants } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { inOrderOfUse } from "./draw";
import { type GrantRow, openGrants } from "./grants";

/** The credits of one meter or currency that can be used now, in the order of use. */
export type CreditBalance = Pick<GrantRow, "meter" | "currency"> & { available: number; grants: GrantRow[] };

/** What an organization can use at `ctx.now`, by meter and currency. Empty if it has nothing. */
export async function creditsOf(ctx: TenantContext): Promise<CreditBalance[]> {
  const balances = new Map<string, CreditBalance>();
  for (const grant of inOrderOfUse(await openGrants(ctx), ctx.now)) {
    const { meter, currency } = grant;
    const key = meter ?? `money in ${currency}`;
    const balance = balances.get(key) ?? { meter, currency, available: 0, grants: [] };
    balance.available += grant.remaining;
    balance.grants.push(grant);
    balances.set(key, balance);
  }
  return [...balances.values()].sort((a, b) => keyOf(a).localeCompare(keyOf(b)));
}

/** Meters first, then money. */
const keyOf = ({ meter, currency }: Pick<GrantRow, "meter" | "currency">): string =>
  meter ? `1 ${meter}` : `2 ${currency}`;

export type LedgerEntry = Awaited<ReturnType<typeof creditLedger>>["data"][number];

/**
 * The changes of an organization's credits, newest first.
 *
 * @param cursor the previous page's `nextCursor`.
 */
export async function creditLedger(
  { tx, organizationId }: TenantContext,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
) {
  const rows = await tx
    .select({
      seq: creditEntries.seq,
      kind: creditEntries.kind,
      amount: creditEntries.amount,
      balance: creditEntries.balance,
      at: creditEntries.at,
      usedMeter: creditEntries.usedMeter,
      units: creditEntries.units,
      grantId: creditEntries.grantId,
      meter: creditGrants.meter,
      currency: creditGrants.currency,
      source: creditGrants.source,
      reason: creditGrants.reason,
    })
    .from(creditEntries)
    .innerJoin(
      creditGrants,
      and(eq(creditGrants.organizationId, creditEntries.organizationId), eq(creditGrants.id, creditEntries.grantId)),
    )
    .where(
      and(
        eq(creditEntries.organizationId, organizationId),
        cursor === undefined ? undefined : lt(creditEntries.seq, Number(cursor)),
      ),
    )
    .orderBy(desc(creditEntries.seq))
    .limit(limit + 1);
  const data = rows.slice(0, limit);
  const last = rows.length > limit ? data.at(-1) : undefined;
  return { data, nextCursor: last ? String(last.seq) : null };
}
