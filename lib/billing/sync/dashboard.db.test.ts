import "@/testing/billing/local-stripe";
import type Stripe from "stripe";
import { afterEach, describe, expect, it } from "vitest";
import { withPlatform, withTenant } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { entitlementsOf } from "@/lib/entitlements";
import { assertMovements } from "@/lib/metrics";
import { verifyCustomer } from "@/lib/reconciliation/verify/verify-customer";
import { asSystem } from "@/testing/actors";
import { advanceStripe, stripeOrigin } from "@/testing/billing/local-stripe";
import { checkout, customerOf, type Organization, stateOf, sync } from "@/testing/billing/stories";
import { atStripe, payWith, type Subscriber, subscriber } from "@/testing/billing/subscribers";
import { newOrganization } from "@/testing/factories";
import { stripe } from "../stripe/stripe";
import { syncTurned } from "./sync-turned";

/** What a person does in the Stripe dashboard is kept, and read as Stripe means it. */

const platform = { actor: asSystem() } as const;

/** Movements add up to MRR after every test. */
afterEach(() => withPlatform(platform, assertMovements));

const stripeNow = () => advanceStripe(0);
const seconds = (at: Date) => Math.floor(at.getTime() / 1000);

const accessAt = ({ id }: { id: string }, now: Date) =>
  withTenant({ organizationId: id, actor: asSystem(), now }, async (ctx) => {
    const { access, accessRule, plan } = await entitlementsOf(ctx);
    return { access, rule: accessRule, plan: plan.key };
  });

async function priceId(lookupKey: string): Promise<string> {
  const { data } = await stripe().prices.list({ lookup_keys: [lookupKey] });
  return data[0]?.id ?? lookupKey;
}

/** An organization whose customer exists at Stripe with a card, without having bought anything. */
async function customerWithCard(): Promise<Organization & { customerId: string }> {
  const organization = await newOrganization({ createdAt: await stripeNow() });
  await checkout(organization);
  const customerId = await customerOf(organization);
  const { id } = await stripe().paymentMethods.attach("pm_card_visa", { customer: customerId });
  await stripe().customers.update(customerId, { invoice_settings: { default_payment_method: id } });
  return { ...organization, customerId };
}

const subscribe = async (
  { customerId }: { customerId: string },
  params: Partial<Stripe.SubscriptionCreateParams> = {},
): Promise<Stripe.Subscription> =>
  stripe().subscriptions.create({
    customer: customerId,
    items: [{ price: await priceId("unison_professional_month_usd_v1") }],
    ...params,
  });

const update = async (organization: Subscriber, params: Stripe.SubscriptionUpdateParams) =>
  stripe().subscriptions.update((await atStripe(organization)).subscription.id, params);

const kindsOf = async ({ id }: { id: string }) =>
  (await stateOf(id)).movements.map(({ kind, amount }) => [kind, amount]);

describe("a free month for a customer who pays", () => {
  it("keeps full access and counts as paused, without any notice that the customer left", async () => {
    const organization = await subscriber();
    const granted = await stripeNow();
    const trial_end = seconds(addDays(granted, 30));
    await update(organization, { trial_end, proration_behavior: "none" });
    await sync(organization.customerId, granted);
    const state = await stateOf(organization.id);
    expect(state.subscription).toMatchObject({ status: "trialing", trialEndsAt: new Date(trial_end * 1000), mrr: 0 });
    expect(await accessAt(organization, addDays(granted, 29))).toEqual({
      access: "full",
      rule: "stripe_trial",
      plan: "professional",
    });
    expect(await kindsOf(organization)).toEqual([
      ["new", 19900],
      ["paused", -19900],
    ]);
    expect(state.audit).not.toContain("billing.subscription_ended");
    expect(state.emails).not.toContain("subscription-canceled");
    expect(state.webhooks).not.toContain("subscription.canceled");
    expect(state.alerts).toEqual([]);

    const later = await advanceStripe(40);
    await sync(organization.customerId, later);
    const after = await stateOf(organization.id);
    expect(after.subscription).toMatchObject({ status: "active", trialEndsAt: null, mrr: 19900 });
    expect(after.movements.at(-1)).toMatchObject({
      kind: "resumed",
      amount: 19900,
      occurredAt: new Date(trial_end * 1000),
    });
    expect(await accessAt(organization, later)).toMatchObject({ access: "full", rule: "paid" });
  });

  it("is churn of what was paid before if the customer leaves during it", async () => {
    const organization = await subscriber();
    const granted = await stripeNow();
    await update(organization, { trial_end: seconds(addDays(granted, 30)), proration_behavior: "none" });
    await sync(organization.customerId, granted);
    await stripe().subscriptions.cancel((await atStripe(organization)).subscription.id);
    await sync(organization.customerId, granted);
    expect(await kindsOf(organization)).toEqual([
      ["new", 19900],
      ["paused", -19900],
      ["resumed", 19900],
      ["churn", -19900],
    ]);
    const { alerts } = await stateOf(organization.id);
    expect(alerts).toEqual([expect.stringContaining("canceled Professional (−$199.00 MRR)")]);
  });
});

