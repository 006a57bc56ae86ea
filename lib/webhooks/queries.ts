import "server-only";
import { and, asc, desc, eq, gte, sql } from "drizzle-orm";
import { organizations, webhookDeliveries, webhookEndpoints, webhookMessages } from "@/db/schema";
import type { Context } from "@/lib/context";
import { addDays } from "@/lib/durations";

const endpointColumns = {
  id: webhookEndpoints.id,
  url: webhookEndpoints.url,
  description: webhookEndpoints.description,
  events: webhookEndpoints.events,
  format: webhookEndpoints.format,
  createdAt: webhookEndpoints.createdAt,
  disabledAt: webhookEndpoints.disabledAt,
  previousSecretUntil: webhookEndpoints.previousSecretUntil,
};

/** The endpoints, without their secrets, with the number of deliveries of the last day by status. */
export function listEndpoints({ tx, now }: Context) {
  const count = (status: string) => sql<number>`count(*) filter (where ${webhookDeliveries.status} = ${status})::int`;
  return tx
    .select({
      ...endpointColumns,
      delivered: count("delivered"),
      waiting: count("waiting"),
      failed: count("failed"),
    })
    .from(webhookEndpoints)
    .leftJoin(
      webhookDeliveries,
      and(eq(webhookDeliveries.endpointId, webhookEndpoints.id), gte(webhookDeliveries.createdAt, addDays(now, -1))),
    )
    .groupBy(webhookEndpoints.id)
    .orderBy(asc(webhookEndpoints.createdAt));
}
export type ListedEndpoint = Awaited<ReturnType<typeof listEndpoints>>[number];

/** The latest deliveries, to one endpoint or to all, newest first. */
export function recentDeliveries({ tx }: Context, { endpointId, limit }: { endpointId?: string; limit: number }) {
  return tx
    .select({
      id: webhookDeliveries.id,
      type: webhookMessages.type,
      payload: webhookMessages.payload,
      messageId: webhookMessages.id,
      organizationId: webhookMessages.organizationId,
      organizationName: organizations.name,
      endpointUrl: webhookEndpoints.url,
      status: webhookDeliveries.status,
      attempts: webhookDeliveries.attempts,
      responseStatus: webhookDeliveries.responseStatus,
      responseBody: webhookDeliveries.responseBody,
      error: webhookDeliveries.error,
      durationMs: webhookDeliveries.durationMs,
      createdAt: webhookDeliveries.createdAt,
      nextAttemptAt: webhookDeliveries.nextAttemptAt,
    })
    .from(webhookDeliveries)
    .innerJoin(webhookMessages, eq(webhookMessages.id, webhookDeliveries.messageId))
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
    .leftJoin(organizations, eq(organizations.id, webhookMessages.organizationId))
    .where(endpointId === undefined ? undefined : eq(webhookDeliveries.endpointId, endpointId))
    .orderBy(desc(webhookDeliveries.createdAt), desc(webhookDeliveries.id))
    .limit(limit);
}
export type ListedDelivery = Awaited<ReturnType<typeof recentDeliveries>>[number];
