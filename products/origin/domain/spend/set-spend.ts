import "server-only";
import { sql } from "drizzle-orm";
import type { TenantContext } from "@/lib/context";
import { requireAccess } from "@/lib/entitlements";
import { channelSpend } from "@/products/origin/schema";
import type { Spend } from "../import/rows";

/**
 * Sets what channels cost on days. The same day and channel again replaces the amount, so a file can be imported again; within one
 * call, amounts of the same day and channel add up, as the rows of campaigns do.
 *
 * @returns how many days of channels were set.
 */
export async function setSpend(ctx: TenantContext, given: readonly Spend[]): Promise<number> {
  await requireAccess(ctx, "write");
  const { organizationId, now, tx } = ctx;
  const sums = new Map<string, Spend>();
  for (const { day, channel, amount } of given) {
    const key = `${day} ${channel}`;
    sums.set(key, { day, channel, amount: (sums.get(key)?.amount ?? 0) + amount });
  }
  const rows = [...sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  for (let start = 0; start < rows.length; start += 1_000) {
    await tx
      .insert(channelSpend)
      .values(rows.slice(start, start + 1_000).map((row) => ({ organizationId, ...row, updatedAt: now })))
      .onConflictDoUpdate({
        target: [channelSpend.organizationId, channelSpend.day, channelSpend.channel],
        set: { amount: sql`excluded.amount`, updatedAt: now },
      });
  }
  return rows.length;
}
