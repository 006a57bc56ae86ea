import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocate } from "./allocate";
import { journeysOf } from "./journey";

const on = (day: number) => new Date(Date.UTC(2026, 2, day, 12));
const touch = (channel: string, day: number) => ({ channel, at: on(day) });
const bought = (day: number, value = 100) => ({ at: on(day), value });
const read = (journeys: ReturnType<typeof journeysOf>) =>
  journeys.map(
    ({ touches, conversion }) => `${touches.map(({ channel }) => channel).join(" > ")}${conversion ? " = " : ""}`,
  );

describe("the journeys of a visitor", () => {
  const options = { lookBackDays: 7, until: on(31) };

  it("end with a conversion, and each touch belongs to the first one after it", () => {
    const touches = [touch("email", 12), touch("ads", 10), touch("search", 14), touch("social", 30)];
    expect(read(journeysOf(touches, [bought(13), bought(15)], options))).toEqual([
      "ads > email = ",
      "search = ",
      "social",
    ]);
  });

  it("leave out touches that are older than the look-back window", () => {
    expect(read(journeysOf([touch("ads", 1), touch("email", 8)], [bought(15)], options))).toEqual(["email = "]);
    expect(read(journeysOf([touch("ads", 8)], [bought(15)], options))).toEqual(["ads = "]);
  });

  it("are direct without a touch in the window", () => {
    expect(read(journeysOf([touch("ads", 1)], [bought(15)], options))).toEqual(["direct = "]);
    expect(read(journeysOf([], [bought(15)], options))).toEqual(["direct = "]);
  });

  it("count a touch at the very moment of the conversion", () => {
    expect(read(journeysOf([touch("ads", 15)], [bought(15)], options))).toEqual(["ads = "]);
  });

  it("are none for a visitor whose touches are older than the window before the end of the range", () => {
    expect(journeysOf([touch("ads", 1)], [], options)).toEqual([]);
  });
});

describe("an amount that is split", () => {
  it("gives what is left to the largest remainders", () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocate(100, [0.5, 0.3, 0.2])).toEqual([50, 30, 20]);
    expect(allocate(-5, [1, 1])).toEqual([-3, -2]);
    expect(allocate(0, [1, 2])).toEqual([0, 0]);
    expect(() => allocate(5, [0, 0])).toThrow("add up to 0");
  });

  it("is whole again, and each share is within a unit of its exact part", () => {
    const weights = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), weights, (amount, given) => {
        const total = given.reduce((sum, weight) => sum + weight, 0);
        fc.pre(total > 1e-6);
        const shares = allocate(amount, given);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(amount);
        for (const [index, share] of shares.entries()) {
          expect(Math.abs(share - (amount * (given[index] ?? 0)) / total)).toBeLessThan(1.01);
        }
      }),
    );
  });
});
