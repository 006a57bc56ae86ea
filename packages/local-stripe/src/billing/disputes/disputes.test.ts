import type Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { only, seconds, shop, start } from "../../testing/harness";

async function eventsOf(stripe: Stripe, type: string): Promise<string[]> {
  const { data } = await stripe.events.list({ type, limit: 100 });
  return data.map((event) => event.type).reverse();
}

async function disputedPayment(stripe: Stripe, card: string): Promise<Stripe.Dispute> {
  await stripe.paymentIntents.create({ amount: 19_900, currency: "usd", payment_method: card, confirm: true });
  return only((await stripe.disputes.list()).data);
}

describe("a disputed charge", () => {
  test("of a subscription's invoice withdraws the amount and a fee and leaves the subscription running", async () => {
    const { stripe } = await start({ at: "2026-01-15T10:00:00Z" });
    const { customer, price } = await shop(stripe, { card: "pm_card_createDispute" });
    const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    const dispute = only((await stripe.disputes.list()).data);
    expect(dispute).toMatchObject({
      amount: 5000,
      reason: "fraudulent",
      status: "needs_response",
      is_charge_refundable: false,
      evidence_details: { due_by: seconds("2026-01-23T23:59:59Z"), has_evidence: false, submission_count: 0 },
      balance_transactions: [{ amount: -5000, fee: 1500, net: -6500, type: "adjustment", source: dispute.id }],
    });
    const charge = await stripe.charges.retrieve(String(dispute.charge));
    expect(charge).toMatchObject({ disputed: true, paid: true, refunded: false, customer: customer.id });
    const expanded = await stripe.disputes.retrieve(dispute.id, { expand: ["charge", "payment_intent"] });
    expect(expanded).toMatchObject({ charge: { id: charge.id }, payment_intent: { customer: customer.id } });
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
    expect((await stripe.invoices.retrieve(String(subscription.latest_invoice))).status).toBe("paid");
    expect(await eventsOf(stripe, "charge.dispute.*")).toEqual([
      "charge.dispute.created",
      "charge.dispute.funds_withdrawn",
    ]);
  });

  test("can't be refunded as well", async () => {
    const { stripe } = await start();
    const dispute = await disputedPayment(stripe, "pm_card_createDispute");
    await expect(stripe.refunds.create({ charge: String(dispute.charge) })).rejects.toMatchObject({
      code: "charge_disputed",
    });
  });

  test("is listed by charge and by payment intent", async () => {
    const { stripe } = await start();
    const first = await disputedPayment(stripe, "pm_card_createDispute");
    await stripe.paymentIntents.create({
      amount: 900,
      currency: "usd",
      payment_method: "pm_card_createDisputeProductNotReceived",
      confirm: true,
    });
    const [second] = (await stripe.disputes.list()).data;
    expect(second).toMatchObject({ amount: 900, reason: "product_not_received", network_reason_code: "13.1" });
    const ids = async (params: Stripe.DisputeListParams) =>
      (await stripe.disputes.list(params)).data.map(({ id }) => id);
    expect(await ids({ charge: String(first.charge) })).toEqual([first.id]);
    expect(await ids({ payment_intent: String(second?.payment_intent) })).toEqual([second?.id]);
  });

  test("is won with winning evidence, which returns amount and fee", async () => {
    const { stripe } = await start();
    const { id, charge } = await disputedPayment(stripe, "pm_card_createDispute");
    const submitted = await stripe.disputes.update(id, { evidence: { uncategorized_text: "winning_evidence" } });
    expect(submitted).toMatchObject({
      status: "under_review",
      evidence: { uncategorized_text: "winning_evidence" },
      evidence_details: { has_evidence: true, submission_count: 1, submission_method: "manual" },
    });
    const won = await stripe.disputes.retrieve(id);
    expect(won.status).toBe("won");
    expect(won.balance_transactions.map(({ net }) => net)).toEqual([-21_400, 21_400]);
    expect((await stripe.charges.retrieve(String(charge))).disputed).toBe(true);
    expect(await eventsOf(stripe, "charge.dispute.*")).toEqual([
      "charge.dispute.created",
      "charge.dispute.funds_withdrawn",
      "charge.dispute.updated",
      "charge.dispute.closed",
      "charge.dispute.funds_reinstated",
    ]);
  });

  test("is lost with losing evidence, for good", async () => {
    const { stripe } = await start();
    const { id } = await disputedPayment(stripe, "pm_card_createDispute");
    await stripe.disputes.update(id, { evidence: { uncategorized_text: "losing_evidence" } });
    expect(await stripe.disputes.retrieve(id)).toMatchObject({
      status: "lost",
      balance_transactions: [{ net: -21_400 }],
    });
    const again = stripe.disputes.update(id, { evidence: { uncategorized_text: "winning_evidence" } });
    await expect(again).rejects.toMatchObject({ message: "This dispute is already closed." });
    await expect(stripe.disputes.close(id)).rejects.toMatchObject({ message: "This dispute is already closed." });
    expect((await stripe.disputes.update(id, { metadata: { note: "kept" } })).metadata).toEqual({ note: "kept" });
  });

  test("keeps staged evidence until it is submitted", async () => {
    const { stripe } = await start();
    const { id } = await disputedPayment(stripe, "pm_card_createDispute");
    const staged = await stripe.disputes.update(id, { evidence: { customer_name: "Ada" }, submit: false });
    expect(staged).toMatchObject({
      status: "needs_response",
      evidence_details: { has_evidence: true, submission_count: 0 },
    });
    const submitted = await stripe.disputes.update(id, { submit: true });
    expect(submitted).toMatchObject({ status: "under_review", evidence: { customer_name: "Ada" } });
    expect((await stripe.disputes.retrieve(id)).status).toBe("under_review");
  });

  test("is lost when the merchant accepts it or the deadline passes", async () => {
    const { stripe, advanceTo } = await start({ at: "2026-01-15" });
    const accepted = await disputedPayment(stripe, "pm_card_createDispute");
    expect((await stripe.disputes.close(accepted.id)).status).toBe("lost");
    await stripe.paymentIntents.create({
      amount: 1,
      currency: "usd",
      payment_method: "pm_card_createDispute",
      confirm: true,
    });
    const [ignored] = (await stripe.disputes.list()).data;
    advanceTo((ignored?.evidence_details.due_by ?? 0) + 1);
    expect(await stripe.disputes.retrieve(ignored?.id ?? "")).toMatchObject({
      status: "lost",
      evidence_details: { past_due: true },
    });
  });
});

