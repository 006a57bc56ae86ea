import { describe, expect, it } from "vitest";
import "@/testing/billing/local-stripe";
import { stateOf, sync } from "@/testing/billing/stories";
import { does, rowOf, subscriber } from "@/testing/billing/subscribers";
import { inOrganization, newOrganization } from "@/testing/factories";
import { saveBillingDetails } from "../index";
import { stripe } from "../stripe/stripe";

const german = { type: "eu_vat", value: "DE123456789" } as const;
const employer = { type: "us_ein", value: "12-3456789" } as const;

describe("billing details", () => {
  it("are changed at Stripe, and the page shows what Stripe has", async () => {
    const organization = await subscriber();
    await does(organization, (ctx) => saveBillingDetails(ctx, { email: "books@example.com", taxId: german }));
    await sync(organization.customerId);
    expect(await rowOf(organization)).toMatchObject({ billingEmail: "books@example.com", taxIds: [german] });
    expect((await stateOf(organization.id)).audit).toContain("billing.details_changed");
  });

  it("have one tax ID: a new one replaces the old, and none removes it", async () => {
    const organization = await subscriber();
    const save = (taxId: typeof german | typeof employer | null | undefined) =>
      does(organization, (ctx) => saveBillingDetails(ctx, { email: "books@example.com", taxId }));
    const at = async () =>
      (await stripe().customers.listTaxIds(organization.customerId)).data.map(({ value }) => value);
    await save(german);
    await save(employer);
    expect(await at()).toEqual([employer.value]);
    await save(undefined);
    expect(await at()).toEqual([employer.value]);
    await save(null);
    expect(await at()).toEqual([]);
  });

  it("keep the tax ID there was when Stripe refuses the new one, with the error at its field", async () => {
    const organization = await subscriber();
    await does(organization, (ctx) => saveBillingDetails(ctx, { email: "books@example.com", taxId: german }));
    const wrong = { type: "eu_vat", value: "nonsense" } as const;
    await expect(
      does(organization, (ctx) => saveBillingDetails(ctx, { email: "other@example.com", taxId: wrong })),
    ).rejects.toMatchObject({ code: "invalid_input", details: { errors: [{ field: "taxId.value" }] } });
    const customer = await stripe().customers.retrieve(organization.customerId, { expand: ["tax_ids"] });
    expect(customer).toMatchObject({ email: "books@example.com", tax_ids: { data: [{ value: german.value }] } });
  });

  it("need a customer at Stripe, and can't be changed in a support session", async () => {
    const organization = await newOrganization();
    const details = { email: "books@example.com" };
    await expect(inOrganization(organization.id, (ctx) => saveBillingDetails(ctx, details))).rejects.toMatchObject({
      code: "conflict",
    });
    const customer = await subscriber();
    const actor = { kind: "user", id: customer.ownerId, impersonatorId: customer.ownerId } as const;
    await expect(does(customer, (ctx) => saveBillingDetails(ctx, details), { actor })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
