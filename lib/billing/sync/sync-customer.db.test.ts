import "@/testing/billing/local-stripe";
import { sql } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { movements } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { assertMovements } from "@/lib/metrics";
import { asSystem } from "@/testing/actors";
import { clearFaults, injectFault } from "@/testing/billing/faults";
import { advanceStripe } from "@/testing/billing/local-stripe";
import { paidAtStripe, paysInSecondTab, stateOf, sync } from "@/testing/billing/stories";
import { newOrganization } from "@/testing/factories";
import { stripe } from "../stripe/stripe";
import { cancelDuplicate } from "./cancel-duplicate";

const platform = { actor: asSystem() } as const;

/** Movements add up to MRR after every test. */
afterEach(() => withPlatform(platform, assertMovements));

async function liveSubscription(customer: string) {
  const { data } = await stripe().subscriptions.list({ customer });
  const [subscription] = data;
  if (!subscription) throw new Error("no live subscription");
  return subscription;
}

async function priceId(lookupKey: string): Promise<string> {
  const { data } = await stripe().prices.list({ lookup_keys: [lookupKey] });
  return data[0]?.id ?? lookupKey;
}

describe("a sync", () => {
  it("run ten times at once has each effect once", async () => {
    const organization = await paidAtStripe();
    await Promise.all(Array.from({ length: 10 }, () => sync(organization.customerId)));
    const state = await stateOf(organization.id);
    expect(state.subscription).toMatchObject({
      status: "active",
      planKey: "professional",
      lookupKey: "unison_professional_month_usd_v1",
      interval: "month",
      unitAmount: 19900,
      currency: "usd",
      mrr: 19900,
      cardBrand: "visa",
      cardLast4: "4242",
    });
    expect(state.invoices).toMatchObject([{ status: "paid", total: 19900, amountPaid: 19900 }]);
    expect(state.invoices[0]?.invoicePdfUrl).toMatch(/^http/);
    expect(state.movements).toHaveLength(1);
    expect(state.emails).toEqual(["payment-succeeded"]);
    expect(state.audit).toEqual(["billing.checkout_started", "billing.subscription_started"]);
  });

  it("of an unknown customer changes nothing", async () => {
    const { id } = await stripe().customers.create({ email: "someone@else.example" });
    expect(await sync(id)).toBeUndefined();
  });

  it("reads all invoices it doesn't know yet, however many there are", async () => {
    const organization = await paidAtStripe();
    const customer = organization.customerId;
    await Promise.all(Array.from({ length: 101 }, () => stripe().invoices.create({ customer })));
    await sync(customer);
    const { invoices } = await stateOf(organization.id);
    expect(invoices).toHaveLength(102);
    expect(invoices.filter(({ status }) => status === "paid")).toHaveLength(1);
    await sync(customer);
    expect((await stateOf(organization.id)).invoices).toHaveLength(102);
  });

  it("leaves a trial without a purchase alone", async () => {
    const organization = await newOrganization();
    const { id: customer } = await stripe().customers.create({});
    await withPlatform(platform, ({ tx }) =>
      tx.execute(
        sql`update subscriptions set stripe_customer_id = ${customer} where organization_id = ${organization.id}`,
      ),
    );
    const before = await stateOf(organization.id);
    await sync(customer);
    const { subscription, trial, movements: booked } = await stateOf(organization.id);
    expect(subscription).toEqual(before.subscription);
    expect(subscription).toMatchObject({ status: "trialing", planKey: "starter" });
    expect(trial).toEqual(before.trial);
    expect(booked).toEqual([]);
  });

  it("follows a change of plan", async () => {
    const organization = await paidAtStripe("starter");
    await sync(organization.customerId);
    const { id, items } = await liveSubscription(organization.customerId);
    const price = await priceId("unison_professional_month_usd_v1");
    await stripe().subscriptions.update(id, { items: [{ id: items.data[0]?.id ?? "", price }] });
    await sync(organization.customerId);
    const state = await stateOf(organization.id);
    expect(state.subscription).toMatchObject({ planKey: "professional", mrr: 19900 });
    expect(state.movements).toMatchObject([
      { kind: "new", amount: 4900 },
      { kind: "expansion", amount: 15000, planBefore: "starter", planAfter: "professional" },
    ]);
    expect(state.audit.at(-1)).toBe("billing.subscription_changed");
  });

  it("follows a cancellation, its withdrawal, and the end", async () => {
    const organization = await paidAtStripe();
    const subscription = await liveSubscription(organization.customerId);
    const end = subscription.items.data[0]?.current_period_end ?? 0;
    await sync(organization.customerId);
    await stripe().subscriptions.update(subscription.id, { cancel_at: end });
    await sync(organization.customerId);
    expect((await stateOf(organization.id)).subscription).toMatchObject({
      status: "active",
      cancelAt: new Date(end * 1000),
    });
    await stripe().subscriptions.update(subscription.id, { cancel_at: "" });
    await sync(organization.customerId);
    expect((await stateOf(organization.id)).subscription.cancelAt).toBeNull();
    await stripe().subscriptions.cancel(subscription.id);
    await sync(organization.customerId);
    await sync(organization.customerId);
    const state = await stateOf(organization.id);
    expect(state.subscription).toMatchObject({ status: "canceled", planKey: "professional", mrr: 0, cancelAt: null });
    expect(state.subscription.endedAt).not.toBeNull();
    expect(state.items).toEqual([]);
    expect(state.movements).toMatchObject([{ kind: "new" }, { kind: "churn", amount: -19900, cause: "voluntary" }]);
    expect(state.audit.slice(1)).toEqual([
      "billing.subscription_started",
      "billing.cancellation_scheduled",
      "billing.cancellation_withdrawn",
      "billing.subscription_ended",
    ]);
  });

  it("records a failed payment and the recovery", async () => {
    const organization = await paidAtStripe();
    await sync(organization.customerId);
    const subscription = await liveSubscription(organization.customerId);
    const failing = await stripe().paymentMethods.attach("pm_card_chargeCustomerFail", {
      customer: organization.customerId,
    });
    await stripe().subscriptions.update(subscription.id, { default_payment_method: failing.id });
    const due = await advanceStripe(32);
    await sync(organization.customerId, due);
    const late = await stateOf(organization.id);
    expect(late.subscription).toMatchObject({ status: "past_due", mrr: 19900 });
    expect(late.subscription.failedPayments).toBeGreaterThan(0);
    expect(late.subscription.pastDueSince).not.toBeNull();
    expect(late.audit).toContain("billing.payment_failed");
    expect(late.emails).toContain("payment-failed");

    const good = await stripe().paymentMethods.attach("pm_card_visa", { customer: organization.customerId });
    await stripe().subscriptions.update(subscription.id, { default_payment_method: good.id });
    const open = await stripe().invoices.list({ customer: organization.customerId, status: "open" });
    await stripe().invoices.pay(open.data[0]?.id ?? "", { payment_method: good.id });
    await sync(organization.customerId, due);
    const paid = await stateOf(organization.id);
    expect(paid.subscription).toMatchObject({ status: "active", failedPayments: 0, pastDueSince: null, mrr: 19900 });
    expect(paid.audit.at(-1)).toBe("billing.payment_recovered");
    expect(paid.movements).toHaveLength(1);
  });

  it("cancels and refunds a second paid subscription, and records it once", async () => {
    const organization = await paidAtStripe();
    await sync(organization.customerId);
    const first = await liveSubscription(organization.customerId);
    const second = await paysInSecondTab(organization, await priceId("unison_professional_month_usd_v1"));
    expect(second.status).toBe("active");
    await sync(organization.customerId);
    const input = { organizationId: organization.id, subscriptionId: second.id };
    await Promise.all([1, 2, 3].map(() => withPlatform(platform, (ctx) => cancelDuplicate(ctx, input))));
    await sync(organization.customerId);
    expect((await stripe().subscriptions.list({ customer: organization.customerId })).data.map(({ id }) => id)).toEqual(
      [first.id],
    );
    const refunds = await stripe().refunds.list({ limit: 10 });
    expect(refunds.data.map(({ amount }) => amount)).toEqual([19900]);
    const state = await stateOf(organization.id);
    expect(state.subscription).toMatchObject({ stripeSubscriptionId: first.id, mrr: 19900 });
    expect(state.audit.filter((action) => action === "billing.duplicate_canceled")).toHaveLength(1);
    expect(state.movements).toHaveLength(1);
  });

  it("refunds a second subscription before canceling it, and only once, however late the retry", async () => {
    const organization = await paidAtStripe();
    await sync(organization.customerId);
    const second = await paysInSecondTab(organization, await priceId("unison_professional_month_usd_v1"));
    const input = { organizationId: organization.id, subscriptionId: second.id };
    const refunded = async () => {
      const { data } = await stripe().refunds.list({ limit: 100 });
      return data.filter(({ customer }) => customer === organization.customerId).map(({ amount }) => amount);
    };
    await injectFault({ kind: "server_error", method: "POST", path: "/v1/refunds" });
    await expect(withPlatform(platform, (ctx) => cancelDuplicate(ctx, input))).rejects.toThrow();
    expect((await stripe().subscriptions.retrieve(second.id)).status).toBe("active");
    await clearFaults();
    // The refund of an earlier run, whose idempotency key Stripe has forgotten.
    const [invoice] = (await stripe().invoices.list({ subscription: second.id })).data;
    const [paid] = (await stripe().invoicePayments.list({ invoice: invoice?.id ?? "" })).data;
    await stripe().refunds.create({ payment_intent: String(paid?.payment.payment_intent) });
    await withPlatform(platform, (ctx) => cancelDuplicate(ctx, input));
    expect(await refunded()).toEqual([19900]);
    expect((await stripe().subscriptions.retrieve(second.id)).status).toBe("canceled");
    expect((await stateOf(organization.id)).audit).toContain("billing.duplicate_canceled");
  });

  it("keeps a second subscription if the first has ended in Stripe meanwhile, since it is the only one left", async () => {
    const organization = await paidAtStripe();
    await sync(organization.customerId);
    const first = await liveSubscription(organization.customerId);
    const second = await paysInSecondTab(organization, await priceId("unison_professional_month_usd_v1"));
    await sync(organization.customerId);
    await stripe().subscriptions.cancel(first.id);
    const input = { organizationId: organization.id, subscriptionId: second.id };
    await withPlatform(platform, (ctx) => cancelDuplicate(ctx, input));
    await sync(organization.customerId);
    expect((await stripe().subscriptions.retrieve(second.id)).status).toBe("active");
    const { subscription } = await stateOf(organization.id);
    expect(subscription).toMatchObject({ stripeSubscriptionId: second.id, status: "active", mrr: 19900 });
  });
});

describe("the ledger check", () => {
  it("fails with the organization's id if movements don't add up to its MRR", async () => {
    const organization = await paidAtStripe();
    await sync(organization.customerId);
    const wrong = withPlatform(platform, async (ctx) => {
      await ctx.tx.insert(movements).values({
        organizationId: organization.id,
        id: crypto.randomUUID(),
        kind: "expansion",
        currency: "usd",
        amount: 1,
        mrrBefore: 19900,
        mrrAfter: 19901,
        occurredAt: ctx.now,
        createdAt: ctx.now,
      });
      await assertMovements(ctx);
    });
    await expect(wrong).rejects.toThrow(`${organization.id}: 19901 booked, MRR 19900 usd`);
  });
});