describe("an inquiry", () => {
  test("withdraws nothing, allows a refund, and a full refund ends it", async () => {
    const { stripe } = await start();
    const inquiry = await disputedPayment(stripe, "pm_card_createDisputeInquiry");
    expect(inquiry).toMatchObject({
      status: "warning_needs_response",
      is_charge_refundable: true,
      balance_transactions: [],
      payment_method_details: { card: { case_type: "inquiry" } },
    });
    await stripe.refunds.create({ charge: String(inquiry.charge) });
    expect((await stripe.disputes.retrieve(inquiry.id)).status).toBe("warning_closed");
    expect(await eventsOf(stripe, "charge.dispute.*")).toEqual(["charge.dispute.created", "charge.dispute.closed"]);
  });

  test("closes with evidence, or escalates to a dispute", async () => {
    const { stripe } = await start();
    const { id } = await disputedPayment(stripe, "pm_card_createDisputeInquiry");
    const escalating = { evidence: { uncategorized_text: "escalate_inquiry_evidence" } };
    expect((await stripe.disputes.update(id, escalating)).status).toBe("warning_under_review");
    expect(await stripe.disputes.retrieve(id)).toMatchObject({
      status: "needs_response",
      balance_transactions: [{ net: -21_400 }],
      payment_method_details: { card: { case_type: "chargeback" } },
    });
    await stripe.disputes.update(id, { evidence: { uncategorized_text: "winning_evidence" } });
    expect((await stripe.disputes.retrieve(id)).status).toBe("won");
  });

  test("ends after 120 days without escalation", async () => {
    const { stripe, advanceTo } = await start({ at: "2026-01-15" });
    const { id } = await disputedPayment(stripe, "pm_card_createDisputeInquiry");
    advanceTo("2026-05-15T01:00:00Z");
    expect((await stripe.disputes.retrieve(id)).status).toBe("warning_closed");
  });
});
