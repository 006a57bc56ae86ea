import "server-only";
import { sql } from "drizzle-orm";
import type { TenantContext } from "@/lib/context";
import { workOrderNumbers } from "@/products/unison/schema";

/**
 * Claims the next `count` work order numbers of the organization. The row stays locked until the transaction ends, so no
 * number is used twice, and a rollback leaves no gap.
 *
 * @returns the first number; the others follow it.
 */
export async function claimNumbers({ organizationId, tx }: TenantContext, count: number): Promise<number> {
  const [row] = await tx
    .insert(workOrderNumbers)
    .values({ organizationId, last: count })
    .onConflictDoUpdate({
      target: workOrderNumbers.organizationId,
      set: { last: sql`${workOrderNumbers.last} + ${count}` },
    })
    .returning({ last: workOrderNumbers.last });
  if (!row) throw new Error("the numbers of the organization were not claimed");
  return row.last - count + 1;
}
