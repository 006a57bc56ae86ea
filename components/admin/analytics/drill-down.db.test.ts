import { beforeAll, describe, expect, it } from "vitest";
import { adminOverview } from "@/lib/admin";
import { growthMetrics, movementsBehind } from "@/lib/metrics";
import { bookMovements, customer, forgetEverything, reading, roll } from "@/testing/metrics/book-movements";
import type { ChartInput } from "./chart-file";
import { chartFiles } from "./chart-file";
import { loadRowsParams } from "./rows/rows-params";

const now = new Date("2026-11-20T12:00:00Z");
const filter = { currency: null, segment: null };
const input: ChartInput = { filter, overviewRange: "12m", growthRange: "12m", dimension: "plan", meter: null };

/** Three customers: one grew, one left, one came this month. */
beforeAll(async () => {
  await forgetEverything();
  await customer("2026-08-01", [
    { kind: "new", before: 0, after: 4_900, at: "2026-08-15" },
    { kind: "expansion", before: 4_900, after: 19_900, at: "2026-11-03", planBefore: "starter", plan: "professional" },
  ]);
  const left = await customer("2026-08-02", [{ kind: "new", before: 0, after: 4_900, at: "2026-09-01" }]);
  await bookMovements(left, [{ kind: "churn", before: 4_900, after: 0, at: "2026-11-10", reason: "too_expensive" }]);
  await customer("2026-11-01", [{ kind: "new", before: 0, after: 99_900, at: "2026-11-15", plan: "enterprise" }]);
  await roll();
});

const overview = () => reading(now, (ctx) => adminOverview(ctx, { ...filter, range: "12m", activity: null }));
const behind = (query: Omit<Parameters<typeof movementsBehind>[1], "currency" | "segment">) =>
  reading(now, (ctx) => movementsBehind(ctx, { ...filter, ...query }));
const sum = (rows: readonly { amount: number }[]) => rows.reduce((total, { amount }) => total + amount, 0);

describe("a figure of the overview", () => {
  it("MRR is the sum of the organizations behind it", async () => {
    const { metrics } = await overview();
    // Of yesterday, when nothing changed any more: today's rows come from the subscriptions, which these customers lack.
    const { rows, totals } = await behind({ metric: "mrr", period: "2026-11-19" });
    expect(metrics.mrr.value).toBe(119_800);
    expect(sum(rows)).toBe(119_800);
    expect(totals).toEqual([{ currency: "usd", amount: 119_800, count: 2 }]);
  });

  it("each tile leads to rows that make up its figure, over the whole range", async () => {
    const { tiles } = (await overview()).metrics;
    const growth = await reading(now, (ctx) => growthMetrics(ctx, { ...filter, range: "12m" }));
    const opened = async ({ href }: { href: string }) => {
      const { metric, kind, period } = loadRowsParams(new URL(href, "http://localhost").searchParams);
      return (await behind({ metric, kind, period: period ?? "" })).rows;
    };
    for (const reading of [...tiles, ...growth.totals]) {
      const { slug, value } = reading;
      if (slug === "sign-ups" || slug === "trials")
        expect([slug, (await opened(reading)).length]).toEqual([slug, value]);
      if (slug === "net-new-mrr" || slug === "new-mrr")
        expect([slug, sum(await opened(reading))]).toEqual([slug, value]);
    }
    expect(tiles.find(({ slug }) => slug === "sign-ups")?.value).toBe(3);
  });

  it("trials leads to those that run at that time, not to those that began then", async () => {
    const inTrial = new Date("2026-11-05T12:00:00Z");
    const { metrics } = await reading(inTrial, (ctx) =>
      adminOverview(ctx, { ...filter, range: "12m", activity: null }),
    );
    const tile = metrics.tiles.find(({ slug }) => slug === "trials");
    expect(tile).toMatchObject({ value: 1, href: "/admin/analytics/movements?metric=trials&period=2026-11-05" });
    const found = await reading(inTrial, (ctx) =>
      movementsBehind(ctx, { ...filter, metric: "trials", period: "2026-11-05" }),
    );
    expect(found.rows.map(({ occurredAt }) => occurredAt.toISOString().slice(0, 10))).toEqual(["2026-11-01"]);
  });

  it("trial conversion leads to the trials that started, and marks those that have paid", async () => {
    const { rows, totals } = await behind({ metric: "trials_started", period: "2026-08..2026-11" });
    expect(rows.map(({ kind }) => kind)).toEqual(["new", "new", "new"]);
    expect(totals).toEqual([{ currency: "", amount: 0, count: 3 }]);
  });

  it("each step of the month's ledger is the sum of its movements", async () => {
    const { waterfall } = (await overview()).metrics;
    for (const { kind, amount, count } of waterfall.steps) {
      if (kind === "fx" || kind === "transfer_in" || kind === "transfer_out") continue;
      const { rows } = await behind({ metric: "movements", period: "2026-11", kind });
      expect([kind, sum(rows), rows.length]).toEqual([kind, amount, count]);
    }
    expect([waterfall.opening, waterfall.closing]).toEqual([9_800, 119_800]);
  });

  it("the file of MRR ends with the figure, by plan and in dollars", async () => {
    const table = await reading(now, (ctx) => chartFiles.mrr(ctx, input));
    const last = Object.fromEntries(
      table?.columns.map(({ label }, index) => [label, table.rows.at(-1)?.cells[index]?.value]) ?? [],
    );
    expect(last).toMatchObject({ Professional: 199, Enterprise: 999, Total: 1198 });
  });

  it("the file of movements adds up in every month and begins with the first one", async () => {
    const table = await reading(now, (ctx) => chartFiles.movements(ctx, input));
    expect(table?.rows.map(({ label }) => label)).toEqual(["Aug 2026", "Sep 2026", "Oct 2026", "Nov 2026"]);
    for (const { cells } of table?.rows ?? []) {
      const [opening = 0, ...steps] = cells.map(({ value }) => Number(value));
      const closing = steps.pop();
      expect(sum(steps.map((amount) => ({ amount }))) + opening).toBe(closing);
    }
  });
});

describe("the feed", () => {
  it("has movements and sign-ups in the order in which they happened", async () => {
    const { activity } = await overview();
    expect(activity.map((each) => (each.kind === "movement" ? each.movement : each.kind))).toEqual([
      "new",
      "churn",
      "expansion",
      "sign_up",
      "new",
      "new",
      "sign_up",
      "sign_up",
    ]);
  });

  it("can be narrowed to one kind", async () => {
    const only = await reading(now, (ctx) => adminOverview(ctx, { ...filter, range: "30d", activity: "sign_up" }));
    expect(only.activity.map(({ kind }) => kind)).toEqual(["sign_up", "sign_up", "sign_up"]);
  });

  it("knows nothing of what comes later", async () => {
    const earlier = new Date("2026-09-15T00:00:00Z");
    const { activity } = await reading(earlier, (ctx) =>
      adminOverview(ctx, { ...filter, range: "12m", activity: null }),
    );
    expect(activity.every(({ at }) => at <= earlier)).toBe(true);
    expect(activity).toHaveLength(4);
  });
});
