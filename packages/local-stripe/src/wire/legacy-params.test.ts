import { expect, test } from "vitest";
import { shop, start } from "../testing/harness";

/** Calls like the CLI, without a version header. */
async function unversioned(origin: string, path: string, params: Record<string, string>): Promise<Response> {
  const headers = { Authorization: "Bearer sk_test_x" };
  return fetch(`${origin}${path}`, { method: "POST", headers, body: new URLSearchParams(params) });
}

test("callers without a version header can use legacy parameters", async () => {
  const { stripe, local } = await start();
  const { customer, price } = await shop(stripe);
  const coupon = await stripe.coupons.create({ percent_off: 10, duration: "once" });
  const intent = { amount: "100", currency: "usd", "payment_method_types[]": "card" };
  expect((await unversioned(local.origin, "/v1/payment_intents", intent)).status).toBe(200);
  const code = await unversioned(local.origin, "/v1/promotion_codes", { coupon: coupon.id, code: "OLD" });
  expect(await code.json()).toMatchObject({ code: "OLD", promotion: { coupon: coupon.id, type: "coupon" } });
  const schedule = await unversioned(local.origin, "/v1/subscription_schedules", {
    customer: customer.id,
    start_date: "now",
    "phases[0][iterations]": "2",
    "phases[0][items][0][price]": price.id,
  });
  const { phases } = (await schedule.json()) as { phases: { start_date: number; end_date: number }[] };
  expect(((phases[0]?.end_date ?? 0) - (phases[0]?.start_date ?? 0)) / 86_400).toBeGreaterThan(58);
});

test("callers with a version header can't", async () => {
  const { stripe } = await start();
  await expect(
    stripe.rawRequest("POST", "/v1/payment_intents", {
      amount: 100,
      currency: "usd",
      payment_method_types: ["card"],
    }),
  ).rejects.toMatchObject({ param: "payment_method_types", code: "parameter_unknown" });
});
