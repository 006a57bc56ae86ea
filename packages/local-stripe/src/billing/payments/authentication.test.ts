import { describe, expect, test } from "vitest";
import { start } from "../../testing/harness";

const payment = { amount: 2_500, currency: "usd", payment_method: "pm_card_authenticationRequired", confirm: true };

describe("a card that requires 3D Secure", () => {
  test("is declined while the customer is away, and the attempt is recorded", async () => {
    const { stripe } = await start();
    const attempt = stripe.paymentIntents.create({ ...payment, off_session: true });
    await expect(attempt).rejects.toMatchObject({
      statusCode: 402,
      code: "authentication_required",
      decline_code: "authentication_required",
    });
    const [intent] = (await stripe.paymentIntents.list()).data;
    expect(intent).toMatchObject({
      status: "requires_payment_method",
      last_payment_error: { code: "authentication_required" },
    });
    const confirmed = stripe.paymentIntents.confirm(intent?.id ?? "", {
      payment_method: "pm_card_authenticationRequired",
      off_session: true,
    });
    await expect(confirmed).rejects.toMatchObject({ code: "authentication_required" });
  });

  test("is handled by the app's own page without an address to return to", async () => {
    const { stripe } = await start();
    const { next_action, status } = await stripe.paymentIntents.create(payment);
    expect([status, next_action?.type]).toEqual(["requires_action", "use_stripe_sdk"]);
  });

  test.each([
    ["complete", "succeeded"],
    ["fail", "requires_payment_method"],
  ])("sends the customer back to the app after %s", async (outcome, status) => {
    const { stripe } = await start();
    const intent = await stripe.paymentIntents.create({ ...payment, return_url: "http://127.0.0.1:9/back?order=7" });
    expect(intent.next_action).toMatchObject({
      type: "redirect_to_url",
      redirect_to_url: { return_url: "http://127.0.0.1:9/back?order=7" },
    });
    const url = intent.next_action?.redirect_to_url?.url ?? "";
    expect(await (await fetch(url)).text()).toContain("confirm a payment of $25.00");
    const answer = await fetch(url, { method: "POST", body: new URLSearchParams({ outcome }), redirect: "manual" });
    const back = new URL(answer.headers.get("location") ?? "");
    expect([back.searchParams.get("order"), back.searchParams.get("payment_intent")]).toEqual(["7", intent.id]);
    expect(back.searchParams.get("redirect_status")).toBe(outcome === "complete" ? "succeeded" : "failed");
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe(status);
  });

  test("is saved on Stripe's page too, and then charged while the customer is away", async () => {
    const { stripe } = await start();
    const customer = await stripe.customers.create();
    const setup = await stripe.setupIntents.create({
      customer: customer.id,
      payment_method: "pm_card_authenticationRequiredOnSetup",
      confirm: true,
      return_url: "http://127.0.0.1:9/saved",
    });
    const url = setup.next_action?.redirect_to_url?.url ?? "";
    const body = new URLSearchParams({ outcome: "complete" });
    const answer = await fetch(url, { method: "POST", body, redirect: "manual" });
    expect(answer.headers.get("location")).toContain("redirect_status=succeeded");
    const saved = await stripe.setupIntents.retrieve(setup.id);
    expect(saved.status).toBe("succeeded");
    const charged = await stripe.paymentIntents.create({
      amount: 900,
      currency: "usd",
      customer: customer.id,
      payment_method: String(saved.payment_method),
      confirm: true,
      off_session: true,
    });
    expect(charged.status).toBe("succeeded");
  });
});
