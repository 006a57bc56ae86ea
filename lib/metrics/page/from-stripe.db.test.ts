import "@/testing/billing/local-stripe";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { metricPayments } from "@/db/schema";
import { stripe } from "@/lib/billing/stripe/stripe";
import { isoDay } from "@/lib/dates";
import { addDays, day, hour, second } from "@/lib/durations";
import { found } from "@/lib/errors";
import { addCustomItem } from "@/testing/billing/dashboard";
import { advanceStripe } from "@/testing/billing/local-stripe";
import { stateOf, sync } from "@/testing/billing/stories";
import { atStripe, payWith, subscriber } from "@/testing/billing/subscribers";
import { reading } from "@/testing/metrics/book-movements";
import { movementsBehind, overviewMetrics, paymentMetrics } from "../index";

/** From what happens at Stripe to the figure on the page, and back to the object at Stripe. */

const overview = (now: Date) => reading(now, (ctx) => overviewMetrics(ctx, { range: "30d" }));

describe("a year that is paid at Stripe", () => {
  it("is a twelfth in MRR, with its interval, plan and country, and leads to its invoice", async () => {
    const paying = await subscriber("professional", "year");
    await stripe().customers.update(paying.customerId, { address: { country: "CA", line1: "1 King St" } });
    await sync(paying.customerId);
    const bought = await advanceStripe(0);
    const now = addDays(bought, 1);
    const segments = [
      { dimension: "interval", value: "year" },
      { dimension: "plan", value: "professional" },
      { dimension: "country", value: "CA" },
    ] as const;
    for (const segment of segments) {
      const { mrr } = await reading(now, (ctx) => overviewMetrics(ctx, { range: "30d", segment }));
      expect([segment.value, mrr.value]).toEqual([segment.value, 214_920 / 12]);
    }
    const { subscription } = await atStripe(paying);
    const { rows } = await reading(now, (ctx) =>
      movementsBehind(ctx, { metric: "movements", period: isoDay(bought).slice(0, 7) }),
    );
    const invoices = await stripe().invoices.list({ customer: paying.customerId });
    expect(rows.find(({ organizationId }) => organizationId === paying.id)).toMatchObject({
      kind: "new",
      amount: 17_910,
      stripeCustomerId: paying.customerId,
      stripeSubscriptionId: subscription.id,
      stripeInvoiceId: invoices.data[0]?.id,
    });
  });
});

describe("a subscription that is set to end", () => {
  it("counts in MRR, not in committed MRR, until it has ended", async () => {
    const leaving = await subscriber("starter");
    const before = (await overview(addDays(await advanceStripe(0), 1))).mrr;
    await stripe().subscriptions.update((await atStripe(leaving)).subscription.id, { cancel_at_period_end: true });
    await sync(leaving.customerId);
    const after = (await overview(addDays(await advanceStripe(0), 1))).mrr;
    expect([after.value, after.committed]).toEqual([before.value, before.committed - 4_900]);
  });
});

describe("what a person adds in the Stripe dashboard", () => {
  it("is an expansion of the plan's MRR, and a refund changes nothing", async () => {
    const customer = await subscriber("starter");
    const at = addDays(await advanceStripe(0), 1);
    const before = (await overview(at)).mrr.value;
    await addCustomItem(customer, 50_000, 2);
    const { data } = await stripe().charges.list({ customer: customer.customerId });
    await stripe().refunds.create({ charge: data[0]?.id ?? "" });
    await sync(customer.customerId);
    expect((await overview(at)).mrr.value).toBe(before + 100_000);
  });
});

