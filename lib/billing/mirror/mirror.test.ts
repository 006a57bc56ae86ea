import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { catalog } from "@/lib/catalog";
import {
  periodEnd,
  periodStart,
  seconds,
  stripeCard,
  stripeCustomer,
  stripeInvoice,
  stripeItem,
  stripePrice,
  stripeState,
  stripeSubscription,
} from "@/testing/billing/stripe-shapes";
import { mirrorOf } from "./mirror";

const now = new Date("2026-11-21T00:00:00Z");
const at = (unix: number) => new Date(unix * 1000);
const starter = stripePrice({ lookupKey: "unison_starter_year_usd_v1", unitAmount: 52920, interval: "year" });
const professional = stripePrice({ lookupKey: "unison_professional_month_usd_v1" });

const mirror = (...subscriptions: Stripe.Subscription[]) => mirrorOf(catalog, stripeState({ subscriptions }), now);
const only = (given: Parameters<typeof stripeSubscription>[0] = {}) => mirror(stripeSubscription(given)).subscription;

const invoiceParent = (subscription: string): Stripe.Invoice.Parent => ({
  quote_details: null,
  subscription_details: { metadata: {}, subscription },
  type: "subscription_details",
});

describe("a subscription", () => {
  it("is described in the catalog's terms", () => {
    expect(only()).toMatchObject({
      stripeSubscriptionId: "sub_1",
      lifecycle: "active",
      planKey: "professional",
      lookupKey: "unison_professional_month_usd_v1",
      interval: "month",
      currency: "usd",
      unitAmount: 19900,
      anchorAt: at(periodStart),
      currentPeriodStart: at(periodStart),
      currentPeriodEnd: at(periodEnd),
      startedAt: at(periodStart),
      cancelAt: null,
      endedAt: null,
      failedPayments: 0,
      mrr: 19900,
      items: [{ kind: "plan", itemKey: "professional", quantity: 1, unitAmount: 19900, interval: "month" }],
    });
  });

  it("counts a twelfth of a yearly price as MRR", () => {
    expect(only({ items: [stripeItem(starter)] })).toMatchObject({ planKey: "starter", interval: "year", mrr: 4410 });
  });

  it("has its add-ons with their quantities", () => {
    const [addOn] = catalog.addOns;
    const price = stripePrice({ lookupKey: `unison_${addOn?.key}_month_usd_v1`, unitAmount: 500 });
    const items = [stripeItem(professional), stripeItem(price, { quantity: 3 })];
    expect(only({ items })).toMatchObject({
      mrr: 21400,
      items: [{ kind: "plan" }, { kind: "add_on", itemKey: addOn?.key, quantity: 3 }],
    });
  });

  it("keeps the price it was sold at when the lookup key moves to another price", () => {
    const moved = { ...stripePrice({ lookupKey: null }), metadata: { lookup_key: "unison_professional_month_usd_v1" } };
    expect(only({ items: [stripeItem(moved)] })).toMatchObject({ planKey: "professional" });
  });

  it("is ignored without a plan of the catalog", () => {
    expect(
      only({
        items: [stripeItem(stripePrice({ lookupKey: "another_product_month_usd_v1", product: "another_product" }))],
      }),
    ).toBeUndefined();
  });

  it.each<[string, Partial<Stripe.Subscription>, string, number]>([
    ["trialing", { status: "trialing" }, "trialing", 0],
    ["active", { status: "active" }, "active", 19900],
    ["past_due", { status: "past_due" }, "past_due", 19900],
    ["unpaid", { status: "unpaid" }, "unpaid", 0],
    ["paused", { status: "paused" }, "paused", 0],
    ["paused collection", { pause_collection: { behavior: "void", resumes_at: null } }, "paused", 0],
    ["incomplete", { status: "incomplete" }, "incomplete", 0],
    ["canceled", { status: "canceled", ended_at: periodEnd }, "ended", 0],
  ])("%s", (_what, given, lifecycle, mrr) => {
    expect(only(given as Parameters<typeof stripeSubscription>[0])).toMatchObject({ lifecycle, mrr });
  });

  it("whose first payment was never made is ignored", () => {
    expect(only({ status: "incomplete_expired" })).toBeUndefined();
    const canceled = stripeSubscription({ status: "canceled", ended_at: periodEnd });
    expect(
      mirrorOf(catalog, stripeState({ subscriptions: [canceled], invoices: [] }), now).subscription,
    ).toBeUndefined();
  });

  it("with an unknown status stops the sync", () => {
    expect(() => only({ status: "dormant" })).toThrow("unknown subscription status: dormant");
  });

  it("ends by the period in classic billing and by a date in flexible billing", () => {
    expect(only({ cancel_at_period_end: true })?.cancelAt).toEqual(at(periodEnd));
    expect(only({ cancel_at: periodEnd })?.cancelAt).toEqual(at(periodEnd));
  });

  it("that ended for lack of payment is delinquent churn, any other voluntary", () => {
    const details = { comment: null, feedback: null, feedback_option: null };
    const ended = { status: "canceled" as const, ended_at: periodEnd };
    expect(only({ ...ended, cancellation_details: { ...details, reason: "payment_failed" } })?.lossCause).toBe(
      "delinquent",
    );
    expect(only({ ...ended, cancellation_details: { ...details, reason: "cancellation_requested" } })?.lossCause).toBe(
      "voluntary",
    );
  });

  it("has the number of failed payments, and since when it is past due", () => {
    const open = stripeInvoice({
      id: "in_2",
      status: "open",
      billing_reason: "subscription_cycle",
      attempt_count: 2,
      status_transitions: { finalized_at: periodEnd, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    });
    const subscriptions = [stripeSubscription({ status: "past_due" })];
    const state = stripeState({ subscriptions, invoices: [stripeInvoice(), open] });
    expect(mirrorOf(catalog, state, at(periodEnd)).subscription).toMatchObject({
      failedPayments: 2,
      pastDueSince: at(periodEnd),
      mrr: 19900,
    });
    expect(mirrorOf(catalog, state, new Date(at(periodEnd).getTime() + 21 * 86_400_000)).subscription?.mrr).toBe(0);
  });

  it("is discounted by a lasting coupon, on the products it applies to", () => {
    const coupon = (given: Partial<Stripe.Coupon>): Stripe.Coupon => ({
      id: "co_1",
      object: "coupon",
      amount_off: null,
      created: periodStart,
      currency: null,
      duration: "forever",
      duration_in_months: null,
      livemode: false,
      max_redemptions: null,
      metadata: {},
      name: "Friends",
      percent_off: 10,
      redeem_by: null,
      times_redeemed: 1,
      valid: true,
      ...given,
    });
    const discount: Stripe.Discount = {
      id: "di_1",
      object: "discount",
      checkout_session: null,
      customer: "cus_1",
      customer_account: null,
      end: null,
      invoice: null,
      invoice_item: null,
      promotion_code: null,
      source: { coupon: "co_1", type: "coupon" },
      start: periodStart,
      subscription: "sub_1",
      subscription_item: null,
    };
    const subscriptions = [stripeSubscription({ discounts: [discount] })];
    const mrr = (given: Partial<Stripe.Coupon>) =>
      mirrorOf(catalog, stripeState({ subscriptions, coupons: new Map([["co_1", coupon(given)]]) }), now).subscription
        ?.mrr;
    expect(mrr({})).toBe(17910);
    expect(mrr({ duration: "once" })).toBe(19900);
    expect(mrr({ applies_to: { products: ["something_else"] } })).toBe(19900);
    expect(mrr({ applies_to: { products: ["unison_professional"] } })).toBe(17910);
  });
});

describe("several subscriptions", () => {
  const metadata = { organization_id: "019a0000-0000-7000-8000-000000000000" };
  const older = stripeSubscription({ id: "sub_old", metadata, start_date: seconds("2026-10-01T00:00:00Z") });
  const newer = stripeSubscription({ id: "sub_new", metadata, start_date: seconds("2026-11-20T00:00:00Z") });
  const gone = stripeSubscription({ id: "sub_gone", status: "canceled", start_date: seconds("2026-09-01T00:00:00Z") });

  it("that two tabs bought: the oldest counts, the others are duplicates, in whatever order Stripe lists them", () => {
    for (const listed of [
      [older, newer],
      [newer, older],
    ]) {
      expect(mirror(...listed)).toMatchObject({
        subscription: { stripeSubscriptionId: "sub_old" },
        duplicates: ["sub_new"],
      });
    }
  });

  it.each([
    ["the second", older, { ...newer, metadata: {} }],
    ["the first", { ...older, metadata: {} }, newer],
  ])("of which a person made %s by hand: none is a duplicate, and both are shown", (_which, first, second) => {
    expect(mirror(second, first)).toMatchObject({
      subscription: { stripeSubscriptionId: "sub_old" },
      duplicates: [],
      otherSubscriptions: [
        { stripeSubscriptionId: "sub_new", kind: "second_plan", planKey: "professional", amount: 19900 },
      ],
    });
  });

  it("one of which is to something foreign: that one is shown and changes nothing", () => {
    const price = stripePrice({ lookupKey: null, product: "consulting", unitAmount: 50_000, interval: "week" });
    const foreign = stripeSubscription({ id: "sub_foreign", items: [stripeItem(price, { quantity: 2 })] });
    const state = stripeState({
      subscriptions: [foreign, older],
      products: new Map([["consulting", "Consulting"]]),
    });
    expect(mirrorOf(catalog, state, now)).toMatchObject({
      subscription: { stripeSubscriptionId: "sub_old", mrr: 19900 },
      otherSubscriptions: [
        { kind: "foreign", description: "2 × Consulting", amount: 100_000, interval: "week", planKey: null },
      ],
    });
  });

  it("one ended, one live: the live one counts", () => {
    expect(mirror(gone, newer)).toMatchObject({ subscription: { stripeSubscriptionId: "sub_new" }, duplicates: [] });
  });

  it("that are live, one of which is already ours: that one keeps counting", () => {
    const state = stripeState({ subscriptions: [newer, older] });
    expect(mirrorOf(catalog, state, now, { counted: "sub_new", discounts: new Map() })).toMatchObject({
      subscription: { stripeSubscriptionId: "sub_new" },
      duplicates: ["sub_old"],
    });
  });

  it("one unpaid, one ended: the ended one still shows", () => {
    const trying = stripeSubscription({ id: "sub_try", status: "incomplete", start_date: periodEnd });
    const invoices = [stripeInvoice({ parent: invoiceParent("sub_gone") })];
    const state = stripeState({ subscriptions: [trying, gone], invoices });
    expect(mirrorOf(catalog, state, now).subscription).toMatchObject({
      stripeSubscriptionId: "sub_gone",
      lifecycle: "ended",
    });
  });
});

describe("an invoice", () => {
  it("has its tax, its dates and its links", () => {
    const taxed = stripeInvoice({
      total_taxes: [
        {
          amount: 1592,
          tax_behavior: "exclusive",
          tax_rate_details: null,
          taxability_reason: "standard_rated",
          taxable_amount: 19900,
          type: "tax_rate_details",
        },
      ],
      total: 21492,
    });
    expect(mirrorOf(catalog, stripeState({ invoices: [taxed] }), now).invoices).toEqual([
      expect.objectContaining({
        stripeInvoiceId: "in_1",
        number: "A1B2C3D4-0001",
        status: "paid",
        subtotal: 19900,
        tax: 1592,
        total: 21492,
        amountPaid: 19900,
        paidAt: at(periodStart),
        invoicePdfUrl: "https://invoice.stripe.com/i/1/pdf",
      }),
    ]);
  });
});

describe("the card", () => {
  it("is the subscription's own, or else the customer's", () => {
    const subscriptions = [stripeSubscription({ default_payment_method: stripeCard("1111") })];
    const customer = stripeCustomer(stripeCard("4242"));
    expect(mirrorOf(catalog, stripeState({ subscriptions, customer }), now).card).toEqual({
      cardBrand: "visa",
      cardLast4: "1111",
      cardExpires: "03/2030",
    });
    expect(mirrorOf(catalog, stripeState({ customer }), now).card?.cardLast4).toBe("4242");
  });

  it("is missing for a customer deleted in Stripe", () => {
    const customer: Stripe.DeletedCustomer = { id: "cus_1", object: "customer", deleted: true };
    expect(mirrorOf(catalog, stripeState({ customer, subscriptions: [] }), now)).toMatchObject({
      card: null,
      subscription: undefined,
    });
  });
});

describe("what is pending", () => {
  it("includes a change that awaits payment, with the link to pay it", () => {
    const pending_update: Stripe.Subscription.PendingUpdate = {
      billing_cycle_anchor: null,
      cancel_at_period_end: null,
      discount: null,
      discounts: null,
      expires_at: periodEnd,
      metadata: null,
      subscription_items: [stripeItem(stripePrice({ lookupKey: "unison_enterprise_month_usd_v1" }))],
      trial_end: null,
      trial_from_plan: null,
    };
    expect(only({ pending_update })).toMatchObject({
      planKey: "professional",
      pendingChange: {
        planKey: "enterprise",
        expiresAt: at(periodEnd),
        invoiceUrl: "https://invoice.stripe.com/i/1",
      },
    });
    expect(only()).toMatchObject({ pendingChange: null });
  });

  it("includes when and why the customer canceled; a reason we don't know is dropped", () => {
    const asked = (feedback: string) =>
      only({
        canceled_at: periodStart,
        cancellation_details: {
          comment: "No FIFO.",
          feedback: feedback as "unused",
          feedback_option: null,
          reason: "cancellation_requested",
        },
      });
    expect(asked("too_expensive")).toMatchObject({
      cancelReason: "too_expensive",
      cancelComment: "No FIFO.",
      cancelRequestedAt: at(periodStart),
    });
    expect(asked("bored")).toMatchObject({ cancelReason: null });
  });

  it("includes nothing for a schedule that is unknown or changes nothing", () => {
    expect(only({ schedule: "sub_sched_1" })).toMatchObject({ stripeScheduleId: null, scheduledChange: null });
  });
});

describe("metered overage", () => {
  it("is an item of its own kind, without quantity or MRR", () => {
    const overage = stripePrice({
      lookupKey: "unison_enterprise_api_calls_overage_month_usd_v1",
      unitAmount: 50,
      metered: true,
    });
    const { quantity: _, ...item } = stripeItem(overage);
    const enterprise = stripeItem(stripePrice({ lookupKey: "unison_enterprise_month_usd_v1", unitAmount: 99_900 }));
    const found = only({ items: [enterprise, item] });
    expect(found?.items[1]).toMatchObject({ kind: "overage", itemKey: "api_calls", quantity: 0 });
    expect(found?.mrr).toBe(99_900);
  });
});
