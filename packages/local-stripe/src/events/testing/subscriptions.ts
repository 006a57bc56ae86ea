import { only } from "../../testing/harness";
import { id, type Step } from "./step";

/** A subscription that is changed and scheduled. */
export const subscriptions: Step[] = [
  [
    "a subscription",
    async (stripe, made) => {
      made.subscription = (
        await stripe.subscriptions.create({
          customer: id(made, "customer"),
          items: [{ price: id(made, "price") }],
          discounts: [{ coupon: id(made, "coupon") }],
        })
      ).id;
    },
    [
      "customer.discount.created",
      "invoice.created",
      "customer.updated(balance)",
      "payment_intent.created",
      "invoice.finalized",
      "charge.succeeded",
      "payment_intent.succeeded",
      "invoice_payment.paid",
      "invoice.updated(amount_paid amount_remaining auto_advance status status_transitions)",
      "invoice.paid",
      "invoice.payment_succeeded",
      "customer.subscription.created",
    ],
  ],
  [
    "metadata for the subscription",
    (stripe, made) => stripe.subscriptions.update(id(made, "subscription"), { metadata: { plan: "pro" } }),
    ["customer.subscription.updated(metadata)"],
  ],
  [
    "removing its discount",
    (stripe, made) => stripe.subscriptions.deleteDiscount(id(made, "subscription")),
    ["customer.discount.deleted", "customer.subscription.updated(discounts)"],
  ],
  [
    "canceling at the period's end",
    (stripe, made) => stripe.subscriptions.update(id(made, "subscription"), { cancel_at_period_end: true }),
    ["customer.subscription.updated(cancel_at cancel_at_period_end canceled_at cancellation_details)"],
  ],
  [
    "undoing the cancellation",
    (stripe, made) => stripe.subscriptions.update(id(made, "subscription"), { cancel_at_period_end: false }),
    ["customer.subscription.updated(cancel_at cancel_at_period_end canceled_at cancellation_details)"],
  ],
  [
    "an upgrade, invoiced immediately",
    async (stripe, made) => {
      const { items } = await stripe.subscriptions.retrieve(id(made, "subscription"));
      await stripe.subscriptions.update(id(made, "subscription"), {
        items: [{ id: only(items.data).id, price: id(made, "higher") }],
        proration_behavior: "always_invoice",
      });
    },
    [
      "invoiceitem.created",
      "invoiceitem.created",
      "invoice.created",
      "payment_intent.created",
      "invoice.finalized",
      "charge.succeeded",
      "payment_intent.succeeded",
      "invoice_payment.paid",
      "invoice.updated(amount_paid amount_remaining auto_advance status status_transitions)",
      "invoice.paid",
      "invoice.payment_succeeded",
      "customer.subscription.updated(items latest_invoice)",
    ],
  ],
  [
    "a month later",
    async (_stripe, _made, { advanceTo }) => advanceTo("2026-02-15T02:00:00Z"),
    [
      "invoice.upcoming",
      "invoice.created",
      "customer.subscription.updated(items latest_invoice)",
      "payment_intent.created",
      "invoice.finalized",
      "charge.succeeded",
      "payment_intent.succeeded",
      "invoice_payment.paid",
      "invoice.updated(amount_paid amount_remaining auto_advance status status_transitions)",
      "invoice.paid",
      "invoice.payment_succeeded",
    ],
  ],
  [
    "a schedule for the subscription",
    async (stripe, made) => {
      made.schedule = (await stripe.subscriptionSchedules.create({ from_subscription: id(made, "subscription") })).id;
    },
    ["subscription_schedule.created", "customer.subscription.updated(schedule)"],
  ],
  [
    "metadata for the schedule",
    (stripe, made) => stripe.subscriptionSchedules.update(id(made, "schedule"), { metadata: { why: "planned" } }),
    ["subscription_schedule.updated(metadata)"],
  ],
  [
    "releasing the schedule",
    (stripe, made) => stripe.subscriptionSchedules.release(id(made, "schedule")),
    ["customer.subscription.updated(schedule)", "subscription_schedule.released"],
  ],
  [
    "a schedule for later",
    async (stripe, made) => {
      made.later = (
        await stripe.subscriptionSchedules.create({
          customer: id(made, "customer"),
          start_date: 1_900_000_000,
          phases: [{ items: [{ price: id(made, "price") }] }],
        })
      ).id;
    },
    ["subscription_schedule.created"],
  ],
  [
    "canceling that schedule",
    (stripe, made) => stripe.subscriptionSchedules.cancel(id(made, "later")),
    ["subscription_schedule.canceled", "subscription_schedule.aborted"],
  ],
];
