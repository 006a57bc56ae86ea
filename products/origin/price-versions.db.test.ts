import "@/testing/billing/local-stripe";
import { describe, expect, it, vi } from "vitest";
import { nextChargeWords } from "@/components/billing/plan/next-charge";
import { offersOf } from "@/components/billing/plan/offers";
import { priceWords } from "@/components/billing/plan/plan-words";
import { billingSummary } from "@/lib/billing";
import { changePlan } from "@/lib/billing/change/change-plan";
import { previewChange } from "@/lib/billing/change/preview-change";
import { stripe } from "@/lib/billing/stripe/stripe";
import { catalog } from "@/lib/catalog";
import { found } from "@/lib/errors";
import { priceId, stripeNow, subscribe } from "@/testing/billing/by-hand";
import { advanceStripe } from "@/testing/billing/local-stripe";
import { checkout, customerOf, stateOf, sync } from "@/testing/billing/stories";
import { atStripe, does, type Subscriber, subscriber } from "@/testing/billing/subscribers";
import { inOrganization, newOrganization } from "@/testing/factories";

vi.hoisted(() => {
  process.env.PRODUCT = "origin";
});

/** A customer who bought Pro while version 1 of its price was sold. */
async function earlyCustomer(): Promise<Subscriber> {
  const organization = await newOrganization({ plan: "pro", createdAt: await stripeNow() });
  await checkout(organization, "pro");
  const customerId = await customerOf(organization);
  const { id } = await stripe().paymentMethods.attach("pm_card_visa", { customer: customerId });
  await stripe().customers.update(customerId, { invoice_settings: { default_payment_method: id } });
  await subscribe({ customerId }, { items: [{ price: await priceId("origin_pro_month_usd_v1") }] });
  await sync(customerId);
  return { ...organization, customerId };
}

const totals = async ({ id }: Subscriber) => (await stateOf(id)).invoices.map(({ total }) => total);

/** What the billing page says of the plan's price, and of the next charge. */
const pageOf = ({ id }: Subscriber, now: Date) =>
  inOrganization(
    id,
    async (ctx) => {
      const summary = await billingSummary(ctx);
      return [
        priceWords(found(summary.price ?? undefined, "price")),
        nextChargeWords(found(summary.nextCharge ?? undefined, "charge")),
      ];
    },
    now,
  );

describe("a price that was raised", () => {
  it("stays as it was for its customers through renewals, and on their pages, while new ones pay the new one", async () => {
    const early = await earlyCustomer();
    const recent = await subscriber("pro");
    for (const month of [1, 2]) {
      const now = await advanceStripe(32);
      for (const { customerId } of [early, recent]) await sync(customerId, now);
      expect([await totals(early), await totals(recent)]).toEqual([
        Array(month + 1).fill(29_00),
        Array(month + 1).fill(49_00),
      ]);
      expect(await pageOf(early, now)).toEqual(["$29.00/mo", expect.stringContaining("$29.00")]);
      expect(await pageOf(recent, now)).toEqual(["$49.00/mo", expect.stringContaining("$49.00")]);
    }
    expect((await atStripe(early)).items).toEqual([["origin_pro_month_usd_v1", 1]]);
    expect((await stateOf(early.id)).subscription).toMatchObject({ status: "active", planKey: "pro", mrr: 29_00 });
    // What anyone else is offered.
    expect(offersOf(catalog).map(({ key, prices }) => [key, prices.month?.perMonth])).toEqual([
      ["pro", "$49"],
      ["scale", "$199"],
    ]);
  });

  it("is left for the new one only by a change that shows it first", async () => {
    const early = await earlyCustomer();
    const now = await stripeNow();
    const preview = await does(early, (ctx) => previewChange(ctx, { plan: "scale", interval: "month" }), { now });
    expect(preview.next?.amount).toBe(199_00);
    expect((await atStripe(early)).items).toEqual([["origin_pro_month_usd_v1", 1]]);
    const { quote } = preview;
    await does(early, (ctx) => changePlan(ctx, { plan: "scale", interval: "month", direction: "up", quote }), { now });
    expect((await atStripe(early)).items).toEqual(expect.arrayContaining([["origin_scale_month_usd_v2", 1]]));
  });
});
