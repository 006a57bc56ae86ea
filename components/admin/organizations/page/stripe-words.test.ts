import { describe, expect, it } from "vitest";
import { emptyRow } from "@/testing/billing/empty-row";
import {
  amountWords,
  balanceWords,
  collectionWords,
  lastsWords,
  offWords,
  pauseWords,
  spelledOut,
} from "./stripe-words";

const row = { ...emptyRow(new Date()), currency: "usd" };
const until = new Date("2027-01-14T10:00:00Z");

describe("an organization's page says in words", () => {
  it("how invoices are paid", () => {
    expect(collectionWords(row)).toBeNull();
    expect(collectionWords({ ...row, collectionMethod: "charge_automatically" })).toBe("Charges the card");
    expect(collectionWords({ ...row, collectionMethod: "send_invoice", daysUntilDue: 30 })).toBe(
      "Sends invoices, due in 30 days",
    );
  });

  it("what a pause does, and until when", () => {
    expect(pauseWords(row)).toBeNull();
    expect(pauseWords({ ...row, pausedBehavior: "void" })).toBe("Invoices are voided");
    expect(pauseWords({ ...row, pausedBehavior: "keep_as_draft", resumesAt: until })).toBe(
      "Invoices stay drafts until Jan 14, 2027 UTC",
    );
  });

  it("what the customer has as credit", () => {
    expect([0, null, -5_000, 700].map((customerBalance) => balanceWords({ ...row, customerBalance }))).toEqual([
      null,
      null,
      "$50.00 credit",
      "$7.00 owed",
    ]);
  });

  it("what an item costs", () => {
    const item = {
      recurringAmount: 50_000,
      currency: "usd",
      interval: "month",
      intervalCount: 3,
      quantity: 1,
    } as const;
    expect(amountWords({ ...item, metered: false })).toBe("$500.00 every 3 months");
    expect(amountWords({ ...item, metered: true })).toBe("By usage");
    expect(amountWords({ ...item, metered: false, recurringAmount: null })).toBe("Unknown");
  });

  it("how much a discount is, and how long it lasts", () => {
    const discount: Parameters<typeof offWords>[0] = {
      organizationId: row.organizationId,
      stripeDiscountId: "di_1",
      scope: "customer",
      stripeItemId: null,
      position: 0,
      name: "Partner",
      code: null,
      stripeCouponId: "co_1",
      percentOff: 12.5,
      amountOff: null,
      currency: null,
      duration: "forever",
      endsAt: null,
      products: null,
    };
    expect([offWords(discount), lastsWords(discount)]).toEqual(["12.5% off", "Forever"]);
    expect(offWords({ ...discount, percentOff: null, amountOff: 500, currency: "usd" })).toBe("$5.00 off");
    expect(lastsWords({ ...discount, duration: "once" })).toBe("Next invoice only");
    expect(lastsWords({ ...discount, endsAt: until })).toBe("Until Jan 14, 2027 UTC");
  });

  it("what Stripe calls a state", () => {
    expect(spelledOut("needs_response")).toBe("Needs response");
  });
});
