import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assumptionsSchema, defaultAssumptions, fromInput, toInput } from "./assumptions";
import { type Counted, computeValue } from "./value";

const period = (month: number, counted: Partial<Counted>): Counted => ({
  start: new Date(Date.UTC(2026, month, 1)),
  end: new Date(Date.UTC(2026, month + 1, 1)),
  emails: 0,
  replies: 0,
  leads: 0,
  ...counted,
});
const now = new Date("2026-11-15T00:00:00Z");
const assumptions = { secondsPerEmail: 120, secondsPerReply: 300, hourlyRate: 6_000 };

describe("the value of a mailbox", () => {
  it("is the time its emails and replies would have taken, at the hourly rate", () => {
    const { periods, total } = computeValue(
      [period(9, { emails: 30, replies: 12, leads: 10 })],
      assumptions,
      7_900,
      now,
    );
    // 30 × 2 min + 12 × 5 min = 2 hours.
    expect(periods[0]).toMatchObject({ seconds: 7_200, worth: 12_000 });
    expect(total).toEqual({ emails: 30, replies: 12, leads: 10, seconds: 7_200, worth: 12_000 });
  });

  it("divides the monthly cost by the leads of an average month that is over", () => {
    const counted = [
      period(7, {}),
      period(8, { emails: 9, leads: 10 }),
      period(9, { emails: 9, leads: 30 }),
      period(10, { emails: 9, leads: 1 }),
    ];
    expect(computeValue(counted, assumptions, 7_900, now)).toMatchObject({ leadsPerPeriod: 20, costPerLead: 395 });
  });

  it("divides by the leads so far in the first month", () => {
    const first = computeValue([period(10, { emails: 50, leads: 40 })], assumptions, 1_900, now);
    expect(first).toMatchObject({ leadsPerPeriod: null, costPerLead: 48 });
  });

  it("has no cost per lead without leads, and none while nothing is paid", () => {
    expect(computeValue([period(10, { emails: 5 })], assumptions, 1_900, now).costPerLead).toBeNull();
    expect(computeValue([period(10, { emails: 5, leads: 5 })], assumptions, null, now).costPerLead).toBeNull();
    expect(computeValue([], assumptions, 1_900, now)).toMatchObject({ periods: [], total: { seconds: 0, worth: 0 } });
  });
});

describe("assumptions", () => {
  it("are the same after they were shown and saved again", () => {
    const times = fc.integer({ min: 0, max: 14_400 });
    const rates = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(times, times, rates, (secondsPerEmail, secondsPerReply, hourlyRate) => {
        const given = { secondsPerEmail, secondsPerReply, hourlyRate };
        expect(fromInput(assumptionsSchema.parse(toInput(given, 100)), 100)).toEqual(given);
      }),
    );
    expect(toInput(defaultAssumptions, 100)).toEqual({ minutesPerEmail: 2, minutesPerReply: 5, hourlyRate: 40 });
  });

  it.each(["-1", "241", "a", "Infinity", "NaN"])("can't be %s minutes", (minutesPerEmail) => {
    expect(assumptionsSchema.safeParse({ minutesPerEmail, minutesPerReply: "1", hourlyRate: "1" }).success).toBe(false);
  });
});
