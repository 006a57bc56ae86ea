import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { auditLog, organizations } from "@/db/schema";
import { product } from "@/lib/products";
import { addMember, inOrganization, newOrganization } from "@/testing/factories";
import { describeOrganization } from "./describe-organization";
import { finishOnboarding } from "./finish-onboarding";
import { hasColleagues, organizationProfile } from "./queries";

const profile = { industry: "machining", companySize: "1-50", useCase: "quality", costing: "fifo" };
const firstPlant = { name: "Ohio Works", location: "", timeZone: "UTC", sampleData: false };

async function newcomer() {
  const organization = await newOrganization({ plan: "starter" });
  await inOrganization(organization.id, ({ tx }) =>
    tx.update(organizations).set({ onboardedAt: null }).where(eq(organizations.id, organization.id)),
  );
  return organization;
}

describe("onboarding", () => {
  it("saves the answers, which can be changed", async () => {
    const { id } = await newcomer();
    await inOrganization(id, (ctx) => describeOrganization(ctx, { name: "Ohio Metalworks", profile }));
    await inOrganization(id, (ctx) =>
      describeOrganization(ctx, { name: "Ohio Metal", profile: { ...profile, costing: "average" } }),
    );
    expect(await inOrganization(id, organizationProfile)).toEqual({
      name: "Ohio Metal",
      profile: { ...profile, costing: "average" },
      onboardedAt: null,
    });
  });

  it("finishes once under concurrent submissions", async () => {
    const { id } = await newcomer();
    const press = () => inOrganization(id, (ctx) => finishOnboarding(ctx, () => product.setUp(ctx, firstPlant)));
    const outcomes = await Promise.all([press(), press(), press()]);
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    const actions = await inOrganization(id, ({ tx }) =>
      tx.select({ action: auditLog.action }).from(auditLog).orderBy(auditLog.seq),
    );
    expect(actions.map(({ action }) => action)).toEqual(["plant.created", "organization.onboarded"]);
    expect((await inOrganization(id, organizationProfile)).onboardedAt).toBeInstanceOf(Date);
  });

  it("doesn't finish if the first object can't be created", async () => {
    const { id } = await newcomer();
    const broken = { ...firstPlant, timeZone: "Nowhere" };
    await expect(
      inOrganization(id, (ctx) => finishOnboarding(ctx, () => product.setUp(ctx, broken))),
    ).rejects.toMatchObject({ code: "invalid_input" });
    expect((await inOrganization(id, organizationProfile)).onboardedAt).toBeNull();
  });

  it("knows whether the organization has other members", async () => {
    const { id } = await newcomer();
    expect(await inOrganization(id, hasColleagues)).toBe(false);
    await addMember(id, "member");
    expect(await inOrganization(id, hasColleagues)).toBe(true);
  });
});
