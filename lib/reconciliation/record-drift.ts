import "server-only";
import { and, inArray, isNull, lt, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { drift } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { Difference } from "./differences";

export type DriftInput = Difference & {
  customerId: string;
  organizationId: string | null;
  reconciliationId: string | null;
  outcome: "repaired" | "needs_person";
  advice: string;
};

/** Writes a difference down. One that waits for a person is written once and then seen again each night. */
export async function recordDrift(ctx: Context, input: DriftInput): Promise<void> {
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

/** What waited for a person and is no longer found is over. */
export async function resolveDrift({ tx, now }: Context, ...customerIds: string[]): Promise<void> {
  await tx
    .update(drift)
    .set({ resolvedAt: now })
    .where(and(inArray(drift.stripeCustomerId, customerIds), isNull(drift.resolvedAt)));
}

/**
 * What waited for a person and was not found again by a whole run is over too: of a customer whom nobody looks at any more,
 * because the organization has another one since.
 */
export async function resolveUnseen({ tx, now }: Context, since: Date): Promise<void> {
  await tx
    .update(drift)
    .set({ resolvedAt: now })
    .where(and(isNull(drift.resolvedAt), lt(drift.seenAt, since)));
}
