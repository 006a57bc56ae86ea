import "server-only";
import { and, eq, lt, notExists, sql } from "drizzle-orm";
import { webhookDeliveries, webhookMessages } from "@/db/schema";
import type { Context } from "@/lib/context";
import { type Batch, deleteBatch } from "@/lib/delete-batch";

/** Deletes old messages with their delivery log, except those with a delivery that is still waiting. @returns how many. */
export async function sweepMessages(ctx: Context, { before, limit }: Batch): Promise<number> {
  const waiting = ctx.tx
    .select({ one: sql`1` })
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.messageId, webhookMessages.id), eq(webhookDeliveries.status, "waiting")));
  return deleteBatch(ctx, webhookMessages, and(lt(webhookMessages.createdAt, before), notExists(waiting)), limit);
}
