import { id, type Step } from "./step";

/** Portal, pauses, cancellation and deletion. */
export const endings: Step[] = [
  [
    "a portal configuration",
    async (stripe, made) => {
      made.portal = (
        await stripe.billingPortal.configurations.create({ features: { invoice_history: { enabled: true } } })
      ).id;
    },
    ["billing_portal.configuration.created"],
  ],
  [
    "a headline for the portal",
    (stripe, made) =>
      stripe.billingPortal.configurations.update(id(made, "portal"), { business_profile: { headline: "Hello" } }),
    ["billing_portal.configuration.updated(business_profile)"],
  ],
  [
    "a portal session",
    (stripe, made) => stripe.billingPortal.sessions.create({ customer: id(made, "customer") }),
    ["billing_portal.session.created"],
  ],
  [
    "expiring a checkout session",
    async (stripe, made) => {
      const session = await stripe.checkout.sessions.create({
        mode: "subscription",
        success_url: "http://127.0.0.1/",
        line_items: [{ price: id(made, "price"), quantity: 1 }],
      });
      await stripe.checkout.sessions.expire(session.id);
    },
    ["checkout.session.expired"],
  ],
  [
    "pausing collection",
    (stripe, made) => stripe.subscriptions.update(id(made, "subscription"), { pause_collection: { behavior: "void" } }),
    ["customer.subscription.updated(pause_collection)"],
  ],
  [
    "resuming collection",
    (stripe, made) => stripe.subscriptions.update(id(made, "subscription"), { pause_collection: "" }),
    ["customer.subscription.updated(pause_collection)"],
  ],
  [
    "pausing the subscription",
    (stripe, made) =>
      stripe.subscriptions.pause(id(made, "subscription"), { bill_for: { unused_time_from: { type: "none" } } }),
    ["customer.subscription.updated(status status_details)", "customer.subscription.paused"],
  ],
  [
    "resuming the subscription",
    (stripe, made) => stripe.subscriptions.resume(id(made, "subscription")),
    [
      "invoice.created",
      "payment_intent.created",
      "invoice.finalized",
      "charge.succeeded",
      "payment_intent.succeeded",
      "invoice_payment.paid",
      "invoice.updated(amount_paid amount_remaining auto_advance status status_transitions)",
      "invoice.paid",
      "invoice.payment_succeeded",
      "customer.subscription.updated(billing_cycle_anchor items latest_invoice status status_details)",
      "customer.subscription.resumed",
    ],
  ],
  [
    "canceling the subscription",
    (stripe, made) => stripe.subscriptions.cancel(id(made, "subscription")),
    ["customer.subscription.deleted"],
  ],
  [
    "a trial that ends",
    async (stripe, made, { advanceTo, local }) => {
      await stripe.subscriptions.create({
        customer: id(made, "customer"),
        items: [{ price: id(made, "price") }],
        trial_period_days: 7,
      });
      advanceTo(local.now() + 4 * 86_400 + 60);
    },
    [
      "invoice.created",
      "invoice.finalized",
      "invoice.updated(attempted auto_advance status status_transitions)",
      "invoice.paid",
      "invoice.payment_succeeded",
      "customer.subscription.created",
      "customer.subscription.trial_will_end",
    ],
  ],
  [
    "detaching the card",
    (stripe, made) => stripe.paymentMethods.detach(id(made, "card")),
    ["customer.updated(invoice_settings)", "payment_method.detached(customer)"],
  ],
  [
    "deleting the customer",
    (stripe, made) => stripe.customers.del(id(made, "customer")),
    ["customer.subscription.deleted", "customer.deleted"],
  ],
  ["deleting the coupon", (stripe, made) => stripe.coupons.del(id(made, "coupon")), ["coupon.deleted"]],
];
