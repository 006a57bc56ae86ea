import { describe, expect, it } from "vitest";
import { gauges, usageCounters } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { asSystem } from "@/testing/actors";
import { setMirror } from "@/testing/billing/mirror";
import { newOrganization } from "@/testing/factories";
import { limitViolations, topOrganizations } from "../index";

const now = new Date("2026-11-21T12:00:00Z");
const platform = <T>(work: Parameters<typeof withPlatform<T>>[1]) => withPlatform({ actor: asSystem(), now }, work);

/** With so much used of 200 work orders, and so many users of 3. */
async function organization(name: string, used: number, users: number, periodStart = addDays(now, -5)) {
  const { id } = await newOrganization({ name, plan: "starter", createdAt: addDays(now, -6) });
  await platform(async ({ tx }) => {
    await tx.insert(usageCounters).values({
      organizationId: id,
      meter: "work_orders",
      periodStart,
      periodEnd: addDays(periodStart, 30),
      used,
      included: 200,
      updatedAt: now,
    });
    await tx.insert(gauges).values({ organizationId: id, meter: "users", level: users, updatedAt: now });
  });
  return id;
}

describe("usage over all organizations", () => {
  it("names who uses the most of each meter in the running period, with their limits", async () => {
    await organization("Some", 50, 1);
    await organization("Most", 190, 2);
    await organization("Last period", 900, 3, addDays(now, -40));
    const { meters } = await platform((ctx) => topOrganizations(ctx, { limit: 2 }));
    expect(meters.find(({ meter }) => meter === "work_orders")?.rows).toMatchObject([
      { name: "Most", used: 190, limit: 200, planKey: "starter" },
      { name: "Some", used: 50, limit: 200 },
    ]);
    expect(meters.find(({ meter }) => meter === "users")?.rows.map(({ name, used }) => [name, used])).toEqual([
      ["Last period", 3],
      ["Most", 2],
    ]);
  });

  it("names who needs a larger plan, the furthest above the limit first", async () => {
    await organization("At the hard limit", 220, 1);
    await organization("Over", 205, 1);
    const violations = await platform((ctx) => limitViolations(ctx));
    const listed = violations.map(({ name, meter, step }) => `${name}: ${meter} ${step}`);
    expect(listed).toEqual([
      "At the hard limit: work_orders hard",
      "Over: work_orders soft",
      "Last period: users hard",
      "Most: work_orders critical",
    ]);
    expect(violations[0]).toMatchObject({ used: 220, limit: 200, ratio: 1.1 });
  });

  it("leaves out what was used before the billing anchor, as in the trial", async () => {
    const id = await organization("Bought a smaller plan", 2_423, 1);
    await setMirror(id, { status: "active", planKey: "starter", anchorAt: addDays(now, -1), mrr: 4_900 });
    const { meters } = await platform((ctx) => topOrganizations(ctx));
    const named = meters.flatMap(({ meter, rows }) => rows.map(({ name }) => `${name}: ${meter}`));
    expect(named).not.toContain("Bought a smaller plan: work_orders");
    expect((await platform((ctx) => limitViolations(ctx))).map(({ name }) => name)).not.toContain(
      "Bought a smaller plan",
    );
  });
});
