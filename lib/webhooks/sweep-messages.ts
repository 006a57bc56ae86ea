import "server-only";
import { and, eq, lt, notExists, sql } from "drizzle-orm";
import { webhookDeliveries, webhookMessages } from "@/db/schema";
import type { Context } from "@/lib/context";
import { addDays } from "@/lib/durations";

const keptDays = 30;

/** Deletes messages older than 30 days with their delivery log, except those with a delivery that is still waiting. */
export async function sweepMessages({ tx, now }: Context): Promise<void> {
  const waiting = tx
    .select({ one: sql`1` })
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.messageId, webhookMessages.id), eq(webhookDeliveries.status, "waiting")));
  await tx
    .delete(webhookMessages)
    .where(and(lt(webhookMessages.createdAt, addDays(now, -keptDays)), notExists(waiting)));
}
