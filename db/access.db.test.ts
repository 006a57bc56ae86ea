import { describe, expect, it } from "vitest";
import { subscriptions } from "./schema";
import { inOrganization, newOrganization } from "./testing/factories";

describe("a new organization", () => {
  it("has its trial", async () => {
    const organization = await newOrganization();
    const rows = await inOrganization(organization.id, ({ tx }) => tx.select().from(subscriptions));
    expect(rows).toMatchObject([{ organizationId: organization.id, planKey: "starter", status: "trialing" }]);
  });
});
