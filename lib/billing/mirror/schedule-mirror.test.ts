import { describe, expect, it } from "vitest";
import { catalog } from "@/products/unison/catalog";
import { stripePhase, stripeSchedule } from "@/testing/billing/stripe-schedule";
import { periodEnd, periodStart, stripePrice } from "@/testing/billing/stripe-shapes";
import { scheduleMirror } from "./schedule-mirror";

const year = 365 * 86_400;
const items = [{ price: stripePrice({ lookupKey: "unison_enterprise_month_usd_v1" }), quantity: 1 }];
const today = stripePhase(items, { start_date: periodStart, end_date: periodEnd });
const coming = stripePhase(items, { start_date: periodEnd, end_date: periodEnd + year });
const details = { products: new Map(), detailedPrices: new Map(), coupons: new Map() };

describe("the end of a schedule", () => {
  it.each([
    ["release", "release"],
    ["cancel", "cancel"],
    ["none", "cancel"],
    ["renew", "renew"],
  ] as const)("%s is kept as %s", (end_behavior, endBehavior) => {
    const schedule = stripeSchedule([today, coming], { end_behavior });
    expect(scheduleMirror(catalog, schedule, "usd", details)).toMatchObject({ endBehavior, managed: false });
  });

  it("leaves nothing to show once the last phase runs: the plan renews, or ends when the subscription says so", () => {
    for (const end_behavior of ["release", "cancel", "renew"] as const) {
      expect(scheduleMirror(catalog, stripeSchedule([today], { end_behavior }), "usd", details)).toBeNull();
    }
  });
});
