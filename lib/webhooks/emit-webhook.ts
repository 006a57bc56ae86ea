import "server-only";
import { eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { organizations, webhookMessages } from "@/db/schema";
import type { Context } from "@/lib/context";
import { found } from "@/lib/errors";
import { sendJob } from "@/lib/jobs";
import { type WebhookData, type WebhookEventType, webhookEvents } from "./events";

type Emission<Type extends WebhookEventType> = {
  type: Type;
  /** The organization in the payload. */
  organizationId: string | null;
  data: Omit<WebhookData<Type>, "organization">;
  /** One key for one event: it is sent once, however often its cause is seen. */
  dedupeKey?: string;
};

/** Writes an event to the outbox, in the caller's transaction, and has it sent to the endpoints that are subscribed by now. */
export async function emitWebhook<Type extends WebhookEventType>(ctx: Context, input: Emission<Type>): Promise<void> {
  const { type, organizationId, dedupeKey } = input;
  const organization = organizationId === null ? null : await named(ctx, organizationId);
  const payload = webhookEvents[type].data.parse({ organization, ...input.data });
  const [row] = await ctx.tx
    .insert(webhookMessages)
    .values({ id: uuidv7(), type, organizationId, payload, dedupeKey: dedupeKey ?? null, createdAt: ctx.now })
    .onConflictDoNothing({ target: webhookMessages.dedupeKey })
    .returning({ id: webhookMessages.id, awaited: sql<boolean>`awaits_webhook(${type})` });
  if (row?.awaited) await sendJob(ctx, "dispatch-webhook", { messageId: row.id });
}

async function named({ tx }: Context, organizationId: string) {
  const [row] = await tx
    .select({ id: organizations.id, name: organizations.name, externalId: organizations.externalId })
    .from(organizations)
    .where(eq(organizations.id, organizationId));
  return found(row, "organization");
}