describe("a trial at Stripe", () => {
  it("of 60 days gives access until its end, and the customer is new when it ends", async () => {
    const organization = await customerWithCard();
    const started = await stripeNow();
    const trial_end = seconds(addDays(started, 60));
    await subscribe(organization, { trial_end });
    await sync(organization.customerId, started);
    expect(await accessAt(organization, addDays(started, 59))).toMatchObject({ access: "full", rule: "stripe_trial" });
    expect(await kindsOf(organization)).toEqual([]);

    const later = await advanceStripe(75);
    await sync(organization.customerId, later);
    const { movements, subscription } = await stateOf(organization.id);
    expect(subscription).toMatchObject({ status: "active", firstPaidAt: new Date(trial_end * 1000), mrr: 19900 });
    expect(movements).toMatchObject([{ kind: "new", occurredAt: new Date(trial_end * 1000) }]);
  });

  it("that ends without a payment method gives no access any more", async () => {
    const organization = await newOrganization({ createdAt: await stripeNow() });
    await checkout(organization);
    const customerId = await customerOf(organization);
    const started = await stripeNow();
    await subscribe(
      { customerId },
      {
        trial_end: seconds(addDays(started, 30)),
        trial_settings: { end_behavior: { missing_payment_method: "pause" } },
      },
    );
    await sync(customerId, started);
    expect(await accessAt(organization, addDays(started, 20))).toMatchObject({ access: "full" });
    const later = await advanceStripe(31);
    await sync(customerId, later);
    expect(await accessAt(organization, later)).toMatchObject({ access: "read_only", rule: "paused" });
  });
});

