import { describe, expect, it } from "vitest";
import { trialDays } from "./trial-days";

const now = new Date("2026-11-30T22:00:00Z");
const trial = (id: string, endsAt: string) => ({ id, name: id, trialEndsAt: new Date(endsAt) });

describe("the strip of trials that end", () => {
  const strip = trialDays(
    [
      trial("tonight", "2026-11-30T23:30:00Z"),
      trial("tomorrow", "2026-12-01T00:00:00Z"),
      trial("last day", "2026-12-13T23:59:59Z"),
      trial("later", "2026-12-14T00:00:00Z"),
    ],
    now,
  );
  const on = (day: string) => strip.find((each) => each.day === day)?.entries.map(({ id }) => id);

  it("has fourteen days from today", () => {
    expect([strip.length, strip[0]?.day, strip.at(-1)?.day]).toEqual([14, "2026-11-30", "2026-12-13"]);
  });

  it("puts each trial on its day in UTC", () => {
    expect(on("2026-11-30")).toEqual(["tonight"]);
    expect(on("2026-12-01")).toEqual(["tomorrow"]);
    expect(on("2026-12-13")).toEqual(["last day"]);
    expect(strip.flatMap(({ entries }) => entries)).toHaveLength(3);
  });

  it("has the colors of the customer's trial banner", () => {
    const everyDay = trialDays(
      Array.from({ length: 14 }, (_, index) =>
        trial(`${index}`, new Date(now.getTime() + index * 86_400_000).toISOString()),
      ),
      now,
    );
    expect(everyDay.map(({ entries }) => entries[0]?.color)).toEqual([
      ...new Array(3).fill("var(--destructive)"),
      ...new Array(4).fill("var(--warning)"),
      ...new Array(7).fill("var(--info)"),
    ]);
  });
});
