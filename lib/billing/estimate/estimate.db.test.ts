import "@/testing/billing/local-stripe";
import { describe, expect, it } from "vitest";
import { changeAddOns } from "@/lib/billing";
import { stripe } from "@/lib/billing/stripe/stripe";
import { catalog } from "@/lib/catalog";
import { withTenant } from "@/lib/context";
import { advanceStripe } from "@/testing/billing/local-stripe";
import { paidAtStripe, sync } from "@/testing/billing/stories";
import { estimatePlans } from "./estimate";

describe("the pricing page's estimate", () => {
  it("is what Stripe invoices for 40 users and 3 plants", async () => {
    const estimate = estimatePlans(catalog, "month", { users: 40, plants: 3 }).find(
      ({ plan }) => plan.key === "professional",
    );
    const organization = await paidAtStripe("professional");
    await sync(organization.customerId);
    const addOns = Object.fromEntries(
      (estimate?.lines ?? []).flatMap(({ kind, key, quantity }) => (kind === "add_on" ? [[key, quantity]] : [])),
    );
    await withTenant({ organizationId: organization.id, actor: organization.owner }, (ctx) =>
      changeAddOns(ctx, { addOns }),
    );
    await advanceStripe(32);
    const { data } = await stripe().invoices.list({ customer: organization.customerId, limit: 10 });
    const renewal = data.find(({ billing_reason }) => billing_reason === "subscription_cycle");
    expect(renewal?.lines.data.map(({ amount, quantity }) => [amount, quantity]).sort()).toEqual(
      (estimate?.lines ?? []).map(({ amount, quantity }) => [amount, quantity]).sort(),
    );
    expect([renewal?.total, estimate?.total]).toEqual([27_400, 27_400]);
  });
});
