import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { type subscriptionStatuses, subscriptions, trials } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { asSystem } from "@/testing/actors";
import { setMirror } from "@/testing/billing/mirror";
import { newOrganization } from "@/testing/factories";
import { onTrialAt, planKeyColumn, statusAt } from "./organization-columns";
import { type OrganizationStatus, organizationState } from "./organization-state";

type MirroredStatus = (typeof subscriptionStatuses)[number] | null;

const start = new Date("2026-03-01T00:00:00Z");

describe("an organization's status", () => {
  it.each<[MirroredStatus, number, OrganizationStatus]>([
    [null, 13, "trialing"],
    [null, 14, "expired"],
    [null, 20, "expired"],
    ["incomplete", 13, "incomplete"],
    ["incomplete", 20, "incomplete"],
    ["trialing", 20, "trialing"],
    ["active", 13, "active"],
    ["canceled", 13, "canceled"],
  ])("with %s at Stripe, %i days into a trial of 14, is %s, in SQL too", async (status, days, expected) => {
    const { id } = await newOrganization({ createdAt: start, plan: "starter" });
    const planKey = status === "active" || status === "canceled" ? "professional" : null;
    await setMirror(id, { status, planKey });
    const now = addDays(start, days);
    const [row] = await withPlatform({ actor: asSystem("seed") }, ({ tx }) =>
      tx
        .select({ subscription: subscriptions, trial: trials, status: statusAt(now), planKey: planKeyColumn })
        .from(subscriptions)
        .innerJoin(trials, eq(trials.organizationId, subscriptions.organizationId))
        .where(eq(subscriptions.organizationId, id)),
    );
    if (!row) throw new Error("no row");
    const state = organizationState(row.subscription, row.trial, now);
    expect(state).toEqual({ status: expected, planKey: planKey ?? "starter", anchorAt: start });
    expect(row).toMatchObject({ status: state.status, planKey: state.planKey });
  });

  it("runs on trial only until the trial's end", async () => {
    const { id } = await newOrganization({ createdAt: start });
    const runs = (days: number) =>
      withPlatform({ actor: asSystem("seed") }, async ({ tx }) => {
        const rows = await tx
          .select({ id: trials.organizationId })
          .from(trials)
          .innerJoin(subscriptions, eq(subscriptions.organizationId, trials.organizationId))
          .where(and(eq(trials.organizationId, id), onTrialAt(addDays(start, days))));
        return rows.length === 1;
      });
    expect([await runs(13), await runs(14)]).toEqual([true, false]);
    await setMirror(id, { status: "active" });
    expect(await runs(13)).toBe(false);
  });
});
