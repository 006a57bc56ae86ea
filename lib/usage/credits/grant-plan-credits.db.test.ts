import { expect, it, vi } from "vitest";
import { creditLedger, creditsOf } from "@/lib/credits";
import { addDays } from "@/lib/durations";
import { asSystem } from "@/testing/actors";
import { setTrial } from "@/testing/billing/mirror";
import { ledgerFaults } from "@/testing/credits";
import { inOrganization, newOrganization } from "@/testing/factories";
import { followChangedLimits } from "../thresholds/follow-limits";
import { trackUsage } from "../track/track-usage";

// Starter grants 30 work orders a period and keeps up to 20, Professional grants 100.
vi.mock("@/products/unison/catalog", async (original) => {
  const module = await original<typeof import("@/products/unison/catalog")>();
  const grants: Record<string, { meter: string; amount: number; rolloverCap: number }[]> = {
    starter: [{ meter: "work_orders", amount: 30, rolloverCap: 20 }],
    professional: [{ meter: "work_orders", amount: 100, rolloverCap: 0 }],
  };
  const plans = module.catalog.plans.map((plan) => ({ ...plan, credits: grants[plan.key] ?? [] }));
  return { ...module, catalog: { ...module.catalog, plans } };
});

const start = new Date("2026-03-10T12:00:00Z");
const secondPeriod = new Date("2026-04-10T12:00:00Z");
const thirdPeriod = new Date("2026-05-10T12:00:00Z");

it("grants a plan's credits once a period, keeps up to the cap, and grants the difference after an upgrade", async () => {
  const organization = await newOrganization({ createdAt: start, plan: "starter", trialDays: 300 });
  const follow = (now: Date) =>
    Promise.all([followChangedLimits({ actor: asSystem(), now }), followChangedLimits({ actor: asSystem(), now })]);
  const left = async (now: Date) => (await inOrganization(organization.id, creditsOf, now))[0]?.available ?? 0;
  const track = (amount: number, now: Date) =>
    inOrganization(organization.id, (ctx) => trackUsage(ctx, { meter: "work_orders", amount }), now);

  await follow(start);
  await follow(addDays(start, 1));
  expect(await left(start)).toBe(30);
  await track(205, addDays(start, 2));
  expect(await left(addDays(start, 2))).toBe(25);

  // 25 are left, of which 20 stay.
  await follow(secondPeriod);
  await follow(addDays(secondPeriod, 1));
  expect(await left(secondPeriod)).toBe(50);

  await setTrial(organization.id, { planKey: "professional" });
  await follow(addDays(secondPeriod, 2));
  expect(await left(addDays(secondPeriod, 2))).toBe(120);
  await setTrial(organization.id, { planKey: "starter" });
  await follow(addDays(secondPeriod, 3));
  await setTrial(organization.id, { planKey: "professional" });
  await follow(addDays(secondPeriod, 4));
  expect(await left(addDays(secondPeriod, 4))).toBe(120);

  // Without access, what is left expires and nothing is granted.
  await setTrial(organization.id, { endsAt: addDays(secondPeriod, 5) });
  await follow(thirdPeriod);
  expect(await left(thirdPeriod)).toBe(0);

  const { data } = await inOrganization(organization.id, (ctx) => creditLedger(ctx, { limit: 100 }));
  expect(data.map(({ kind, amount, source }) => [kind, amount, source]).reverse()).toEqual([
    ["granted", 30, "plan"],
    ["drawn", -5, "plan"],
    ["expired", -25, "plan"],
    ["granted", 20, "rollover"],
    ["granted", 30, "plan"],
    ["granted", 70, "plan"],
    ["expired", -20, "rollover"],
    ["expired", -30, "plan"],
    ["expired", -70, "plan"],
  ]);
  expect(await ledgerFaults(organization.id)).toEqual([]);
});
