import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { desc, eq, sql } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditLog, webhookDeliveries, webhookEndpoints, webhookMessages } from "@/db/schema";
import { type Context, withPlatform, withTenant } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { newOrganization, newUser } from "@/testing/factories";
import { deliverWebhook } from "./deliver-webhook";
import {
  changeEndpoint,
  createEndpoint,
  dispatchWebhook,
  emitWebhook,
  listEndpoints,
  recentDeliveries,
  resendDelivery,
  rotateSecret,
  sendTest,
  sweepMessages,
} from "./index";

type Received = { headers: IncomingHttpHeaders; body: string; path: string };
const received: Received[] = [];
let answer: { status: number; body?: string; location?: string } = { status: 200 };
const server = createServer((request, response) => {
  const chunks: Uint8Array[] = [];
  request.on("data", (chunk: Uint8Array) => chunks.push(chunk));
  request.on("end", () => {
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString(), path: request.url ?? "" });
    response.writeHead(answer.status, answer.location ? { location: answer.location } : {});
    response.end(answer.body ?? "ok");
  });
});
let url = "";
let admin = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  admin = (await newUser({ platformAdmin: true })).id;
});
afterAll(() => server.close());
beforeEach(async () => {
  received.length = 0;
  answer = { status: 200 };
  await platform(async ({ tx }) => {
    await tx.delete(webhookEndpoints);
    await tx.delete(webhookMessages);
  });
});

const platform = <T>(work: (ctx: Context) => Promise<T>, now?: Date) =>
  withPlatform({ actor: { kind: "user", id: admin }, ...(now ? { now } : {}) }, work);

const endpoint = (format: "standard" | "slack" = "standard") =>
  platform((ctx) => createEndpoint(ctx, { url, description: "Ours", events: ["trial.ended"], format }));

/** Runs the worker's two jobs: dispatch the messages, and deliver them. */
async function runJobs(now?: Date) {
  const messages = await platform(({ tx }) => tx.select({ id: webhookMessages.id }).from(webhookMessages));
  for (const { id } of messages) await platform((ctx) => dispatchWebhook(ctx, { messageId: id }), now);
  const waiting = await platform(({ tx }) =>
    tx.select().from(webhookDeliveries).where(eq(webhookDeliveries.status, "waiting")),
  );
  for (const { id } of waiting) await deliverWebhook({ deliveryId: id });
}

async function trialEnded(dedupeKey?: string) {
  const organization = await newOrganization({ name: "Acme" });
  await withTenant({ organizationId: organization.id, actor: organization.owner }, (ctx) =>
    emitWebhook(ctx, {
      type: "trial.ended",
      organizationId: organization.id,
      data: { plan: "starter", trialEndsAt: ctx.now.toISOString() },
      ...(dedupeKey ? { dedupeKey } : {}),
    }),
  );
  return organization;
}

async function delivery() {
  const [row] = await platform(({ tx }) =>
    tx.select().from(webhookDeliveries).orderBy(desc(webhookDeliveries.id)).limit(1),
  );
  if (!row) throw new Error("no delivery");
  return row;
}