describe("a second subscription made by hand", () => {
  it("is kept, isn't refunded, is shown, and takes over when the first one ends", async () => {
    const organization = await subscriber();
    const { subscription: first } = await atStripe(organization);
    const second = await subscribe(organization, {
      items: [{ price: await priceId("unison_professional_year_usd_v1") }],
      default_payment_method: String(first.default_payment_method),
    });
    expect((await sync(organization.customerId))?.duplicates).toEqual([]);
    const both = await stateOf(organization.id);
    expect(both.subscription).toMatchObject({ stripeSubscriptionId: first.id, mrr: 19900 });
    expect(both.otherSubscriptions).toMatchObject([
      {
        stripeSubscriptionId: second.id,
        kind: "second_plan",
        planKey: "professional",
        amount: 214920,
        interval: "year",
      },
    ]);

    await stripe().subscriptions.cancel(first.id);
    await sync(organization.customerId);
    const after = await stateOf(organization.id);
    expect(after.subscription).toMatchObject({
      stripeSubscriptionId: second.id,
      status: "active",
      interval: "year",
      mrr: 17910,
    });
    expect(after.otherSubscriptions).toEqual([]);
    expect((await stripe().refunds.list({ limit: 100 })).data.map(({ charge }) => charge)).toEqual([]);
    expect(await kindsOf(organization)).toEqual([
      ["new", 19900],
      ["contraction", -1990],
    ]);
    expect(after.alerts).toEqual([expect.stringContaining("has a second subscription in Stripe")]);
  });

  it("gives full access to its plan while a payment for the one that counts is late, and MRR stays as it is", async () => {
    const organization = await subscriber("professional");
    const { subscription: first } = await atStripe(organization);
    await payWith(organization, "pm_card_chargeCustomerFail");
    const second = await subscribe(organization, {
      items: [{ price: await priceId("unison_enterprise_month_usd_v1") }],
      default_payment_method: String(first.default_payment_method),
    });
    const late = await advanceStripe(32);
    await sync(organization.customerId, late);
    const { subscription } = await stateOf(organization.id);
    expect(subscription).toMatchObject({ stripeSubscriptionId: first.id, status: "past_due", mrr: 19_900 });
    expect(await accessAt(organization, late)).toEqual({
      access: "full",
      rule: "other_subscription",
      plan: "enterprise",
    });

    await stripe().subscriptions.cancel(second.id);
    await sync(organization.customerId, late);
    expect(await accessAt(organization, late)).toEqual({
      access: "grace",
      rule: "payment_failed",
      plan: "professional",
    });
    await stripe().subscriptions.cancel(first.id);
    await sync(organization.customerId, late);
  });

  it("to a lower plan gives access when that of the one that counts has ended, and keeps its plan until then", async () => {
    const organization = await subscriber("professional");
    const { subscription: first } = await atStripe(organization);
    await payWith(organization, "pm_card_chargeCustomerFail");
    await subscribe(organization, {
      items: [{ price: await priceId("unison_starter_month_usd_v1") }],
      default_payment_method: String(first.default_payment_method),
    });
    const at = async (days: number) => {
      const now = await advanceStripe(days);
      await sync(organization.customerId, now);
      return accessAt(organization, now);
    };
    expect(await at(32)).toEqual({ access: "full", rule: "other_subscription", plan: "professional" });
    expect(await at(5)).toEqual({ access: "full", rule: "other_subscription", plan: "starter" });
    await stripe().subscriptions.cancel(first.id);
    expect(await at(0)).toEqual({ access: "full", rule: "paid", plan: "starter" });
  });

  it("to something foreign changes neither plan, access nor MRR", async () => {
    const organization = await newOrganization({ createdAt: await stripeNow() });
    await checkout(organization);
    const customerId = await customerOf(organization);
    const { id: product } = await stripe().products.create({ name: "Consulting retainer" });
    const foreign = await stripe().subscriptions.create({
      customer: customerId,
      items: [
        {
          price_data: {
            currency: "usd",
            product,
            unit_amount: 50_000,
            recurring: { interval: "month", interval_count: 3 },
          },
          quantity: 2,
        },
      ],
      collection_method: "send_invoice",
      days_until_due: 30,
    });
    await sync(customerId);
    const state = await stateOf(organization.id);
    expect(state.subscription).toMatchObject({ stripeSubscriptionId: null, status: "trialing", mrr: 0 });
    expect(state.otherSubscriptions).toMatchObject([
      {
        stripeSubscriptionId: foreign.id,
        kind: "foreign",
        description: "2 × Consulting retainer",
        amount: 100_000,
        interval: "month",
        intervalCount: 3,
      },
    ]);
    expect(state.movements).toEqual([]);
  });
});

