import "@/testing/billing/local-stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalog } from "@/lib/catalog";
import { withPlatform } from "@/lib/context";
import { addHours, day } from "@/lib/durations";
import { entitlementsOf } from "@/lib/entitlements";
import { found } from "@/lib/errors";
import { readingDifferences } from "@/lib/reconciliation/compare/reading-differences";
import { readShown } from "@/lib/reconciliation/compare/shown";
import { readCustomer } from "@/lib/reconciliation/reading/read-customer";
import { readingOf } from "@/lib/reconciliation/reading/reading";
import { pacedCalls } from "@/lib/reconciliation/stripe/paced-calls";
import { asSystem } from "@/testing/actors";
import { advanceStripe, payInvoice, stripeOrigin } from "@/testing/billing/local-stripe";
import { stateOf, sync } from "@/testing/billing/stories";
import { atStripe, does, invoicesAtStripe, payWith, type Subscriber, subscriber } from "@/testing/billing/subscribers";
import { inOrganization } from "@/testing/factories";
import { billingSummary, openInvoice, payUnpaid } from "../index";
import { stripe } from "../stripe/stripe";

/** The company set in Stripe's dashboard that subscriptions become unpaid after the last retry, instead of being canceled. */

const whenRetriesFail = (end: "canceled" | "unpaid" | "past_due") =>
  fetch(`${stripeOrigin}/_local/settings`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ dunning: { end } }),
  });

beforeAll(() => whenRetriesFail("unpaid"));
afterAll(() => whenRetriesFail("canceled"));

/** A customer whose card has been declined since the first renewal, day by day. */
async function failingFor(days: number): Promise<Subscriber & { now: Date }> {
  const organization = await subscriber();
  await payWith(organization, "pm_card_chargeCustomerFail");
  const renewsAt = (await stateOf(organization.id)).subscription.currentPeriodEnd;
  // Stripe charges an hour after the renewal.
  const renewed = addHours(found(renewsAt ?? undefined, "renewal"), 2);
  let now = await advanceStripe((renewed.getTime() - (await advanceStripe(0)).getTime()) / day);
  await sync(organization.customerId, now);
  for (let passed = 0; passed < days; passed += 2) {
    now = await advanceStripe(2);
    await sync(organization.customerId, now);
  }
  return { ...organization, now };
}

async function differencesOf({ id, customerId, now }: Subscriber & { now: Date }) {
  const counts = (await stateOf(id, now)).subscription.stripeSubscriptionId;
  const read = found(await readCustomer(pacedCalls, catalog, { customerId, counts }), "customer");
  return withPlatform({ actor: asSystem(), now }, async (ctx) =>
    readingDifferences(customerId, await readShown(ctx, id), readingOf(catalog, read, now)),
  );
}

const accessOf = async ({ id, now }: Subscriber & { now: Date }) => {
  const { access, accessRule } = await inOrganization(id, entitlementsOf, now);
  return { access, accessRule };
};

const owedBy = ({ id, now }: Subscriber & { now: Date }) => inOrganization(id, openInvoice, now);

const statusAtStripe = async (who: Subscriber) => (await atStripe(who)).subscription.status;

