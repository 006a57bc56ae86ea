import { describe, expect, it } from "vitest";
import { inOrganization, newOrganization } from "@/db/testing/factories";
import { usageOverview } from "./index";
import { trackUsage } from "./track-usage";

describe("tracking in the product's own transaction", () => {
  it("counts", async () => {
    const organization = await newOrganization();
    const used = await inOrganization(organization.id, (ctx) => trackUsage(ctx, { meter: "work_orders", amount: 3 }));
    expect(used).toBe(3);
    const overview = await inOrganization(organization.id, usageOverview);
    expect(overview.find(({ key }) => key === "work_orders")).toMatchObject({ used: 3, limit: 200, state: "ok" });
  });
});