describe("an own price", () => {
  it("on a product of the catalog is that plan at that amount", async () => {
    const organization = await customerWithCard();
    await subscribe(organization, {
      items: [
        {
          price_data: {
            currency: "usd",
            product: "unison_enterprise",
            unit_amount: 150_000,
            recurring: { interval: "month" },
          },
        },
      ],
    });
    await sync(organization.customerId);
    const { subscription, items, movements } = await stateOf(organization.id);
    expect(subscription).toMatchObject({
      status: "active",
      planKey: "enterprise",
      lookupKey: null,
      unitAmount: 150_000,
      mrr: 150_000,
    });
    expect(items).toMatchObject([{ kind: "plan", itemKey: "enterprise", lookupKey: null, name: "Enterprise" }]);
    expect(movements).toMatchObject([{ kind: "new", amount: 150_000, planAfter: "enterprise" }]);
    expect(await accessAt(organization, await stripeNow())).toMatchObject({ access: "full", plan: "enterprise" });
  });

  it("on a product of its own is an item of the subscription, and counts in MRR, in tiers and fractions too", async () => {
    const organization = await subscriber();
    const { id: product } = await stripe().products.create({ name: "Custom contract item" });
    const tiered = await stripe().prices.create({
      product,
      currency: "usd",
      billing_scheme: "tiered",
      tiers_mode: "graduated",
      tiers: [
        { up_to: 5, unit_amount: 1_000 },
        { up_to: "inf", unit_amount: 500 },
      ],
      recurring: { interval: "month" },
    });
    const fraction = {
      currency: "usd",
      product,
      unit_amount_decimal: "0.5",
      recurring: { interval: "month" as const },
    };
    await update(organization, {
      items: [
        { price: tiered.id, quantity: 7 },
        { price_data: { ...fraction }, quantity: 1_000 },
      ],
    } as Stripe.SubscriptionUpdateParams);
    await sync(organization.customerId);
    const { items, subscription } = await stateOf(organization.id);
    expect(items).toHaveLength(3);
    expect(items).toContainEqual(
      expect.objectContaining({
        kind: "custom",
        itemKey: null,
        name: "Custom contract item",
        quantity: 7,
        tiersMode: "graduated",
        recurringAmount: 6_000,
      }),
    );
    expect(items).toContainEqual(expect.objectContaining({ kind: "custom", unitAmount: 0.5, recurringAmount: 500 }));
    expect(subscription.mrr).toBe(19_900 + 6_000 + 500);
  });

  it("is read on a subscription with more items than Stripe lists at once", async () => {
    const organization = await subscriber();
    const { id: product } = await stripe().products.create({ name: "Line" });
    const prices = await Promise.all(
      Array.from({ length: 22 }, (_, index) =>
        stripe().prices.create({
          product,
          currency: "usd",
          unit_amount: 100 + index,
          recurring: { interval: "month" },
        }),
      ),
    );
    const { subscription } = await atStripe(organization);
    for (const { id } of prices.slice(0, 19)) {
      await stripe().subscriptionItems.create({ subscription: subscription.id, price: id });
    }
    await sync(organization.customerId);
    expect((await stateOf(organization.id)).items).toHaveLength(20);
  });
});

describe("prices that include tax", () => {
  it("count in MRR without it, after the discount, and are charged with it", async () => {
    const organization = await subscriber();
    const { id } = await stripe().taxRates.create({ display_name: "VAT", percentage: 19, inclusive: true });
    await update(organization, { default_tax_rates: [id] });
    await sync(organization.customerId);
    expect((await stateOf(organization.id)).subscription.mrr).toBe(16_723);
    const coupon = await stripe().coupons.create({ amount_off: 8_000, currency: "usd", duration: "forever" });
    await update(organization, { discounts: [{ coupon: coupon.id }] });
    await sync(organization.customerId);
    const { subscription, items } = await stateOf(organization.id);
    expect(subscription.mrr).toBe(10_000);
    expect(items).toMatchObject([{ recurringAmount: 19_900, includedTaxPercent: 19 }]);
  });
});

