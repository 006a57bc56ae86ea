import "@/testing/billing/local-stripe";
import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { isNull, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { emails } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { assertEqualToStripe } from "@/testing/billing/equal-to-stripe";
import { holdUp } from "@/testing/billing/hold-up";
import { type Door, kill, startWorker, webhookDoor } from "@/testing/billing/processes";
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

const platform = { actor: { kind: "system", id: "worker" } } as const;
const patience = { timeout: 60_000, interval: 100 };

const mailbox = await openMailbox();
let door: Door;
/** The processes of the product, of which there is one each, or none while it is dead. */
const processes: { webhook?: ChildProcess | undefined; worker?: ChildProcess | undefined } = {};

async function killed(name: keyof typeof processes): Promise<void> {
  const child = processes[name];
  processes[name] = undefined;
  if (child) await kill(child);
}

const work = () => (processes.worker ??= startWorker({ SMTP_URL: mailbox.url }));
const serve = async (secrets = webhookSecret) => (processes.webhook ??= await door.open(secrets));

beforeAll(async () => {
  door = await webhookDoor();
});

/** One subscription of an organization begins, and Stripe tells so. */
async function begun() {
  const organization = await paidAtStripe();
  const events = await eventsOf(organization.customerId);
  const body = JSON.stringify(events.find(({ type }) => type === "customer.subscription.created"));
  return { ...organization, body };
}

const send = (body: string) =>
  fetch(door.url, { method: "POST", headers: { "stripe-signature": signatureOf(body) }, body });

const unhandled = async (customerId: string) =>
  (await loggedEventsOf(customerId)).filter(({ handledAt }) => handledAt === null).length;

const handled = (customerId: string) => expect.poll(() => unhandled(customerId), patience).toBe(0);

/** What one purchase leaves behind, each once; and it is what Stripe says. */
async function assertOneEffect({ id, customerId }: { id: string; customerId: string }): Promise<void> {
  const state = await stateOf(id);
  expect(state.subscription).toMatchObject({ status: "active", planKey: "professional" });
  expect(state.movements).toMatchObject([{ kind: "new", amount: 19_900 }]);
  expect(state.audit).toEqual(["billing.checkout_started", "billing.subscription_started"]);
  expect(state.emails).toEqual(["payment-succeeded"]);
  expect(await loggedEventsOf(customerId)).toHaveLength(1);
  await assertEqualToStripe(id);
}

/** A job that a dead worker had begun is given to another after a minute: the minute passes. */
const minutePasses = (queue: string) =>
  withPlatform(platform, ({ tx }) =>
    tx.execute(sql`update pgboss.job set started_on = started_on - interval '61 s'
      where name = ${queue} and state = 'active'`),
  );

describe("kill -9", { timeout: 120_000 }, () => {
  it("of the webhook before its row is committed: nothing was acknowledged, and Stripe comes again", async () => {
    const { id: endpoint, secret } = await stripe().webhookEndpoints.create({
      url: door.url,
      enabled_events: ["customer.subscription.created"],
    });
    const secrets = `${webhookSecret},${secret}`;
    await serve(secrets);
    const insert = await holdUp("stripe_events", "insert");
    const organization = await paidAtStripe();
    await insert.reached();
    await killed("webhook");
    await insert.release();
    const [told] = (await eventsOf(organization.customerId)).filter(({ pending_webhooks }) => pending_webhooks > 0);
    expect(told?.type).toBe("customer.subscription.created");
    expect(await loggedEventsOf(organization.customerId)).toEqual([]);

    await serve(secrets);
    await expect.poll(async () => (await loggedEventsOf(organization.customerId)).length, patience).toBe(1);
    await expect.poll(async () => (await stripe().events.retrieve(told?.id ?? "")).pending_webhooks, patience).toBe(0);
    await sync(organization.customerId);
    await assertOneEffect(organization);
    await stripe().webhookEndpoints.del(endpoint);
  });

  it("of everything after the row: the worker finds it when it is back, long before 90 seconds", async () => {
    const organization = await begun();
    await serve();
    expect((await send(organization.body)).status).toBe(200);
    await killed("webhook");
    await killed("worker");
    expect(await unhandled(organization.customerId)).toBe(1);
    const began = performance.now();
    work();
    await handled(organization.customerId);
    expect(performance.now() - began).toBeLessThan(90_000);
    await assertOneEffect(organization);
  });

  it("of the worker in the middle of a sync's writing: undone, and done again once", async () => {
    const organization = await begun();
    const before = await stateOf(organization.id);
    const outbox = await holdUp("emails", "insert");
    await serve();
    work();
    expect((await send(organization.body)).status).toBe(200);
    await outbox.reached();
    await killed("worker");
    await outbox.release();
    expect(await stateOf(organization.id)).toEqual(before);
    expect(await unhandled(organization.customerId)).toBe(1);

    // Half a minute later the sweep finds the event; a minute later the dead worker's job is run again as well.
    const now = new Date(Date.now() + 31_000);
    expect(await withPlatform({ ...platform, now }, sweepEvents)).toBe(1);
    work();
    await handled(organization.customerId);
    await minutePasses("sync-customer");
    await sync(organization.customerId);
    await assertOneEffect(organization);
  });

  it("of the worker between the mail server's OK and the mark: one copy more, under the same Message-ID", async () => {
    work();
    await expect.poll(unsent, patience).toBe(0);
    const organization = await begun();
    mailbox.received.length = 0;
    const mark = await holdUp("emails", "update");
    await sync(organization.customerId);
    await mark.reached();
    expect(mailbox.received).toHaveLength(1);
    await killed("worker");
    await mark.release();
    await minutePasses("send-email");
    work();
    await expect.poll(() => mailbox.received.length, patience).toBe(2);
    await expect.poll(unsent, patience).toBe(0);
    expect(new Set(mailbox.received.map(messageId)).size).toBe(1);
    expect(messageId(mailbox.received[0])).toMatch(/^<[\w-]+@localhost>$/);
    expect((await stateOf(organization.id)).emails).toEqual(["payment-succeeded"]);
    await assertEqualToStripe(organization.id);
  });
});

const messageId = (mail = "") => /^Message-ID: (\S+)/m.exec(mail)?.[1] ?? "none";

const unsent = () => withPlatform(platform, ({ tx }) => tx.$count(emails, isNull(emails.sentAt)));

/** As Stripe does: whoever is told that the machine is too busy comes again. */
async function sendUntilTaken(body: string): Promise<number> {
  for (;;) {
    const { status } = await send(body);
    if (status !== 503) return status;
    await sleep(1_000);
  }
}

describe("the same event", { timeout: 90_000 }, () => {
  it("five hundred times at once, over HTTP: acknowledged each time, one row, one effect", async () => {
    const organization = await begun();
    await serve();
    const answers = await Promise.all(Array.from({ length: 500 }, () => sendUntilTaken(organization.body)));
    expect(answers.filter((status) => status !== 200)).toEqual([]);
    expect(await loggedEventsOf(organization.customerId)).toHaveLength(1);
    await sync(organization.customerId);
    await assertOneEffect(organization);
  });
});
