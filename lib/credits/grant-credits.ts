import "server-only";
import { uuidv7 } from "uuidv7";
import { creditGrants } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { lockGate, watchGate } from "./gate";
import { enter, type GrantRow } from "./grants";

export type NewGrant = Pick<GrantRow, "meter" | "currency" | "amount" | "source" | "reason" | "reference"> &
  Partial<Pick<GrantRow, "expiresAt" | "periodStart" | "createdBy">>;

/**
 * Adds credits, once for a `reference`: of two at once, and of a repetition, the second adds nothing. From the commit on,
 * counting draws them. In the platform role; callers say who may.
 *
 * @returns the grant, or undefined if the reference has one already.
 */
export async function grantCredits(ctx: TenantContext, grant: NewGrant): Promise<GrantRow | undefined> {
  await lockGate(ctx);
  const { tx, organizationId, now } = ctx;
  const [row] = await tx
    .insert(creditGrants)
    .values({ ...grant, organizationId, id: uuidv7(), remaining: grant.amount, grantedAt: now })
    .onConflictDoNothing()
    .returning();
  if (!row) return undefined;
  await enter(ctx, row, { kind: "granted", amount: row.amount, at: now });
  await watchGate(ctx, true);
  return row;
}
