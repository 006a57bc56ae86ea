import type Stripe from "stripe";
import { expect, test } from "vitest";
import { type Harness, shop, start } from "../../testing/harness";
import { postForm } from "../../testing/post-form";

const hour = 3600;

/** A checkout that expired before it was paid. */
async function abandoned(
  { stripe, local }: Pick<Harness, "stripe" | "local">,
  recovery: Stripe.Checkout.SessionCreateParams.AfterExpiration.Recovery,
) {
  const { customer, price } = await shop(stripe);
  const { id } = await stripe.checkout.sessions.create({
    mode: "subscription",
    customer: customer.id,
    line_items: [{ price: price.id, quantity: 2 }],
    success_url: "http://127.0.0.1/done",
    metadata: { order: "4711" },
    after_expiration: { recovery },
  });
  local.advance(25 * hour);
  return { session: await stripe.checkout.sessions.retrieve(id), price };
}

test("an abandoned checkout is recovered by its link, as a copy that can be paid", async () => {
  const harness = await start({ at: "2026-01-01" });
  const { stripe, local } = harness;
  const { session } = await abandoned(harness, { enabled: true, allow_promotion_codes: true });
  expect(session).toMatchObject({
    status: "expired",
    url: null,
    after_expiration: { recovery: { enabled: true, expires_at: session.expires_at + 30 * 24 * hour } },
  });
  const [event] = (await stripe.events.list({ type: "checkout.session.expired" })).data;
  expect(event?.data.object).toMatchObject({ after_expiration: session.after_expiration });
  const { headers } = await fetch(session.after_expiration?.recovery?.url ?? "", { redirect: "manual" });
  const url = new URL(headers.get("location") ?? "", local.origin).href;
  const [recovered] = (await stripe.checkout.sessions.list({ status: "open" })).data;
  expect(recovered).toMatchObject({
    url,
    recovered_from: session.id,
    amount_total: 10_000,
    allow_promotion_codes: true,
    metadata: { order: "4711" },
    customer: session.customer,
  });
  await postForm(url, { number: "4242424242424242", expiry: "12/34", cvc: "123", name: "Ada" });
  const subscriptions = (await stripe.subscriptions.list({ customer: String(session.customer) })).data;
  expect(subscriptions).toMatchObject([{ status: "active", items: { data: [{ quantity: 2 }] } }]);
});

test("the link works for 30 days, and promotion codes only where they are allowed", async () => {
  const harness = await start({ at: "2026-01-01" });
  const { stripe, local } = harness;
  const { session } = await abandoned(harness, { enabled: true });
  const link = session.after_expiration?.recovery?.url ?? "";
  await fetch(link, { redirect: "manual" });
  expect((await stripe.checkout.sessions.list({ status: "open" })).data[0]?.allow_promotion_codes).toBe(false);
  local.advance(31 * 24 * hour);
  expect((await fetch(link, { redirect: "manual" })).status).toBe(410);
});

test("without recovery there is no link", async () => {
  const harness = await start({ at: "2026-01-01" });
  const { session } = await abandoned(harness, { enabled: false });
  expect(session).toMatchObject({ status: "expired", after_expiration: null });
});