describe("a plan that a person exchanges for another at the same price", () => {
  it("takes its MRR along, so that each plan's figure is the sum of the customers listed behind it", async () => {
    const customer = await subscriber("professional");
    const enterprise = found(
      (await stripe().prices.list({ lookup_keys: ["unison_enterprise_month_usd_v1"] })).data[0],
      "price",
    );
    const product = typeof enterprise.product === "string" ? enterprise.product : enterprise.product.id;
    const recurring = { interval: "month" } as const;
    const own = await stripe().prices.create({ product, currency: "usd", unit_amount: 19_900, recurring });
    const { subscription } = await atStripe(customer);
    const [item] = subscription.items.data;
    await stripe().subscriptions.update(subscription.id, {
      items: [{ id: item?.id ?? "", price: own.id }],
      proration_behavior: "none",
    });
    await sync(customer.customerId);
    await sync(customer.customerId);
    const now = addDays(await advanceStripe(0), 1);
    for (const value of ["professional", "enterprise"]) {
      const segment = { dimension: "plan", value } as const;
      const { mrr } = await reading(now, (ctx) => overviewMetrics(ctx, { range: "30d", segment }));
      const period = isoDay(now).slice(0, 7);
      const { rows, totals } = await reading(now, (ctx) => movementsBehind(ctx, { metric: "mrr", period, segment }));
      expect([value, mrr.value]).toEqual([value, totals[0]?.amount ?? 0]);
      expect(rows.some(({ organizationId }) => organizationId === customer.id)).toBe(value === "enterprise");
    }
    expect(
      (await stateOf(customer.id)).movements.map(({ kind, amount, planAfter }) => [kind, amount, planAfter]),
    ).toEqual([
      ["new", 19_900, "professional"],
      ["expansion", 0, "enterprise"],
    ]);
  });
});

describe("payments", () => {
  it("that fail are counted as failed, and as recovered once a retry succeeds", async () => {
    const customer = await subscriber("starter");
    await payWith(customer, "pm_card_chargeCustomerFail");
    // Past the first retry: Stripe counts the first attempt and its own retries, however many attempts people make.
    const now = await advanceStripe(36);
    await sync(customer.customerId, now);
    const counts = async () => {
      const { months } = await reading(now, (ctx) => paymentMetrics(ctx, { months: 2 }));
      return months.reduce(
        (sum, { failed, recovered }) => ({ failed: sum.failed + failed, recovered: sum.recovered + recovered }),
        { failed: 0, recovered: 0 },
      );
    };
    expect(await counts()).toEqual({ failed: 1, recovered: 0 });
    await payWith(customer, "pm_card_visa");
    const { data } = await stripe().invoices.list({ customer: customer.customerId, status: "open" });
    await stripe().invoices.pay(data[0]?.id ?? "");
    await sync(customer.customerId, now);
    expect(await counts()).toEqual({ failed: 0, recovered: 1 });
  });

  it.each([
    ["seen failing first", true],
    ["only seen when it was paid", false],
  ])("that someone makes by hand after exactly one failed attempt are recovered, %s", async (_, seenFailing) => {
    const customer = await subscriber("starter");
    await payWith(customer, "pm_card_chargeCustomerFail");
    // Two hours into the next period: a renewal is finalized and charged an hour after its draft.
    const { subscription } = await atStripe(customer);
    const renewal = (subscription.items.data[0]?.current_period_end ?? 0) * second;
    const now = await advanceStripe((renewal + 2 * hour - (await advanceStripe(0)).getTime()) / day);
    if (seenFailing) await sync(customer.customerId, now);
    const { data } = await stripe().invoices.list({ customer: customer.customerId, status: "open" });
    expect(data.map(({ attempt_count }) => attempt_count)).toEqual([1]);
    await payWith(customer, "pm_card_visa");
    const paid = await stripe().invoices.pay(data[0]?.id ?? "");
    expect(paid).toMatchObject({ status: "paid", attempt_count: 1 });
    await sync(customer.customerId, now);
    const rows = await reading(now, ({ tx }) =>
      tx.select().from(metricPayments).where(eq(metricPayments.organizationId, customer.id)),
    );
    expect(rows.map(({ outcome }) => outcome).toSorted()).toEqual(["recovered", "succeeded"]);
  });
});
