import { describe, expect, it } from "vitest";
import { cardExpiresAt, cardStage } from "./card-expiry";

describe("a card's expiry", () => {
  it.each([
    ["12/2026", "2027-01-01T00:00:00.000Z"],
    ["02/2028", "2028-03-01T00:00:00.000Z"],
  ])("%s is valid through the last day of that month", (written, end) =>
    expect(cardExpiresAt(written)?.toISOString()).toBe(end),
  );

  it.each(["13/2026", "00/2026", "1/26", "", "soon"])("“%s” is no expiry date", (written) => {
    expect(cardExpiresAt(written)).toBeUndefined();
    expect(cardStage(written, new Date("2026-12-01T00:00:00Z"))).toBeUndefined();
  });

  it.each([
    ["2026-12-01T23:59:59Z", undefined],
    ["2026-12-02T00:00:00Z", { stage: 30, daysLeft: 30 }],
    ["2026-12-24T23:59:59Z", { stage: 30, daysLeft: 8 }],
    ["2026-12-25T00:00:00Z", { stage: 7, daysLeft: 7 }],
    ["2026-12-31T23:59:59Z", { stage: 7, daysLeft: 1 }],
    ["2027-01-01T00:00:00Z", { stage: 0, daysLeft: 0 }],
    ["2027-06-01T00:00:00Z", { stage: 0, daysLeft: 0 }],
  ])("12/2026, checked at %s", (now, expected) => expect(cardStage("12/2026", new Date(now))).toEqual(expected));
});
