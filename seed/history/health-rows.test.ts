import { expect, test } from "vitest";
import { daysOf, incidentsOf, outagesOf, uptimeOf } from "@/lib/health/history";
import { healthRows } from "./health-rows";

test("the sample history of the status page has 90 days without a gap and a few short incidents", () => {
  const until = new Date("2026-12-01T10:03:20Z");
  const rows = healthRows(until);
  expect(rows.slice(1).every(({ at }, index) => at.getTime() - (rows[index]?.at.getTime() ?? 0) === 300_000)).toBe(
    true,
  );
  const failed = rows.filter(({ database, worker, stripe }) => !(database && worker && stripe));
  const found = { since: rows[0]?.at ?? null, failed, gaps: [] };
  const outages = outagesOf(found);
  expect(incidentsOf(outages)).toEqual([
    {
      components: ["database", "worker"],
      from: new Date("2026-11-14T02:30:00Z"),
      to: new Date("2026-11-14T02:40:00Z"),
    },
    { components: ["worker"], from: new Date("2026-10-14T07:05:00Z"), to: new Date("2026-10-14T07:40:00Z") },
    { components: ["stripe"], from: new Date("2026-09-21T14:20:00Z"), to: new Date("2026-09-21T14:45:00Z") },
  ]);
  const days = daysOf("worker", found, outages, until);
  expect(days.map(({ level }) => level)).not.toContain("none");
  expect(uptimeOf(days, found.since, until)).toBeGreaterThan(0.9995);
});
