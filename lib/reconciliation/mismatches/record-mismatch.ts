import "server-only";
import { and, inArray, isNull, lt, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { drift, driftKinds, readingKinds } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { Difference } from "../compare/differences";

export type MismatchInput = Difference & {
  customerId: string;
  organizationId: string | null;
  reconciliationId: string | null;
  outcome: "repaired" | "needs_person";
  advice: string;
};

/** Records a mismatch. One that needs review is recorded once, and marked as seen each night it is found again. */
export async function recordMismatch(ctx: Context, input: MismatchInput): Promise<void> {
  const { customerId, ...found } = input;
  await ctx.tx
    .insert(drift)
    .values({
      ...found,
      id: uuidv7(),
      stripeCustomerId: customerId,
      foundAt: ctx.now,
      seenAt: ctx.now,
      resolvedAt: input.outcome === "repaired" ? ctx.now : null,
    })
    .onConflictDoUpdate({
      target: [drift.stripeCustomerId, drift.kind, drift.subject],
      targetWhere: sql`${drift.resolvedAt} is null`,
      set: { seenAt: ctx.now, here: input.here, there: input.there, advice: input.advice },
    });
}

/** The comparison that finds a kind of mismatch: with what a sync writes, or with what Stripe charges. */
export type Comparison = "mirror" | "reading";

/** Resolves the customers' open mismatches that this comparison no longer found. */
export async function resolveMismatches(
  { tx, now }: Context,
  comparison: Comparison,
  customerIds: readonly string[],
): Promise<void> {
  const kinds = [...(comparison === "mirror" ? driftKinds : readingKinds)];
  const ofThem = and(inArray(drift.stripeCustomerId, [...customerIds]), inArray(drift.kind, kinds));
  await tx
    .update(drift)
    .set({ resolvedAt: now })
    .where(and(ofThem, isNull(drift.resolvedAt)));
}

/**
 * Resolves open mismatches that a whole run didn't find again, such as those of a Stripe customer that the organization is no
 * longer linked to.
 */
export async function resolveUnseenMismatches({ tx, now }: Context, since: Date): Promise<void> {
  await tx
    .update(drift)
    .set({ resolvedAt: now })
    .where(and(isNull(drift.resolvedAt), lt(drift.seenAt, since)));
}
