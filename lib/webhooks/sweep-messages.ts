import "server-only";
import { and, eq, lt, notExists, sql } from "drizzle-orm";
import { webhookDeliveries, webhookMessages } from "@/db/schema";
import type { Context } from "@/lib/context";

const keptMs = 30 * 24 * 60 * 60 * 1000;

/** Deletes messages of more than 30 days and the log of their deliveries, but for those still on their way. */
export async function sweepMessages({ tx, now }: Context): Promise<void> {
  const waiting = tx
    .select({ one: sql`1` })
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.messageId, webhookMessages.id), eq(webhookDeliveries.status, "waiting")));
  await tx
    .delete(webhookMessages)
    .where(and(lt(webhookMessages.createdAt, new Date(now.getTime() - keptMs)), notExists(waiting)));
}
