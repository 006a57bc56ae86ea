import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { cliExists, runCli, startCli } from "../testing/cli";
import { receiver, start, waitUntil } from "../testing/harness";

/** The CLI's billing triggers. A new trigger with one of these prefixes is tested automatically. */
const billing = [
  "billing_portal",
  "charge",
  "checkout",
  "coupon",
  "credit_note",
  "customer",
  "invoice",
  "invoiceitem",
  "payment_intent",
  "payment_method",
  "plan",
  "price",
  "product",
  "promotion_code",
  "setup_intent",
  "subscription",
  "subscription_schedule",
  "tax_rate",
  "test_helpers",
];

/** Other triggers. A name in neither list is new and must be classified. */
const otherTriggers = [
  "account",
  "balance",
  "cash_balance",
  "customer_cash_balance_transaction",
  "identity",
  "issuing_authorization",
  "issuing_card",
  "issuing_cardholder",
  "issuing_transaction",
  "payment_link",
  "payout",
  "quote",
  "reporting",
  "topup",
  "transfer",
  "v1",
];

const unsupported = new Map([["payment_intent.partially_funded", "cash balances aren't supported"]]);

/** Triggers whose event has a different name. */
const emitted: Record<string, string> = {
  "subscription.payment_failed": "invoice.payment_failed",
  "subscription.payment_succeeded": "invoice.payment_succeeded",
};

const family = (event: string): string => event.split(".")[0] ?? "";

async function listed(): Promise<string[]> {
  const { text } = await runCli("http://127.0.0.1:9", ["trigger", "--help"]);
  const list = text.slice(text.indexOf("Supported events:"), text.indexOf("Usage:"));
  return list.match(/^ {2}\S+$/gm)?.map((line) => line.trim()) ?? [];
}

/** @returns what went wrong, or null */
async function trigger(event: string): Promise<string | null> {
  const { local, stripe } = await start();
  const { code, text } = await runCli(local.origin, ["trigger", event]);
  // What a bank or a clock still has to do. The fixture for `expiring` leaves its clock nine days before the end;
  // that event comes seven days before.
  local.advance(600);
  for (const clock of (await stripe.testHelpers.testClocks.list()).data)
    await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: clock.frozen_time + 3 * 86_400 });
  local.advance(1);
  const { data } = await stripe.events.list({ type: emitted[event] ?? event });
  if (code !== 0) return `${event}: ended with ${code}\n${text}`;
  return data.length === 0 ? `${event}: succeeded, but there is no such event` : null;
}

async function inParallel(events: readonly string[], workers: number): Promise<string[]> {
  const queue = [...events];
  const failures: string[] = [];
  const worker = async (): Promise<void> => {
    for (let event = queue.shift(); event !== undefined; event = queue.shift()) {
      const failure = await trigger(event);
      if (failure !== null) failures.push(failure);
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
  return failures;
}

describe.skipIf(!cliExists)("the official CLI", () => {
  test("every billing trigger causes the event it is named after", { timeout: 120_000 }, async () => {
    const events = (await listed()).filter((event) => billing.includes(family(event)) && !unsupported.has(event));
    expect(events.length).toBeGreaterThan(80);
    expect(await inParallel(events, 3)).toEqual([]);
  });

  test("has no unclassified triggers", async () => {
    const events = await listed();
    expect(events.filter((event) => ![...billing, ...otherTriggers].includes(family(event)))).toEqual([]);
    expect([...unsupported.keys()].filter((event) => !events.includes(event))).toEqual([]);
  });

  test("forwards events to an app, signed with the announced secret", async () => {
    const { local, stripe } = await start();
    const { url, received } = await receiver();
    const cli = startCli(local.origin, ["listen", "--forward-to", url]);
    try {
      await waitUntil(() => /Ready!/.test(cli.text()));
      const secret = /whsec_\w+/.exec(cli.text())?.[0] ?? "";
      const customer = await stripe.customers.create({ name: "Ada" });
      await waitUntil(() => received.length > 0);
      const [{ body, signature } = { body: "", signature: "" }] = received;
      const event = stripe.webhooks.constructEvent(body, signature, secret);
      expect(event).toMatchObject({ type: "customer.created", data: { object: { id: customer.id } } });
      expect(received).toHaveLength(1);
    } finally {
      cli.kill();
      await once(cli, "close");
    }
  });

  test("sends an event again", async () => {
    const { url, received } = await receiver();
    const { local, stripe } = await start({ webhook: { url } });
    await stripe.customers.create({ name: "Ada" });
    await waitUntil(() => received.length === 1);
    const [event] = (await stripe.events.list()).data;
    const { code, text } = await runCli(local.origin, ["events", "resend", event?.id ?? ""]);
    expect([code, text]).toEqual([0, expect.stringContaining(event?.id ?? "")]);
    await waitUntil(() => received.length === 2);
  });
});
