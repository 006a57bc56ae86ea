import "@/testing/billing/local-stripe";
import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { isNull, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { emails } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { asSystem } from "@/testing/actors";
import { blockWrites } from "@/testing/billing/block-writes";
import { assertEqualToStripe } from "@/testing/billing/equal-to-stripe";
import { kill, startWorker, type WebhookServer, webhookServer } from "@/testing/billing/processes";
import {
  eventsOf,
  loggedEventsOf,
  paidAtStripe,
  signatureOf,
  stateOf,
  sync,
  webhookSecret,
} from "@/testing/billing/stories";
import { openMailbox } from "@/testing/email/mailbox";
import { sweepEvents } from "./events/sweep-events";
import { stripe } from "./stripe/stripe";

const platform = { actor: asSystem() } as const;
const polling = { timeout: 60_000, interval: 100 };

const mailbox = await openMailbox();
let server: WebhookServer;
/** One webhook process and one worker, or none while killed. */
const processes: { webhook?: ChildProcess | undefined; worker?: ChildProcess | undefined } = {};

async function killed(name: keyof typeof processes): Promise<void> {
  const child = processes[name];
  processes[name] = undefined;
  if (child) await kill(child);
}

const work = () => (processes.worker ??= startWorker({ SMTP_URL: mailbox.url }));
const serve = async (secrets = webhookSecret) => (processes.webhook ??= await server.open(secrets));

beforeAll(async () => {
  server = await webhookServer();
});

/** A new subscription, and the event that announces it. */
async function newSubscription() {
  const organization = await paidAtStripe();
  const events = await eventsOf(organization.customerId);
  const body = JSON.stringify(events.find(({ type }) => type === "customer.subscription.created"));
  return { ...organization, body };
}

const send = (body: string) =>
  fetch(server.url, { method: "POST", headers: { "stripe-signature": signatureOf(body) }, body });

const unhandled = async (customerId: string) =>
  (await loggedEventsOf(customerId)).filter(({ handledAt }) => handledAt === null).length;

const handled = (customerId: string) => expect.poll(() => unhandled(customerId), polling).toBe(0);

/** The effects of one purchase, each exactly once, matching Stripe. */
async function assertOneEffect({ id, customerId }: { id: string; customerId: string }): Promise<void> {
  const state = await stateOf(id);
  expect(state.subscription).toMatchObject({ status: "active", planKey: "professional" });
  expect(state.movements).toMatchObject([{ kind: "new", amount: 19_900 }]);
  expect(state.audit).toEqual(["billing.checkout_started", "billing.subscription_started"]);
  expect(state.emails).toEqual(["payment-succeeded"]);
  expect(await loggedEventsOf(customerId)).toHaveLength(1);
  await assertEqualToStripe(id);
}

/** A dead worker's job is given to another worker after a minute. This lets the minute pass. */
const minutePasses = (queue: string) =>
  withPlatform(platform, ({ tx }) =>
    tx.execute(sql`update pgboss.job set started_on = started_on - interval '61 s'
      where name = ${queue} and state = 'active'`),
  );

describe("kill -9", { timeout: 120_000 }, () => {
  it("of the webhook before its row is committed: nothing was acknowledged, and Stripe retries", async () => {
    const { id: endpoint, secret } = await stripe().webhookEndpoints.create({
      url: server.url,
      enabled_events: ["customer.subscription.created"],
    });
    const secrets = `${webhookSecret},${secret}`;
    await serve(secrets);
    const insert = await blockWrites("stripe_events", "insert");
    const organization = await paidAtStripe();
    await insert.reached();
    await killed("webhook");
    await insert.release();
    const [announced] = (await eventsOf(organization.customerId)).filter(
      ({ pending_webhooks }) => pending_webhooks > 0,
    );
    expect(announced?.type).toBe("customer.subscription.created");
    expect(await loggedEventsOf(organization.customerId)).toEqual([]);

    await serve(secrets);
    await expect.poll(async () => (await loggedEventsOf(organization.customerId)).length, polling).toBe(1);
    await expect
      .poll(async () => (await stripe().events.retrieve(announced?.id ?? "")).pending_webhooks, polling)
      .toBe(0);
    await sync(organization.customerId);
    await assertOneEffect(organization);
    await stripe().webhookEndpoints.del(endpoint);
  });

  it("of everything after the row: the restarted worker finds it", async () => {
    const organization = await newSubscription();
    await serve();
    expect((await send(organization.body)).status).toBe(200);
    await killed("webhook");
    await killed("worker");
    expect(await unhandled(organization.customerId)).toBe(1);
    work();
    await handled(organization.customerId);
    await assertOneEffect(organization);
  });

  it("of the worker in the middle of a sync: rolled back, and repeated once", async () => {
    const organization = await newSubscription();
    const before = await stateOf(organization.id);
    const outbox = await blockWrites("emails", "insert");
    await serve();
    work();
    expect((await send(organization.body)).status).toBe(200);
    await outbox.reached();
    await killed("worker");
    await outbox.release();
    expect(await stateOf(organization.id)).toEqual(before);
    expect(await unhandled(organization.customerId)).toBe(1);

    // Half a minute later the sweep finds the event; a minute later the dead worker's job runs again too.
    const now = new Date(Date.now() + 31_000);
    expect(await withPlatform({ ...platform, now }, sweepEvents)).toBe(1);
    work();
    await handled(organization.customerId);
    await minutePasses("sync-customer");
    await sync(organization.customerId);
    await assertOneEffect(organization);
  });

  it("of the worker between the mail server's OK and the sent mark: one more copy, with the same Message-ID", async () => {
    work();
    await expect.poll(unsent, polling).toBe(0);
    const organization = await newSubscription();
    mailbox.received.length = 0;
    const mark = await blockWrites("emails", "update");
    await sync(organization.customerId);
    await mark.reached();
    expect(mailbox.received).toHaveLength(1);
    await killed("worker");
    await mark.release();
    await minutePasses("send-email");
    work();
    await expect.poll(() => mailbox.received.length, polling).toBe(2);
    await expect.poll(unsent, polling).toBe(0);
    expect(new Set(mailbox.received.map(messageId)).size).toBe(1);
    expect(messageId(mailbox.received[0])).toMatch(/^<[\w-]+@localhost>$/);
    expect((await stateOf(organization.id)).emails).toEqual(["payment-succeeded"]);
    await assertEqualToStripe(organization.id);
  });
});

const messageId = (mail = "") => /^Message-ID: (\S+)/m.exec(mail)?.[1] ?? "none";

const unsent = () => withPlatform(platform, ({ tx }) => tx.$count(emails, isNull(emails.sentAt)));

/**
 * Retries on 503, as Stripe does, and when the connection is closed: the server ends idle ones, also the moment before one of them
 * is used again.
 */
async function sendUntilAccepted(body: string): Promise<number> {
  for (;;) {
    const answer = await send(body).catch(ifClosed);
    if (answer && answer.status !== 503) return answer.status;
    await sleep(1_000);
  }
}

function ifClosed(error: unknown): undefined {
  if (error instanceof TypeError && error.cause instanceof Error && error.cause.message === "other side closed") return;
  throw error;
}

describe("the same event", { timeout: 90_000 }, () => {
  it("five hundred times at once, over HTTP: acknowledged each time, one row, one effect", async () => {
    const organization = await newSubscription();
    await serve();
    const answers = await Promise.all(Array.from({ length: 500 }, () => sendUntilAccepted(organization.body)));
    expect(answers.filter((status) => status !== 200)).toEqual([]);
    expect(await loggedEventsOf(organization.customerId)).toHaveLength(1);
    await sync(organization.customerId);
    await assertOneEffect(organization);
  });
});