describe("a customer whose subscription Stripe has marked unpaid", () => {
  it("is read-only, was emailed three times, is churned, owes the invoice, and the reconciliation agrees", async () => {
    const who = await failingFor(16);
    expect(await statusAtStripe(who)).toBe("unpaid");
    expect(await accessOf(who)).toEqual({ access: "read_only", accessRule: "unpaid" });
    const { subscription, emails, movements, audit } = await stateOf(who.id, who.now);
    expect(subscription).toMatchObject({ status: "unpaid", mrr: 0, endedAt: null });
    expect(emails.filter((template) => template === "payment-failed")).toHaveLength(3);
    expect(movements.at(-1)).toMatchObject({ kind: "churn", amount: -19_900 });
    expect(audit.filter((action) => action === "billing.subscription_ended")).toEqual([]);
    expect(await owedBy(who)).toMatchObject({
      amount: 19_900,
      count: 1,
      currentPeriod: null,
      nextAttemptAt: null,
      issue: "declined",
    });
    expect(await inOrganization(who.id, billingSummary, who.now)).toMatchObject({ status: "unpaid", nextCharge: null });
    expect(await differencesOf(who)).toEqual([]);
  });

  it("owes the current period too, once it renewed as a draft, and is emailed nothing about it", async () => {
    const who = await failingFor(36);
    const [draft] = await invoicesAtStripe(who);
    expect(draft).toMatchObject({ status: "draft", amount_due: 19_900 });
    expect(await owedBy(who)).toMatchObject({ amount: 39_800, count: 2, currentPeriod: 19_900 });
    expect((await stateOf(who.id, who.now)).emails.filter((each) => each === "payment-failed")).toHaveLength(3);
    expect(await differencesOf(who)).toEqual([]);
  });

  it("never owes the periods in between, in which it had no access", async () => {
    const who = await failingFor(68);
    const statuses = (await invoicesAtStripe(who)).map(({ status }) => status);
    expect(statuses).toEqual(["draft", "draft", "open", "paid"]);
    expect(await owedBy(who)).toMatchObject({ amount: 39_800, count: 2, currentPeriod: 19_900 });
    await payWith(who, "pm_card_visa");
    await does(who, (ctx) => payUnpaid(ctx, { amount: 39_800, currency: "usd" }), { now: who.now });
    expect(await statusAtStripe(who)).toBe("active");
    expect((await invoicesAtStripe(who)).map(({ status }) => status)).toEqual(["paid", "draft", "paid", "paid"]);
  });

  it("has full access again after paying the amount that was shown", async () => {
    const who = await failingFor(36);
    await payWith(who, "pm_card_visa");
    const pays = (amount: number) => does(who, (ctx) => payUnpaid(ctx, { amount, currency: "usd" }), { now: who.now });
    await expect(pays(19_900)).rejects.toMatchObject({ code: "conflict" });
    expect((await invoicesAtStripe(who)).map(({ status }) => status)).toEqual(["draft", "open", "paid"]);
    expect(await pays(39_800)).toEqual({ paid: true });
    expect(await statusAtStripe(who)).toBe("active");
    expect(await accessOf(who)).toEqual({ access: "full", accessRule: "paid" });
    const { subscription, movements, audit } = await stateOf(who.id, who.now);
    expect(subscription).toMatchObject({ status: "active", mrr: 19_900, failedPayments: 0, pastDueSince: null });
    expect(movements.at(-1)).toMatchObject({ kind: "reactivation", amount: 19_900 });
    expect(audit).toEqual(expect.arrayContaining(["billing.owed_paid", "billing.payment_recovered"]));
    expect(await owedBy(who)).toBeNull();
    expect(await differencesOf(who)).toEqual([]);
  });

  it("is charged nothing for the current period while the card is declined for the earlier invoice", async () => {
    const who = await failingFor(36);
    const result = await does(who, (ctx) => payUnpaid(ctx, { amount: 39_800, currency: "usd" }), { now: who.now });
    expect(result).toEqual({ paid: false });
    expect((await invoicesAtStripe(who)).map(({ status }) => status)).toEqual(["draft", "open", "paid"]);
    expect(await accessOf(who)).toMatchObject({ access: "read_only" });
  });

  it("still owes the current period after paying the open invoice on Stripe's page, and can pay it", async () => {
    const who = await failingFor(36);
    const [, open] = await invoicesAtStripe(who);
    await payInvoice(found(open?.hosted_invoice_url ?? undefined, "invoice page"));
    await sync(who.customerId, who.now);
    expect(await statusAtStripe(who)).toBe("unpaid");
    expect(await owedBy(who)).toMatchObject({ amount: 19_900, count: 1, currentPeriod: 19_900, payUrl: null });
    await payWith(who, "pm_card_visa");
    await does(who, (ctx) => payUnpaid(ctx, { amount: 19_900, currency: "usd" }), { now: who.now });
    expect(await accessOf(who)).toEqual({ access: "full", accessRule: "paid" });
  });

  it("owes the earlier invoice alone, and is active with it, once a person voids the current one", async () => {
    const who = await failingFor(36);
    const id = (await invoicesAtStripe(who))[0]?.id ?? "";
    await stripe().invoices.finalizeInvoice(id, { auto_advance: false });
    await stripe().invoices.voidInvoice(id);
    await sync(who.customerId, who.now);
    expect(await owedBy(who)).toMatchObject({ amount: 19_900, count: 1, currentPeriod: null });
    await payWith(who, "pm_card_visa");
    await does(who, (ctx) => payUnpaid(ctx, { amount: 19_900, currency: "usd" }), { now: who.now });
    expect(await accessOf(who)).toEqual({ access: "full", accessRule: "paid" });
  });
});

describe("a customer whose subscription Stripe leaves past due after the last retry", () => {
  it("stays read-only and owes the invoice, and pays it to be active again", async () => {
    await whenRetriesFail("past_due");
    const who = await failingFor(16);
    await whenRetriesFail("unpaid");
    expect(await statusAtStripe(who)).toBe("past_due");
    expect(await accessOf(who)).toEqual({ access: "read_only", accessRule: "payments_failed_thrice" });
    expect(await owedBy(who)).toMatchObject({ amount: 19_900, count: 1, currentPeriod: null, nextAttemptAt: null });
    expect(await differencesOf(who)).toEqual([]);
    const [open] = await invoicesAtStripe(who);
    await payInvoice(found(open?.hosted_invoice_url ?? undefined, "invoice page"));
    await sync(who.customerId, who.now);
    expect(await accessOf(who)).toEqual({ access: "full", accessRule: "paid" });
  });
});
