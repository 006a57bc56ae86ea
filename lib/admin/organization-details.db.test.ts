import { describe, expect, it } from "vitest";
import { type Context, withPlatform } from "@/lib/context";
import { asSystem } from "@/testing/actors";
import { newOrganization } from "@/testing/factories";
import { organizationDetails } from "./organization-details";

const asAdmin = <T>(work: (ctx: Context) => Promise<T>) => withPlatform({ actor: asSystem() }, work);

describe("the details of an organization", () => {
  it("include no other organization's data", async () => {
    const { id, ownerId } = await newOrganization({ name: "Details Company" });
    await newOrganization({ name: "Another Company" });
    const details = await asAdmin((ctx) => organizationDetails(ctx, id));
    expect(details.organization).toMatchObject({ id, name: "Details Company", mrr: 0 });
    expect(details.members).toMatchObject([{ id: ownerId, role: "owner" }]);
    expect(details.billing).toMatchObject({ status: "trialing", plan: { key: "starter" } });
    expect(details.usage.map(({ key }) => key)).toContain("work_orders");
    expect([details.invoices, details.movements]).toEqual([[], []]);
  });

  it("are not found for an unknown ID", async () => {
    const unknown = "01a1fcf8-b913-74c2-b51f-33aa2c2b8cba";
    await expect(asAdmin((ctx) => organizationDetails(ctx, unknown))).rejects.toMatchObject({ code: "not_found" });
  });
});