describe("a webhook endpoint", () => {
  it("gets no delivery while it is disabled, nor of events it isn't subscribed to", async () => {
    const disabled = await endpoint();
    await platform((ctx) =>
      createEndpoint(ctx, { url, description: "Else", events: ["trial.started"], format: "standard" }),
    );
    await platform(({ tx }) =>
      tx.update(webhookEndpoints).set({ disabledAt: new Date() }).where(eq(webhookEndpoints.id, disabled.id)),
    );
    await trialEnded();
    await runJobs();
    expect(await platform(({ tx }) => tx.$count(webhookDeliveries))).toBe(0);
  });

  it("costs no job while no enabled endpoint is subscribed to the event", async () => {
    const jobs = () =>
      platform(
        async ({ tx }) => (await tx.execute(sql`select from pgboss.job where name = 'dispatch-webhook'`)).length,
      );
    const before = await jobs();
    await trialEnded();
    const { id } = await endpoint();
    await platform(({ tx }) =>
      tx.update(webhookEndpoints).set({ disabledAt: new Date() }).where(eq(webhookEndpoints.id, id)),
    );
    await trialEnded();
    expect(await jobs()).toBe(before);
    await endpoint();
    await trialEnded();
    expect(await jobs()).toBe(before + 1);
  });

  it("gets the events it is subscribed to, signed, with their organization", async () => {
    const { secret } = await endpoint();
    const { id } = await trialEnded();
    await runJobs();
    await runJobs();
    expect(received).toHaveLength(1);
    const [{ headers, body } = { headers: {}, body: "" }] = received;
    const verified = new Webhook(secret).verify(body, headers as Record<string, string>);
    expect(verified).toMatchObject({
      type: "trial.ended",
      data: { organization: { id, name: "Acme", externalId: null }, plan: "starter" },
    });
    expect(await delivery()).toMatchObject({ status: "delivered", attempts: 1, responseStatus: 200 });
  });

  it("gets nothing after a rollback, and each event with a key once", async () => {
    await endpoint();
    const organization = await newOrganization();
    const rolledBack = withTenant({ organizationId: organization.id, actor: organization.owner }, async (ctx) => {
      await emitWebhook(ctx, {
        type: "trial.ended",
        organizationId: organization.id,
        data: { plan: "starter", trialEndsAt: ctx.now.toISOString() },
      });
      throw new Error("rolled back");
    });
    await expect(rolledBack).rejects.toThrow("rolled back");
    const emit = () =>
      withTenant({ organizationId: organization.id, actor: organization.owner }, (ctx) =>
        emitWebhook(ctx, {
          type: "trial.ended",
          organizationId: organization.id,
          data: { plan: "starter", trialEndsAt: ctx.now.toISOString() },
          dedupeKey: `trial.ended:${organization.id}`,
        }),
      );
    await emit();
    await emit();
    await runJobs();
    expect(received).toHaveLength(1);
  });

  it("that fails is retried on schedule, and can be sent to again manually with the same id", async () => {
    await endpoint();
    await trialEnded();
    answer = { status: 500, body: "internal error" };
    await runJobs();
    const failed = await delivery();
    expect(failed).toMatchObject({
      status: "waiting",
      attempts: 1,
      responseStatus: 500,
      responseBody: "internal error",
    });
    expect(Number(failed.nextAttemptAt) - Number(failed.lastAttemptAt)).toBeGreaterThan(3_000);
    await deliverWebhook({ deliveryId: failed.id });
    expect(received, "not before it is due").toHaveLength(1);
    await platform(({ tx }) =>
      tx
        .update(webhookDeliveries)
        .set({ attempts: 9, nextAttemptAt: new Date(0) })
        .where(eq(webhookDeliveries.id, failed.id)),
    );
    await deliverWebhook({ deliveryId: failed.id });
    expect(await delivery()).toMatchObject({ status: "failed", attempts: 10, nextAttemptAt: null });
    answer = { status: 204 };
    await platform((ctx) => resendDelivery(ctx, { deliveryId: failed.id }));
    await deliverWebhook({ deliveryId: failed.id });
    expect(await delivery()).toMatchObject({ status: "delivered", responseStatus: 204 });
    expect(new Set(received.map(({ headers }) => headers["webhook-id"]))).toHaveProperty("size", 1);
  });

  it("gets a delivery when it is due, even if its worker could not record the outcome", async () => {
    await endpoint();
    await trialEnded();
    answer = { status: 500 };
    await runJobs();
    const { id } = await delivery();
    const jobs = sql`name = 'deliver-webhook' and data->>'deliveryId' = ${id} and state = 'created'`;
    await platform(({ tx }) => tx.execute(sql`delete from pgboss.job where ${jobs}`));
    await deliverWebhook({ deliveryId: id });
    expect(received).toHaveLength(1);
    const waiting = await platform(({ tx }) =>
      tx.execute(sql`select start_after > now() as later from pgboss.job where ${jobs}`),
    );
    expect([...waiting]).toEqual([{ later: true }]);
  });

  it("that was disabled in the meantime gets nothing until it is enabled and the delivery is resent", async () => {
    const { id: endpointId } = await endpoint();
    await trialEnded();
    answer = { status: 500 };
    await runJobs();
    await platform(({ tx }) => tx.update(webhookDeliveries).set({ nextAttemptAt: new Date(0) }));
    await platform((ctx) => changeEndpoint(ctx, { endpointId, enabled: false }));
    const { id: deliveryId } = await delivery();
    await deliverWebhook({ deliveryId });
    expect(received).toHaveLength(1);
    expect(await delivery()).toMatchObject({ status: "failed", error: "The endpoint is disabled." });
    answer = { status: 200 };
    await platform((ctx) => changeEndpoint(ctx, { endpointId, enabled: true }));
    await platform((ctx) => resendDelivery(ctx, { deliveryId }));
    await deliverWebhook({ deliveryId });
    expect(await delivery()).toMatchObject({ status: "delivered" });
  });

  it("whose secret can't be decrypted is retried like after any other failure, with the reason", async () => {
    await endpoint();
    await trialEnded();
    const encryptedElsewhere = Buffer.alloc(60, 7).toString("base64");
    await platform(({ tx }) => tx.update(webhookEndpoints).set({ secret: encryptedElsewhere }));
    await runJobs();
    expect(received).toEqual([]);
    expect(await delivery()).toMatchObject({
      status: "waiting",
      attempts: 1,
      error: expect.stringMatching("AUTH_SECRET"),
    });
  });

  it("is not followed to another URL, and only the start of a long response is kept", async () => {
    await endpoint();
    await trialEnded();
    answer = { status: 302, location: `${url}/elsewhere`, body: "x".repeat(1_000_000) };
    await runJobs();
    expect(received.map(({ path }) => path)).toEqual(["/hook"]);
    const { status, responseBody } = await delivery();
    expect(status).toBe("waiting");
    expect(responseBody).toHaveLength(2_048);
  });

  it("gets a new secret, with which the old one signs for a day", async () => {
    const { id, secret: old } = await endpoint();
    const { secret } = await platform((ctx) => rotateSecret(ctx, { endpointId: id }));
    expect(secret).not.toBe(old);
    await platform((ctx) => sendTest(ctx, { endpointId: id }));
    await runJobs();
    const [{ headers, body } = { headers: {}, body: "" }] = received;
    for (const each of [old, secret])
      expect(() => new Webhook(each).verify(body, headers as Record<string, string>)).not.toThrow();
    const [row] = await platform(({ tx }) => tx.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, id)));
    expect(row?.secret).not.toContain(secret.slice(6));
  });

  it("for a chat tool gets plain text; a disabled one gets nothing", async () => {
    const { id } = await endpoint("slack");
    await trialEnded();
    await runJobs();
    expect(received.map(({ body }) => body)).toEqual(['{"text":"trial ended: Acme"}']);
    await platform((ctx) => changeEndpoint(ctx, { endpointId: id, enabled: false }));
    await trialEnded();
    await runJobs();
    expect(received).toHaveLength(1);
    await expect(platform((ctx) => sendTest(ctx, { endpointId: id }))).rejects.toMatchObject({ code: "not_found" });
  });

  it("is listed without its secret, and every change is in the audit log", async () => {
    const { id, secret } = await endpoint();
    await platform((ctx) => sendTest(ctx, { endpointId: id }));
    const shown = await platform(async (ctx) => [await listEndpoints(ctx), await recentDeliveries(ctx, { limit: 5 })]);
    expect(JSON.stringify(shown)).not.toContain(secret);
    const rows = await platform(({ tx }) => tx.select().from(auditLog).where(eq(auditLog.subject, id)));
    expect(rows.map(({ action }) => action)).toEqual(["webhooks.endpoint_created", "webhooks.test_sent"]);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it("deletes its log from before a time, and keeps waiting deliveries for as long as they wait", async () => {
    await endpoint();
    await trialEnded();
    await runJobs();
    const later = addDays(new Date(), 31);
    answer = { status: 500 };
    await trialEnded();
    await runJobs();
    await platform((ctx) => sweepMessages(ctx, { before: addDays(later, -30), limit: 1_000 }));
    const left = await platform(({ tx }) => tx.select().from(webhookDeliveries));
    expect(new Set(left.map(({ status }) => status))).toEqual(new Set(["waiting"]));
  });
});
