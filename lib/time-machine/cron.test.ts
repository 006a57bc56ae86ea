import { describe, expect, it } from "vitest";
import { day, hour, minute } from "@/lib/durations";
import { queues } from "@/lib/jobs/queues";
import { nextRun, runsEvery } from "./cron";

const at = (time: string) => new Date(`2027-02-${time}Z`);

describe("a schedule", () => {
  it.each([
    ["* * * * *", "01T10:20:00", "01T10:21:00"],
    ["*/5 * * * *", "01T10:20:00", "01T10:25:00"],
    ["*/5 * * * *", "01T10:24:59.999", "01T10:25:00"],
    ["5 * * * *", "01T10:05:00", "01T11:05:00"],
    ["5 * * * *", "01T23:20:00", "02T00:05:00"],
    ["35 */6 * * *", "01T10:20:00", "01T12:35:00"],
    ["35 */6 * * *", "01T18:35:00", "02T00:35:00"],
    ["30 4 * * *", "01T04:29:00", "01T04:30:00"],
    ["30 4 * * *", "27T04:30:00", "28T04:30:00"],
    ["0 0 * * *", "01T10:20:00", "02T00:00:00"],
  ])("%s runs next after %s at %s", (cron, after, next) => {
    expect(nextRun(cron, at(after))).toEqual(at(next));
  });

  it.each([
    ["* * * * *", minute],
    ["*/5 * * * *", 5 * minute],
    ["5 * * * *", hour],
    ["35 */6 * * *", 6 * hour],
    ["30 4 * * *", day],
  ])("%s runs every %d ms", (cron, every) => {
    expect(runsEvery(cron)).toBe(every);
  });

  it.each(["0 3 1 * *", "0 3 * * 1", "60 * * * *", "0 24 * * *", "*/0 * * * *", "1,2 * * * *", "x * * * *", "0 3"])(
    "%s is not one that is understood",
    (cron) => {
      expect(() => nextRun(cron, at("01T10:20:00"))).toThrow("schedule");
    },
  );

  it("of every job is understood", () => {
    for (const { cron } of Object.values(queues)) if (cron) expect(runsEvery(cron)).toBeLessThanOrEqual(day);
  });
});