describe("discounts", () => {
  it("of the customer are counted and shown, until the subscription has one of its own", async () => {
    const organization = await subscriber();
    const coupon = await stripe().coupons.create({ percent_off: 50, duration: "forever", name: "Half" });
    await legacyCustomerDiscount(organization.customerId, coupon.id);
    await sync(organization.customerId);
    const common = await stateOf(organization.id);
    expect(common.discounts).toMatchObject([{ scope: "customer", name: "Half", percentOff: 50, duration: "forever" }]);
    expect(common.subscription.mrr).toBe(9950);

    const own = await stripe().coupons.create({ percent_off: 10, duration: "forever" });
    await update(organization, { discounts: [{ coupon: own.id }] });
    await sync(organization.customerId);
    const both = await stateOf(organization.id);
    expect(both.discounts.map(({ scope }) => scope).sort()).toEqual(["customer", "subscription"]);
    expect(both.subscription.mrr).toBe(17910);
  });

  it("whose coupon is deleted go on counting, and the sync goes on", async () => {
    const organization = await subscriber();
    const coupon = await stripe().coupons.create({ percent_off: 30, duration: "forever", name: "Partner" });
    await update(organization, { discounts: [{ coupon: coupon.id }] });
    await sync(organization.customerId);
    await stripe().coupons.del(coupon.id);
    await sync(organization.customerId);
    const { discounts, subscription } = await stateOf(organization.id);
    expect(discounts).toMatchObject([{ scope: "subscription", name: "Partner", percentOff: 30 }]);
    expect(subscription.mrr).toBe(13930);
  });

  it("that have ended since the last sync are no mismatch, and the next run of the job syncs their customer", async () => {
    const organization = await subscriber();
    await advanceStripe(10);
    const coupon = await stripe().coupons.create({ percent_off: 50, duration: "repeating", duration_in_months: 1 });
    await update(organization, { discounts: [{ coupon: coupon.id }] });
    await sync(organization.customerId, await advanceStripe(25));
    expect((await stateOf(organization.id)).subscription.mrr).toBe(9950);
    const now = await advanceStripe(8);
    expect(await withPlatform({ ...platform, now }, syncTurned)).toBe(1);
    const verdict = await withPlatform({ ...platform, now }, (ctx) =>
      verifyCustomer(ctx, { customerId: organization.customerId, reconciliationId: null }),
    );
    expect(verdict).toBe("equal");
    expect((await stateOf(organization.id)).subscription.mrr).toBe(19900);
    expect(await withPlatform({ ...platform, now }, syncTurned)).toBe(0);
  });

  it("that end are an expansion on the day they end, however late the sync is", async () => {
    const organization = await subscriber();
    const coupon = await stripe().coupons.create({ percent_off: 50, duration: "repeating", duration_in_months: 2 });
    await update(organization, { discounts: [{ coupon: coupon.id }] });
    await sync(organization.customerId, await stripeNow());
    const { discounts } = await stateOf(organization.id);
    const endsAt = discounts[0]?.endsAt;
    if (!endsAt) throw new Error("the discount has no end");

    const later = await advanceStripe(75);
    await sync(organization.customerId, later);
    const after = await stateOf(organization.id);
    expect(after.subscription.mrr).toBe(19900);
    expect(after.discounts).toEqual([]);
    expect(after.movements.at(-1)).toMatchObject({ kind: "expansion", amount: 9950, occurredAt: endsAt });
  });
});

