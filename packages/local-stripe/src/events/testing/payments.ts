import { id, type Step } from "./step";

/** One-time payments and saved cards. */
export const payments: Step[] = [
  [
    "authorizing a payment",
    async (stripe, made) => {
      made.intent = (
        await stripe.paymentIntents.create({
          amount: 2000,
          currency: "usd",
          payment_method: "pm_card_visa",
          capture_method: "manual",
          confirm: true,
        })
      ).id;
    },
    ["payment_intent.created", "charge.succeeded", "payment_intent.amount_capturable_updated"],
  ],
  [
    "capturing the payment",
    (stripe, made) => stripe.paymentIntents.capture(id(made, "intent")),
    ["charge.captured", "payment_intent.succeeded"],
  ],
  [
    "a partial refund",
    async (stripe, made) => {
      made.refund = (await stripe.refunds.create({ payment_intent: id(made, "intent"), amount: 500 })).id;
    },
    ["refund.created", "charge.refunded(amount_refunded)"],
  ],
  [
    "metadata for the refund",
    (stripe, made) => stripe.refunds.update(id(made, "refund"), { metadata: { why: "broken" } }),
    ["refund.updated(metadata)", "charge.refund.updated(metadata)"],
  ],
  [
    "a declined payment",
    (stripe) =>
      stripe.paymentIntents
        .create({ amount: 2000, currency: "usd", payment_method: "pm_card_chargeDeclined", confirm: true })
        .catch(() => null),
    ["payment_intent.created", "charge.failed", "payment_intent.payment_failed"],
  ],
  [
    "canceling a payment",
    async (stripe) => {
      const intent = await stripe.paymentIntents.create({ amount: 2000, currency: "usd" });
      await stripe.paymentIntents.cancel(intent.id);
    },
    ["payment_intent.created", "payment_intent.canceled"],
  ],
  [
    "setting up a card",
    (stripe, made) =>
      stripe.setupIntents.create({
        customer: id(made, "customer"),
        payment_method: "pm_card_mastercard",
        confirm: true,
      }),
    ["setup_intent.created", "payment_method.attached", "setup_intent.succeeded"],
  ],
  [
    "canceling a setup",
    async (stripe) => {
      const intent = await stripe.setupIntents.create();
      await stripe.setupIntents.cancel(intent.id);
    },
    ["setup_intent.created", "setup_intent.canceled"],
  ],
];
