import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { cliExists, runCli, startCli } from "../testing/cli";
import { receiver, start, until } from "../testing/harness";

/** What of the CLI's list is billing; a trigger it learns under one of these names is tried without being named here. */
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

/** And what is not: a name that is in neither list is a new kind of thing, to be thought about. */
const elsewhere = [
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

const left = new Map([
  ["charge.dispute.closed", "disputes are not modelled: nobody here disputes a charge"],
  ["charge.dispute.created", "as above"],
  ["charge.dispute.updated", "as above"],
  ["payment_intent.partially_funded", "bank transfers into a cash balance are not modelled"],
]);

/** Two triggers are named after what they do; the event has another name. */
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

/** @returns what was wrong, null for nothing */
async function trigger(event: string): Promise<string | null> {
  const { local, stripe } = await start();
  const { code, text } = await runCli(local.origin, ["trigger", event]);
  // What a bank or a clock has still to do. The fixture for `expiring` leaves its clock nine days before the end, and
  // that event comes seven days before.
  local.advance(600);
  for (const clock of (await stripe.testHelpers.testClocks.list()).data)
    await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: clock.frozen_time + 3 * 86_400 });
  local.advance(1);
  const { data } = await stripe.events.list({ type: emitted[event] ?? event });
  if (code !== 0) return `${event}: ended with ${code}\n${text}`;
  return data.length === 0 ? `${event}: said to have succeeded, but there is no such event` : null;
}

async function inParallel(events: readonly string[], lanes: number): Promise<string[]> {
  const queue = [...events];
  const failures: string[] = [];
  const lane = async (): Promise<void> => {
    for (let event = queue.shift(); event !== undefined; event = queue.shift()) {
      const failure = await trigger(event);
      if (failure !== null) failures.push(failure);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return failures;
}

describe.skipIf(!cliExists)("the official CLI", () => {
  test("every trigger of billing causes the event it is named after", { timeout: 120_000 }, async () => {
    const events = (await listed()).filter((event) => billing.includes(family(event)) && !left.has(event));
    expect(events.length).toBeGreaterThan(80);
    expect(await inParallel(events, 3)).toEqual([]);
  });

  test("knows nothing that has not been thought about", async () => {
    const events = await listed();
    expect(events.filter((event) => ![...billing, ...elsewhere].includes(family(event)))).toEqual([]);
    expect([...left.keys()].filter((event) => !events.includes(event))).toEqual([]);
  });

  test("forwards events to an app, which finds them signed with the key it was told", async () => {
    const { local, stripe } = await start();
    const { url, received } = await receiver();
    const cli = startCli(local.origin, ["listen", "--forward-to", url]);
    try {
      await until(() => /Ready!/.test(cli.text()));
      const secret = /whsec_\w+/.exec(cli.text())?.[0] ?? "";
      const customer = await stripe.customers.create({ name: "Ada" });
      await until(() => received.length > 0);
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
    await until(() => received.length === 1);
    const [event] = (await stripe.events.list()).data;
    const { code, text } = await runCli(local.origin, ["events", "resend", event?.id ?? ""]);
    expect([code, text]).toEqual([0, expect.stringContaining(event?.id ?? "")]);
    await until(() => received.length === 2);
  });
});
