import "server-only";
import { and, eq, lte, sql } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { webhookDeliveries, webhookEndpoints, webhookMessages } from "@/db/schema";
import { wallNow } from "@/lib/clock";
import { type Actor, type Context, withPlatform } from "@/lib/context";
import { env } from "@/lib/env";
import { sendJob } from "@/lib/jobs";
import { bodyOf } from "./message";
import { postMessage } from "./post-message";
import { retryDelaySeconds } from "./schedule";
import { openSecret } from "./secrets";

const worker: Actor = { kind: "system", id: "worker" };
/** Longer than an endpoint is waited for: who holds a delivery has it for himself so long. */
const leaseMs = 20_000;

type Claimed = NonNullable<Awaited<ReturnType<typeof claim>>>;
type Outcome = { responseStatus: number | null; responseBody: string | null; error: string | null; durationMs: number };

/**
 * Sends a delivery that is due, signed, and notes what was answered. No transaction is open while the endpoint is waited
 * for. It is signed with the wall's time, by which the receiver goes. A failure is data, not an error: the next attempt is
 * planned, until the plan ends.
 */
export async function deliverWebhook({ deliveryId }: { deliveryId: string }): Promise<void> {
  const claimed = await withPlatform({ actor: worker }, (ctx) => claim(ctx, deliveryId));
  if (!claimed) return;
  const outcome = await send(claimed);
  await withPlatform({ actor: worker }, (ctx) => note(ctx, claimed, outcome));
}

const switchedOff: Outcome = {
  responseStatus: null,
  responseBody: null,
  error: "The endpoint is switched off.",
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
    await comeBack(ctx, deliveryId);
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
 * One that waits, but not for now: its worker died or could not write down what became of it, or the database's clock is
 * ahead of ours. Without another job nobody would ever send it.
 */
async function comeBack(ctx: Context, deliveryId: string): Promise<void> {
  const [row] = await ctx.tx
    .select({ at: webhookDeliveries.nextAttemptAt })
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.id, deliveryId), eq(webhookDeliveries.status, "waiting")));
  if (!row?.at) return;
  const delaySeconds = Math.max(1, Math.ceil((row.at.getTime() - ctx.now.getTime()) / 1000));
  await sendJob(ctx, "deliver-webhook", { deliveryId }, undefined, delaySeconds);
}

async function send({ message, endpoint }: Claimed): Promise<Outcome> {
  if (endpoint.disabledAt !== null) return switchedOff;
  const sentAt = wallNow();
  const took = () => wallNow().getTime() - sentAt.getTime();
  const body = bodyOf(message, endpoint.format);
  try {
    const headers = headersOf({ message, endpoint }, sentAt, body);
    const { status, body: responseBody } = await postMessage(endpoint.url, body, headers);
    const error = status >= 200 && status < 300 ? null : `It answered ${status}.`;
    return { responseStatus: status, responseBody, error, durationMs: took() };
  } catch (error) {
    const reason = error instanceof Error ? error.message : "It could not be sent.";
    return { responseStatus: null, responseBody: null, error: reason.slice(0, 500), durationMs: took() };
  }
}

function headersOf({ message, endpoint }: Pick<Claimed, "message" | "endpoint">, sentAt: Date, body: string) {
  return {
    "content-type": "application/json",
    "user-agent": `Gatehouse/${env.APP_VERSION}`,
    "webhook-id": message.id,
    "webhook-timestamp": String(Math.floor(sentAt.getTime() / 1000)),
    "webhook-signature": signatures(endpoint, sentAt)
      .map((sign) => sign(message.id, sentAt, body))
      .join(" "),
  };
}

/** One signature for each secret that is valid: two while one rolls. */
function signatures({ secret, previousSecret, previousSecretUntil }: Claimed["endpoint"], now: Date) {
  const rolling = previousSecret && previousSecretUntil && previousSecretUntil > now ? [previousSecret] : [];
  return [secret, ...rolling].map((sealed) => {
    const webhook = new Webhook(openSecret(sealed));
    return (id: string, at: Date, body: string) => webhook.sign(id, at, body);
  });
}

async function note(ctx: Context, { delivery, endpoint }: Claimed, outcome: Outcome): Promise<void> {
  const delay = outcome.error === null ? undefined : retryDelaySeconds(delivery.attempts, Math.random());
  const again = delay !== undefined && endpoint.disabledAt === null;
  const status = outcome.error === null ? "delivered" : again ? "waiting" : "failed";
  const nextAttemptAt = again ? new Date(ctx.now.getTime() + delay * 1000) : null;
  await ctx.tx
    .update(webhookDeliveries)
    .set({ ...outcome, status, nextAttemptAt })
    .where(eq(webhookDeliveries.id, delivery.id));
  if (again) await sendJob(ctx, "deliver-webhook", { deliveryId: delivery.id }, undefined, delay);
}