/** Today's API sets discounts on subscriptions only. Customers that had one before keep it. */
async function legacyCustomerDiscount(customer: string, coupon: string): Promise<void> {
  const response = await fetch(`${stripeOrigin}/v1/customers/${customer}`, {
    method: "POST",
    headers: { authorization: "Bearer sk_test_local", "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ coupon }),
  });
  if (!response.ok) throw new Error(await response.text());
}

describe("a customer who pays by invoice", () => {
  const terms = { collection_method: "send_invoice", days_until_due: 30 } as const;

  it("is late from the due date on, counts for three weeks more, and is read-only after thirty days", async () => {
    const organization = await customerWithCard();
    const started = await stripeNow();
    await subscribe(organization, {
      ...terms,
      payment_behavior: undefined,
    } as Partial<Stripe.SubscriptionCreateParams>);
    await advanceStripe(1);
    await sync(organization.customerId, await stripeNow());
    const fresh = await stateOf(organization.id);
    expect(fresh.subscription).toMatchObject({ status: "active", collectionMethod: "send_invoice", mrr: 19900 });
    const due = fresh.invoices[0]?.dueAt;
    if (!due) throw new Error("the invoice has no due date");
    expect(due.getTime()).toBeGreaterThan(addDays(started, 29).getTime());

    const late = await advanceStripe(32);
    await sync(organization.customerId, late);
    const overdue = await stateOf(organization.id);
    expect(overdue.subscription).toMatchObject({
      status: "past_due",
      pastDueSince: due,
      failedPayments: 0,
      mrr: 19900,
    });
    expect(await accessAt(organization, late)).toMatchObject({ access: "grace", rule: "invoice_overdue" });
    expect(await accessAt(organization, addDays(due, 30))).toMatchObject({
      access: "read_only",
      rule: "invoice_long_overdue",
    });

    const delinquent = await advanceStripe(25);
    await sync(organization.customerId, delinquent);
    const { movements } = await stateOf(organization.id);
    expect(movements.at(-1)).toMatchObject({
      kind: "churn",
      cause: "delinquent",
      amount: -19900,
      occurredAt: addDays(due, 21),
    });
  });
});

describe("a pause of collection", () => {
  it.each(["keep_as_draft", "mark_uncollectible", "void"] as const)(
    "that treats invoices by %s keeps access, and MRR is paused",
    async (behavior) => {
      const organization = await subscriber();
      await update(organization, { pause_collection: { behavior } });
      await sync(organization.customerId);
      const { subscription } = await stateOf(organization.id);
      expect(subscription).toMatchObject({ status: "paused", pausedBehavior: behavior, mrr: 0 });
      expect(await accessAt(organization, await stripeNow())).toMatchObject({
        access: "full",
        rule: "collection_paused",
      });
      await update(organization, { pause_collection: "" });
      await sync(organization.customerId);
      expect(await kindsOf(organization)).toEqual([
        ["new", 19900],
        ["paused", -19900],
        ["resumed", 19900],
      ]);
    },
  );

  it("in which the customer cancels names what they used to pay", async () => {
    const organization = await subscriber();
    await update(organization, { pause_collection: { behavior: "void" } });
    await sync(organization.customerId);
    await stripe().subscriptions.cancel((await atStripe(organization)).subscription.id);
    await sync(organization.customerId);
    const { alerts, movements } = await stateOf(organization.id);
    expect(alerts).toEqual([expect.stringContaining("canceled Professional (−$199.00 MRR)")]);
    expect(movements.at(-1)).toMatchObject({ kind: "churn", amount: -19900 });
  });
});

describe("money given back", () => {
  it("is stored with its invoice, and MRR stays as it is", async () => {
    const organization = await subscriber();
    const [invoice] = (await stripe().invoices.list({ customer: organization.customerId })).data;
    const [payment] = (await stripe().invoicePayments.list({ invoice: invoice?.id ?? "" })).data;
    await stripe().refunds.create({ payment_intent: String(payment?.payment.payment_intent), amount: 10_000 });
    await stripe().creditNotes.create({ invoice: invoice?.id ?? "", amount: 5_000, credit_amount: 5_000 });
    await sync(organization.customerId);
    const { refunds, creditNotes, invoices, subscription } = await stateOf(organization.id);
    expect(refunds).toMatchObject([{ stripeInvoiceId: invoice?.id, amount: 10_000, status: "succeeded" }]);
    expect(creditNotes).toMatchObject([{ stripeInvoiceId: invoice?.id, amount: 5_000, status: "issued" }]);
    expect(invoices).toMatchObject([{ amountPaid: 19_900, amountRefunded: 10_000, amountCredited: 5_000 }]);
    expect(subscription.mrr).toBe(19_900);
  });
});

describe("a customer with more than a page of charges", () => {
  it("has the refund of the oldest one, too", async () => {
    const organization = await subscriber();
    const { customerId: customer } = organization;
    const [first] = (await stripe().charges.list({ customer })).data;
    await stripe().refunds.create({ charge: first?.id ?? "", amount: 1_000 });
    const { id: payment_method } = await stripe().paymentMethods.attach("pm_card_visa", { customer });
    await Promise.all(
      Array.from({ length: 101 }, () =>
        stripe().paymentIntents.create({
          customer,
          payment_method,
          amount: 500,
          currency: "usd",
          confirm: true,
          off_session: true,
        }),
      ),
    );
    await sync(customer);
    await sync(customer);
    const { refunds, invoices } = await stateOf(organization.id);
    expect(refunds).toMatchObject([{ amount: 1_000 }]);
    expect(invoices).toMatchObject([{ amountRefunded: 1_000 }]);
  });
});

describe("a schedule made by a person", () => {
  it("is shown with all its phases, and known as theirs", async () => {
    const organization = await subscriber();
    const { subscription } = await atStripe(organization);
    const schedule = await stripe().subscriptionSchedules.create({ from_subscription: subscription.id });
    const [current] = schedule.phases;
    if (!current) throw new Error("the schedule has no phase");
    const own = await stripe().prices.create({
      currency: "usd",
      product: "unison_enterprise",
      unit_amount: 150_000,
      recurring: { interval: "month" },
    });
    await stripe().subscriptionSchedules.update(schedule.id, {
      phases: [
        {
          items: subscription.items.data.map(({ price, quantity }) => ({ price: price.id, quantity: quantity ?? 1 })),
          start_date: current.start_date,
          end_date: current.end_date,
        },
        {
          items: [{ price: own.id, quantity: 1 }],
          duration: { interval: "month", interval_count: 12 },
        },
        {
          items: [{ price: await priceId("unison_enterprise_month_usd_v1"), quantity: 1 }],
          duration: { interval: "month", interval_count: 1 },
        },
      ],
    });
    await sync(organization.customerId);
    const { scheduledChange } = await stateOf(organization.id);
    expect(scheduledChange).toMatchObject({
      planKey: "enterprise",
      lookupKey: null,
      managed: false,
      endBehavior: "release",
      items: [
        { kind: "plan", itemKey: "enterprise", unitAmount: 150_000, recurringAmount: 150_000, name: "Enterprise" },
      ],
    });
    expect(scheduledChange?.phases.map(({ planKey, items }) => [planKey, items[0]?.unitAmount])).toEqual([
      ["enterprise", 150_000],
      ["enterprise", 99_900],
    ]);
  });
});

describe("a sync of a typical customer", () => {
  it("takes five calls to Stripe", async () => {
    const organization = await subscriber();
    const calls: string[] = [];
    const count = ({ path }: { path: string }) => calls.push(path.split("?")[0] ?? path);
    stripe().on("request", count);
    await sync(organization.customerId);
    stripe().off("request", count);
    expect(calls.toSorted()).toEqual([
      "/v1/charges",
      `/v1/customers/${organization.customerId}`,
      "/v1/invoiceitems",
      "/v1/invoices",
      "/v1/subscriptions",
    ]);
  });
});

describe("a customer deleted at Stripe", () => {
  it("is synced and marked, and its subscription has ended", async () => {
    const organization = await subscriber();
    await stripe().customers.del(organization.customerId);
    expect(await sync(organization.customerId)).toMatchObject({ deleted: true });
    await sync(organization.customerId);
    const { subscription } = await stateOf(organization.id);
    expect(subscription).toMatchObject({ status: "canceled", mrr: 0, customerDeletedAt: expect.any(Date) });
  });
});

describe("a refund of a payment that is more than a page of invoices ago", () => {
  it("is shown on its invoice, as for a recent one", async () => {
    const organization = await subscriber();
    const { customerId } = organization;
    const [first] = (await stripe().invoices.list({ customer: customerId })).data;
    for (let index = 0; index < 101; index += 1) {
      const { id } = await stripe().invoices.create({ customer: customerId, auto_advance: false });
      await stripe().invoices.finalizeInvoice(id);
    }
    await sync(customerId);
    const [charge] = (await stripe().charges.list({ customer: customerId })).data;
    await stripe().refunds.create({ charge: charge?.id ?? "", amount: 5_000 });
    await sync(customerId);
    const { invoices, refunds } = await stateOf(organization.id);
    const shown = invoices.find(({ stripeInvoiceId }) => stripeInvoiceId === first?.id);
    expect(invoices).toHaveLength(102);
    expect(shown).toMatchObject({ amountPaid: 19_900, amountRefunded: 5_000 });
    expect(refunds).toMatchObject([{ stripeInvoiceId: first?.id, amount: 5_000 }]);
  });
});
