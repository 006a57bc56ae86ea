import { expect, test } from "vitest";
import { startLocalStripe } from "../index";
import { type Harness, start, temporaryDirectory } from "../testing/harness";

type Running = Pick<Harness, "local">;

const post = ({ local }: Running, body: unknown) =>
  fetch(`${local.origin}/_local/settings`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

const read = async ({ local }: Running) => (await fetch(`${local.origin}/_local/settings`)).json();

/** A customer whose card is declined from the first renewal on. */
async function failing({ stripe }: Harness) {
  const customer = await stripe.customers.create();
  const good = await stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
  const product = await stripe.products.create({ name: "Plan" });
  const price = await stripe.prices.create({
    product: product.id,
    currency: "usd",
    unit_amount: 5000,
    recurring: { interval: "month" },
  });
  const { id } = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    default_payment_method: good.id,
  });
  const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer: customer.id });
  await stripe.subscriptions.update(id, { default_payment_method: bad.id });
  return { id, good };
}

test("what happens after the last retry can be changed while it runs, and is kept", async () => {
  const data = temporaryDirectory();
  const first = { local: await startLocalStripe({ data }) };
  expect(await read(first)).toEqual({ dunning: { retryDays: [1, 3, 5, 7, 9, 11, 14], end: "canceled" } });
  expect(await (await post(first, { dunning: { end: "unpaid", retryDays: [2, 4] } })).json()).toEqual({
    dunning: { retryDays: [2, 4], end: "unpaid" },
  });
  await first.local.close();
  expect(await read(await start({ data }))).toEqual({ dunning: { retryDays: [2, 4], end: "unpaid" } });
});

test("a person can change it on its page", async () => {
  const harness = await start();
  const address = `${harness.local.origin}/_local/settings`;
  const body = new URLSearchParams({ end: "past_due", retryDays: "3, 5" });
  expect((await fetch(address, { method: "POST", body, redirect: "manual" })).status).toBe(303);
  const page = await (await fetch(address, { headers: { Accept: "text/html" } })).text();
  expect(page).toMatch(/value="past_due" checked/);
  expect(page).toContain('value="3, 5"');
});

test.each([{ dunning: { end: "deleted" } }, { dunning: { retryDays: [0] } }, { dunning: { retries: 3 } }, {}, null])(
  "%j is refused",
  async (input) => {
    const harness = await start();
    expect((await post(harness, input)).status).toBe(400);
    expect(await read(harness)).toMatchObject({ dunning: { end: "canceled" } });
  },
);

test("an unpaid subscription goes on making drafts, and is active once the newest one is paid", async () => {
  const harness = await start({ at: "2026-01-01" });
  await post(harness, { dunning: { end: "unpaid" } });
  const { stripe, advanceTo } = harness;
  const { id, good } = await failing(harness);
  advanceTo("2026-03-02");
  expect((await stripe.subscriptions.retrieve(id)).status).toBe("unpaid");
  const invoices = async () => (await stripe.invoices.list({ subscription: id })).data;
  const [march, february] = await invoices();
  expect([march?.status, february?.status]).toEqual(["draft", "open"]);
  await stripe.subscriptions.update(id, { default_payment_method: good.id });
  await stripe.invoices.pay(february?.id ?? "");
  expect((await stripe.subscriptions.retrieve(id)).status).toBe("unpaid");
  await stripe.invoices.pay(march?.id ?? "");
  expect((await stripe.subscriptions.retrieve(id)).status).toBe("active");
  advanceTo("2026-04-02");
  expect((await invoices()).map(({ status }) => status)).toEqual(["paid", "paid", "paid", "paid"]);
});
