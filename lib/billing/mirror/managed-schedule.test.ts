import { describe, expect, it } from "vitest";
import { stripePhase, stripeSchedule } from "@/testing/billing/stripe-schedule";
import { periodEnd, stripePrice } from "@/testing/billing/stripe-shapes";
import { isManaged, isSpent, managedMetadata } from "./managed-schedule";

const today = stripePhase([{ price: stripePrice({ lookupKey: "unison_professional_month_usd_v1" }), quantity: 1 }]);
const price = stripePrice({ lookupKey: "unison_starter_month_usd_v1" });
const later = (quantity: number, start = periodEnd) =>
  stripePhase([{ price, quantity }], { start_date: start, end_date: start + 2_592_000 });
const unexpanded = later(1).items.map((item) => ({ ...item, price: price.id }));
const ours = { metadata: managedMetadata(later(1).items) };

describe("a schedule", () => {
  it.each<[string, Parameters<typeof stripeSchedule>, boolean]>([
    ["that we wrote is ours", [[today, later(1)], ours], true],
    ["whose prices aren't expanded is ours", [[today, { ...later(1), items: unexpanded }], ours], true],
    ["without our mark isn't ours", [[today, later(1)]], false],
    ["whose quantity a person changed isn't ours", [[today, later(2)], ours], false],
    ["to which a person added a phase isn't ours", [[today, later(1), later(1, periodEnd + 2_592_000)], ours], false],
    [
      "that a person made end the subscription isn't ours",
      [[today, later(1)], { ...ours, end_behavior: "cancel" }],
      false,
    ],
  ])("%s", (_what, given, expected) => expect(isManaged(stripeSchedule(...given))).toBe(expected));

  it.each<[string, Parameters<typeof stripeSchedule>, boolean]>([
    ["in its last phase has nothing left to do", [[today]], true],
    ["that ends the subscription after its last phase still does", [[today], { end_behavior: "cancel" }], false],
    ["with a coming phase still does", [[today, later(1)]], false],
  ])("%s", (_what, given, expected) => expect(isSpent(stripeSchedule(...given))).toBe(expected));
});
