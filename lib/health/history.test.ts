import { describe, expect, it } from "vitest";
import { addDays, addMinutes, day } from "@/lib/durations";
import { daysOf, type Findings, incidentsOf, outagesOf, type Sample, shownDays, uptimeOf } from "./history";

const now = new Date("2026-11-30T12:00:00Z");
const since = addDays(now, -10);
const up = { database: true, worker: true, stripe: true };
const failedAt = (at: Date, down: Partial<Sample>): Sample => ({ at, ...up, ...down });
const findings = (given: Partial<Findings>): Findings => ({ since, failed: [], gaps: [], ...given });

describe("the history of checks", () => {
  it("takes one failed check as noise, and two in a row as an outage", () => {
    const at = addDays(now, -1);
    expect(outagesOf(findings({ failed: [failedAt(at, { stripe: false })] }))).toEqual([]);
    const failed = [0, 5, 10].map((minutes) => failedAt(addMinutes(at, minutes), { stripe: false }));
    expect(outagesOf(findings({ failed }))).toEqual([{ component: "stripe", from: at, to: addMinutes(at, 15) }]);
    const apart = [0, 15].map((minutes) => failedAt(addMinutes(at, minutes), { stripe: false }));
    expect(outagesOf(findings({ failed: apart }))).toEqual([]);
  });

  it("says that the web server was down where nothing was checked", () => {
    const from = addDays(now, -1);
    const [outage] = outagesOf(findings({ gaps: [{ from, to: addMinutes(from, 60) }] }));
    expect(outage).toEqual({ component: "web", from: addMinutes(from, 5), to: addMinutes(from, 60) });
  });

  it("joins what was down at the same time into one incident, the newest first", () => {
    const at = addDays(now, -2);
    const failed = [
      ...[0, 5].map((minutes) => failedAt(addMinutes(at, minutes), { database: false, worker: false })),
      ...[10, 15].map((minutes) => failedAt(addMinutes(at, minutes), { worker: false })),
      ...[600, 605].map((minutes) => failedAt(addMinutes(at, minutes), { stripe: false })),
    ];
    expect(incidentsOf(outagesOf(findings({ failed })))).toEqual([
      { components: ["stripe"], from: addMinutes(at, 600), to: addMinutes(at, 610) },
      { components: ["database", "worker"], from: at, to: addMinutes(at, 20) },
    ]);
  });

  it("shows 90 days, those before the first check as unknown, and splits an outage at midnight", () => {
    const midnight = new Date("2026-11-29T00:00:00Z");
    const failed = [-10, -5, 0, 5, 10, 15, 20, 25, 30, 35].map((minutes) =>
      failedAt(addMinutes(midnight, minutes), { database: false }),
    );
    const found = findings({ failed });
    const days = daysOf("database", found, outagesOf(found), now);
    expect(days).toHaveLength(shownDays);
    expect(days.at(-1)?.day).toEqual(new Date("2026-11-30T00:00:00Z"));
    expect(days.slice(-4).map(({ level, downMinutes }) => [level, downMinutes])).toEqual([
      ["up", 0],
      ["degraded", 10],
      ["down", 40],
      ["up", 0],
    ]);
    expect(days.filter(({ level }) => level === "none")).toHaveLength(shownDays - 11);
    expect(uptimeOf(days, since, now)).toBeCloseTo(1 - 50 / ((10 * day) / 60_000), 6);
  });

  it("knows nothing before the first check", () => {
    const nothing = findings({ since: null });
    const days = daysOf("web", nothing, [], now);
    expect(new Set(days.map(({ level }) => level))).toEqual(new Set(["none"]));
    expect(uptimeOf(days, null, now)).toBeNull();
  });
});
