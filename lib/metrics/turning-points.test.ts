import { describe, expect, it } from "vitest";
import type { RecurringDiscount, RecurringRevenue } from "./mrr";
import { turningPoints } from "./turning-points";

const discount = (given: Partial<RecurringDiscount>): RecurringDiscount => ({
  duration: "repeating",
  percentOff: 50,
  amountOff: null,
  endsAt: null,
  products: null,
  ...given,
});
const revenue = (given: Partial<RecurringRevenue>): RecurringRevenue => ({
  status: "active",
  pastDueSince: null,
  items: [],
  discounts: [],
  ...given,
});
const may = (day: number) => new Date(Date.UTC(2026, 4, day));

describe("the instants at which MRR changes by time alone", () => {
  it("are the ends of repeating discounts, of the subscription, its items and its customer", () => {
    const item = {
      product: "prod_1",
      unitAmount: 100,
      quantity: 1,
      interval: "month",
      intervalCount: 1,
      metered: false,
    } as const;
    const given = revenue({
      discounts: [discount({ endsAt: may(9) }), discount({ duration: "once", endsAt: may(1) }), discount({})],
      customerDiscounts: [discount({ endsAt: may(3) })],
      items: [{ ...item, discounts: [discount({ endsAt: may(5) }), discount({ endsAt: may(20) })] }],
    });
    expect(turningPoints(given, may(9))).toEqual([may(3), may(5), may(9)]);
  });

  it("are three weeks after a payment became due, while it is late", () => {
    const late = revenue({ status: "past_due", pastDueSince: may(1) });
    expect(turningPoints(late, may(21))).toEqual([]);
    expect(turningPoints(late, may(22))).toEqual([may(22)]);
    expect(turningPoints({ ...late, status: "active" }, may(31))).toEqual([]);
  });
});
