import { describe, expect, it } from "vitest";
import { catalog } from "@/lib/catalog";
import { subscriptionNotices } from "./subscription-notices";

const now = new Date("2026-03-15T12:00:00Z");
const periodEnd = new Date("2026-04-01T00:00:00Z");
const day = 86_400_000;

type State = Parameters<typeof subscriptionNotices>[2];

const professional: State = {
  status: "active",
  planKey: "professional",
  stripeSubscriptionId: "sub_1",
  cancelAt: null,
  scheduledChange: null,
  endedAt: null,
  currentPeriodEnd: periodEnd,
  unitAmount: 19_900,
  currency: "usd",
  interval: "month",
  intervalCount: 1,
};
const starter: State = { ...professional, planKey: "starter", unitAmount: 4_900 };
const trial: State = { ...professional, status: "trialing", stripeSubscriptionId: null };
const leaving: State = { ...professional, cancelAt: periodEnd };
const toStarter: State = { ...professional, scheduledChange: change("starter", periodEnd) };
const over: State = { ...professional, status: "canceled", endedAt: now };

const kinds = (before: State, after: State, at = now) =>
  subscriptionNotices(catalog, before, after, at).map((item) =>
    item.kind === "canceled" ? (item.ended ? "ended" : "canceled") : item.kind,
  );

describe("subscription notices", () => {
  it.each<[string, State, State, string[]]>([
    ["no change", professional, professional, []],
    ["a purchase during the trial: the payment email covers it", trial, professional, []],
    ["a trial's end", trial, { ...trial, status: "expired" }, []],
    ["a higher plan", starter, professional, ["upgraded"]],
    ["the start of a lower plan, which was emailed when it was scheduled", professional, starter, []],
    ["the yearly price of the same plan", professional, { ...professional, interval: "year" }, []],
    ["a lower plan scheduled", professional, toStarter, ["downgrade_scheduled"]],
    ["the same scheduled change", toStarter, toStarter, []],
    ["a scheduled change undone", toStarter, professional, []],
    [
      "a higher plan scheduled isn't a downgrade",
      starter,
      { ...starter, scheduledChange: change("professional", periodEnd) },
      [],
    ],
    [
      "another date for the downgrade",
      toStarter,
      { ...toStarter, scheduledChange: change("starter", now) },
      ["downgrade_scheduled"],
    ],
    ["a cancellation", professional, leaving, ["canceled"]],
    ["a cancellation while a payment is due", { ...professional, status: "past_due" }, leaving, ["canceled"]],
    ["the same cancellation", leaving, leaving, []],
    ["a cancellation withdrawn", leaving, professional, ["resumed"]],
    ["the end after a cancellation", leaving, over, ["ended"]],
    ["an immediate end", professional, over, ["ended"]],
    ["the same end", over, over, []],
    [
      "a purchase after the end: the payment email covers it",
      over,
      { ...professional, stripeSubscriptionId: "sub_2" },
      [],
    ],
    ["an upgrade and a cancellation between two syncs", starter, leaving, ["upgraded", "canceled"]],
  ])("%s", (_what, before, after, expected) => expect(kinds(before, after)).toEqual(expected));

  it("ignores an end that happened long ago", () => {
    expect(kinds(professional, over, new Date(now.getTime() + 8 * day))).toEqual([]);
  });

  it("has the new price and when the plan ends", () => {
    const [notice] = subscriptionNotices(catalog, starter, professional, now);
    expect(notice).toEqual({
      kind: "upgraded",
      from: "starter",
      to: "professional",
      price: { amount: 19_900, currency: "usd", interval: "month", intervalCount: 1 },
    });
    expect(subscriptionNotices(catalog, professional, leaving, now)).toEqual([
      { kind: "canceled", plan: "professional", endsAt: periodEnd, ended: false },
    ]);
  });
});

function change(planKey: string, effectiveAt: Date): State["scheduledChange"] {
  return {
    planKey,
    effectiveAt,
    interval: "month",
    managed: true,
    phases: [],
    endBehavior: "release",
    lookupKey: `unison_${planKey}_month_usd_v1`,
    items: [],
  };
}
