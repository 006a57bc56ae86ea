import "@/testing/billing/local-stripe";
import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { addOnOffersOf } from "@/components/billing/add-ons/add-on-offers";
import { offersOf } from "@/components/billing/plan/offers";
import { trials } from "@/db/schema";
import { catalog, catalogIn } from "@/lib/catalog";
import { withPlatform, withTenant } from "@/lib/context";
import { entitlementsOf, overageCurrency } from "@/lib/entitlements";
import { asSystem } from "@/testing/actors";
import { payOn } from "@/testing/billing/local-stripe";
import { customerOf, stateOf, sync } from "@/testing/billing/stories";
import { atStripe, does } from "@/testing/billing/subscribers";
import { inOrganization, newOrganization } from "@/testing/factories";
import { changeAddOns, changePlan, previewChange, startCheckout } from "../index";
import { stripe } from "../stripe/stripe";
import { currencyChoice } from "./currency-to-pay";

/** The company sells in dollars and euros. */
vi.mock("@/lib/catalog", async (original) => {
  const actual = await original<typeof import("@/lib/catalog")>();
  const { withEuros } = await import("@/testing/billing/euro-catalog");
  return { ...actual, catalog: withEuros(actual.catalog) };
});

type Organization = Awaited<ReturnType<typeof newOrganization>>;

const buys = ({ id: organizationId, owner: actor }: Organization, currency?: string, plan = "starter") =>
  withTenant({ organizationId, actor }, (ctx) =>
    startCheckout(ctx, { plan, interval: "month", ...(currency === undefined ? {} : { currency }) }),
  );

/** A customer who pays in euros. */
async function inEuros() {
  const organization = await newOrganization();
  await payOn((await buys(organization, "eur")).url);
  const customerId = await customerOf(organization);
  await sync(customerId);
  return { ...organization, customerId };
}

const itemsOf = async (organization: Awaited<ReturnType<typeof inEuros>>) => (await atStripe(organization)).items;

describe("a customer who buys in euros", () => {
  it("is invoiced in euros, and everything else is offered in euros from then on", async () => {
    const organization = await inEuros();
    const { subscription, invoices } = await stateOf(organization.id);
    expect(subscription).toMatchObject({ currency: "eur", unitAmount: 4_410, mrr: 4_410, planKey: "starter" });
    expect(invoices).toMatchObject([{ currency: "eur", total: 4_410 }]);
    expect(await inOrganization(organization.id, currencyChoice)).toEqual({ chosen: "eur", offered: ["eur"] });
    const sold = catalogIn(catalog, "eur");
    expect(offersOf(sold)[1]?.prices.month?.perMonth).toBe("€179.10");
    expect(addOnOffersOf(sold, "starter", "month")[0]?.price).toBe("€4.50/mo");
  });

  it("upgrades, adds and downgrades in euros", async () => {
    const organization = await inEuros();
    const change = { plan: "professional", interval: "month" } as const;
    const { currency, next, quote } = await does(organization, (ctx) => previewChange(ctx, change));
    expect({ currency, amount: next?.amount }).toEqual({ currency: "eur", amount: 17_910 });
    await does(organization, (ctx) => changePlan(ctx, { ...change, direction: "up", quote }));
    await does(organization, (ctx) => changeAddOns(ctx, { addOns: { extra_user: 2 } }));
    expect(await itemsOf(organization)).toEqual([
      ["unison_professional_month_eur_v1", 1],
      ["unison_extra_user_month_eur_v1", 2],
    ]);
    await does(organization, (ctx) => changePlan(ctx, { plan: "enterprise", interval: "month", direction: "up" }));
    expect((await itemsOf(organization)).map(([key]) => key)).toContain(
      "unison_enterprise_api_calls_overage_month_eur_v1",
    );
    await sync(organization.customerId);
    const priced = await inOrganization(organization.id, async (ctx) => ({
      currency: await overageCurrency(ctx),
      overage: (await entitlementsOf(ctx)).limits.api_calls?.overage?.unitAmount,
    }));
    expect(priced).toEqual({ currency: "eur", overage: 45 });
    await does(organization, (ctx) => changePlan(ctx, { plan: "starter", direction: "down" }));
    expect((await stateOf(organization.id)).scheduledChange?.phases[0]?.items[0]).toMatchObject({ currency: "eur" });
  });

  it("can't come back in dollars, and needn't say what they pay in", async () => {
    const organization = await inEuros();
    await stripe().subscriptions.cancel((await atStripe(organization)).subscription.id);
    await sync(organization.customerId);
    await expect(buys(organization, "usd")).rejects.toMatchObject({ code: "conflict", details: { currency: "eur" } });
    await payOn((await buys(organization)).url);
    await sync(organization.customerId);
    expect((await stateOf(organization.id)).subscription).toMatchObject({ status: "active", currency: "eur" });
  });

  it("pays in the currency that a person invoiced them in before", async () => {
    const organization = await newOrganization();
    await buys(organization, "usd");
    const customer = await customerOf(organization);
    const { id: invoice } = await stripe().invoices.create({
      customer,
      currency: "eur",
      collection_method: "send_invoice",
      days_until_due: 7,
    });
    await stripe().invoiceItems.create({ customer, invoice, amount: 5_000, currency: "eur" });
    await stripe().invoices.finalizeInvoice(invoice);
    await expect(buys(organization, "usd")).rejects.toMatchObject({ code: "conflict" });
    await payOn((await buys(organization)).url);
    await sync(customer);
    expect((await stateOf(organization.id)).subscription.currency).toBe("eur");
  });
});

describe("a customer who hasn't paid", () => {
  it("begins with the currency chosen on the pricing page, and can choose another one", async () => {
    const organization = await newOrganization();
    expect(await inOrganization(organization.id, currencyChoice)).toEqual({ chosen: "usd", offered: ["usd", "eur"] });
    await withPlatform({ actor: asSystem() }, ({ tx }) =>
      tx.update(trials).set({ chosenCurrency: "eur" }).where(eq(trials.organizationId, organization.id)),
    );
    expect(await inOrganization(organization.id, currencyChoice)).toEqual({ chosen: "eur", offered: ["usd", "eur"] });
    const first = await buys(organization);
    const session = async () =>
      (await stripe().checkout.sessions.list({ customer: await customerOf(organization), status: "open" })).data;
    expect(await session()).toMatchObject([{ currency: "eur" }]);
    const second = await buys(organization, "usd");
    expect(second.url).not.toBe(first.url);
    expect(await session()).toMatchObject([{ currency: "usd" }]);
  });

  it("gets the valid ones for a currency that nothing is sold in, and no customer is made", async () => {
    const organization = await newOrganization();
    await expect(buys(organization, "gbp")).rejects.toMatchObject({
      code: "unknown_name",
      details: { valid: ["usd", "eur"] },
    });
    expect((await stateOf(organization.id)).subscription.stripeCustomerId).toBeNull();
  });
});
