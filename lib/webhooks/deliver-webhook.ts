import "server-only";
import { and, eq, lte, sql } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { webhookDeliveries, webhookEndpoints, webhookMessages } from "@/db/schema";
import { wallNow } from "@/lib/clock";
import { type Actor, type Context, withPlatform } from "@/lib/context";
import { second } from "@/lib/durations";
import { env } from "@/lib/env";
import { sendJob } from "@/lib/jobs";
import { openSecret } from "@/lib/secrets";
import { bodyOf } from "./message";
import { postMessage } from "./post-message";
import { retryDelaySeconds } from "./schedule";

const worker: Actor = { kind: "system", id: "worker" };
/** How long a claimed delivery belongs to one worker. Longer than the timeout of `postMessage`. */
const leaseMs = 20 * second;

type Claimed = NonNullable<Awaited<ReturnType<typeof claim>>>;
type Outcome = { responseStatus: number | null; responseBody: string | null; error: string | null; durationMs: number };

/**
 * Sends a delivery that is due, signed, and records the response. No transaction is open while it waits for the endpoint.
 * Signed with real time, because that is the receiver's. A failure isn't an error: it is recorded, and the next attempt is
 * scheduled until the retries run out.
 */
export async function deliverWebhook({ deliveryId }: { deliveryId: string }): Promise<void> {
  const claimed = await withPlatform({ actor: worker }, (ctx) => claim(ctx, deliveryId));
  if (!claimed) return;
  const outcome = await send(claimed);
  await withPlatform({ actor: worker }, (ctx) => record(ctx, claimed, outcome));
}

const disabled: Outcome = {
  responseStatus: null,
  responseBody: null,
  error: "The endpoint is disabled.",
  durationMs: 0,
};

async function claim(ctx: Context, deliveryId: string) {
  const { tx, now } = ctx;
  const due = and(
    eq(webhookDeliveries.id, deliveryId),
    eq(webhookDeliveries.status, "waiting"),
    lte(webhookDeliveries.nextAttemptAt, now),
  );
  const [delivery] = await tx
    .update(webhookDeliveries)
    .set({
      attempts: sql`${webhookDeliveries.attempts} + 1`,
      lastAttemptAt: now,
      nextAttemptAt: new Date(now.getTime() + leaseMs),
    })
    .where(due)
    .returning();
  if (!delivery) {
    await requeue(ctx, deliveryId);
    return undefined;
  }
  const [row] = await tx
    .select({ message: webhookMessages, endpoint: webhookEndpoints })
    .from(webhookMessages)
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, delivery.endpointId))
    .where(eq(webhookMessages.id, delivery.messageId));
  return row && { ...row, delivery };
}

/**
 * Queues a job for a delivery that is waiting but not due yet: its worker was killed or couldn't record the outcome, or the
 * database's clock is ahead of ours. Without this job it would never be sent.
 */
async function requeue(ctx: Context, deliveryId: string): Promise<void> {
  const [row] = await ctx.tx
    .select({ at: webhookDeliveries.nextAttemptAt })
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.id, deliveryId), eq(webhookDeliveries.status, "waiting")));
  if (!row?.at) return;
  const delaySeconds = Math.max(1, Math.ceil((row.at.getTime() - ctx.now.getTime()) / second));
  await sendJob(ctx, "deliver-webhook", { deliveryId }, undefined, delaySeconds);
}

async function send({ message, endpoint }: Claimed): Promise<Outcome> {
  if (endpoint.disabledAt !== null) return disabled;
  const sentAt = wallNow();
  const elapsed = () => wallNow().getTime() - sentAt.getTime();
  const body = bodyOf(message, endpoint.format);
  try {
    const headers = headersOf({ message, endpoint }, sentAt, body);
    const { status, body: responseBody } = await postMessage(endpoint.url, body, headers);
    const error = status >= 200 && status < 300 ? null : `The endpoint responded with ${status}.`;
    return { responseStatus: status, responseBody, error, durationMs: elapsed() };
  } catch (error) {
    const reason = error instanceof Error ? error.message : "The message couldn't be sent.";
    return { responseStatus: null, responseBody: null, error: reason.slice(0, 500), durationMs: elapsed() };
  }
}

function headersOf({ message, endpoint }: Pick<Claimed, "message" | "endpoint">, sentAt: Date, body: string) {
  return {
    "content-type": "application/json",
    "user-agent": `Gatehouse/${env.APP_VERSION}`,
    "webhook-id": message.id,
    "webhook-timestamp": String(Math.floor(sentAt.getTime() / second)),
    "webhook-signature": signatures(endpoint, sentAt)
      .map((sign) => sign(message.id, sentAt, body))
      .join(" "),
  };
}

/** One signature for each valid secret: two for a day after a rotation. */
function signatures({ id: endpointId, secret, previousSecret, previousSecretUntil }: Claimed["endpoint"], now: Date) {
  const previous = previousSecret && previousSecretUntil && previousSecretUntil > now ? [previousSecret] : [];
  return [secret, ...previous].map((sealed) => {
    const webhook = new Webhook(openSecret(sealed, "webhook_endpoints.secret", endpointId));
    return (id: string, at: Date, body: string) => webhook.sign(id, at, body);
  });
}

async function record(ctx: Context, { delivery, endpoint }: Claimed, outcome: Outcome): Promise<void> {
  const delay = outcome.error === null ? undefined : retryDelaySeconds(delivery.attempts, Math.random());
  const retry = delay !== undefined && endpoint.disabledAt === null;
  const status = outcome.error === null ? "delivered" : retry ? "waiting" : "failed";
  const nextAttemptAt = retry ? new Date(ctx.now.getTime() + delay * second) : null;
  await ctx.tx
    .update(webhookDeliveries)
    .set({ ...outcome, status, nextAttemptAt })
    .where(eq(webhookDeliveries.id, delivery.id));
  if (retry) await sendJob(ctx, "deliver-webhook", { deliveryId: delivery.id }, undefined, delay);
}
