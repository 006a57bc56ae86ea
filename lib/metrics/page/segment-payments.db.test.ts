import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { metricPayments } from "@/db/schema";
import {
  bookMovements,
  customer,
  forgetEverything,
  reading,
  roll,
  setSegments,
} from "@/testing/metrics/book-movements";
import { overviewMetrics, paymentMetrics, planMixMetrics, storeRates } from "../index";
import type { Segment } from "./types";

const now = new Date("2026-11-21T12:00:00Z");

beforeEach(forgetEverything);

type Payment = { day: string; outcome: "succeeded" | "recovered" | "failed"; amount?: number; currency?: string };

const pay = (organizationId: string, payments: readonly Payment[]) =>
  reading(now, ({ tx }) =>
    tx.insert(metricPayments).values(
      payments.map(({ amount = 1_000, currency = "usd", ...payment }, index) => ({
        organizationId,
        stripeInvoiceId: `in_${organizationId}_${index}`,
        amount,
        currency,
        ...payment,
      })),
    ),
  );

/** Rolls, and changes the payment's outcome after the roll has read it and before it notes what it read. */
async function changeWhileRolling(id: string): Promise<void> {
  let rolling: Promise<void> | undefined;
  await reading(now, async ({ tx }) => {
    await tx.execute(sql`lock table metric_months in share mode`);
    rolling = roll();
    await expect
      .poll(async () => (await tx.execute(sql`select from pg_locks where not granted`)).length, { timeout: 5_000 })
      .toBe(1);
    await recover(id);
  });
  await rolling;
}

const recover = (id: string) =>
  reading(now, ({ tx }) =>
    tx.update(metricPayments).set({ outcome: "recovered" }).where(eq(metricPayments.organizationId, id)),
  );

const november = async (segment: Segment | null = null) => {
  const { months } = await reading(now, (ctx) => paymentMetrics(ctx, { months: 1, segment }));
  const { succeeded, recovered, failed, successRate, amountFailed } = months[0] ?? {};
  return { succeeded, recovered, failed, successRate, amountFailed };
};

/** Two in the US, one of which goes from Starter to Professional on the 10th, and one that doesn't say where it is. */
async function threeCustomers() {
  const first = await customer("2026-09-01", [
    { kind: "new", before: 0, after: 4_900, at: "2026-09-10", plan: "starter" },
    {
      kind: "expansion",
      before: 4_900,
      after: 19_900,
      at: "2026-11-10",
      planBefore: "starter",
      plan: "professional",
    },
  ]);
  const second = await customer("2026-09-01", [
    { kind: "new", before: 0, after: 19_900, at: "2026-09-10", plan: "professional" },
  ]);
  const third = await customer("2026-09-01", []);
  await setSegments(first, { country: "US" });
  await setSegments(second, { country: "US" });
  await pay(first, [
    { day: "2026-11-05", outcome: "failed", amount: 4_900 },
    { day: "2026-11-10", outcome: "succeeded" },
    { day: "2026-10-10", outcome: "succeeded" },
  ]);
  await pay(second, [{ day: "2026-11-12", outcome: "recovered" }]);
  await pay(third, [{ day: "2026-11-12", outcome: "failed", amount: 700 }]);
}

describe("payments of a segment", () => {
  it("are those of its organizations, and the segments of a dimension add up to all", async () => {
    await threeCustomers();
    const us = await november({ dimension: "country", value: "US" });
    expect(us).toEqual({ succeeded: 1, recovered: 1, failed: 1, successRate: 2 / 3, amountFailed: 4_900 });
    const unknown = await november({ dimension: "country", value: "unknown" });
    expect(unknown).toMatchObject({ succeeded: 0, recovered: 0, failed: 1, amountFailed: 700 });
    expect(await november()).toMatchObject({ succeeded: 1, recovered: 1, failed: 2, amountFailed: 5_600 });
  });

  it("have the plan of the day they were charged", async () => {
    await threeCustomers();
    expect(await november({ dimension: "plan", value: "starter" })).toMatchObject({ succeeded: 0, failed: 1 });
    expect(await november({ dimension: "plan", value: "professional" })).toMatchObject({
      succeeded: 1,
      recovered: 1,
      failed: 0,
    });
    expect(await november({ dimension: "plan", value: "unknown" })).toMatchObject({ failed: 1, amountFailed: 700 });
  });

  it("move along when an outcome, the organization's segment or its plan on that day turns out to be another", async () => {
    const id = await customer("2026-09-01", [{ kind: "new", before: 0, after: 4_900, at: "2026-09-10" }]);
    await pay(id, [{ day: "2026-11-05", outcome: "failed", amount: 4_900 }]);
    const [starter, professional, us] = [
      { dimension: "plan", value: "starter" },
      { dimension: "plan", value: "professional" },
      { dimension: "country", value: "US" },
    ] as const;
    expect(await november(starter)).toMatchObject({ succeeded: 0, failed: 1, amountFailed: 4_900 });

    await recover(id);
    await setSegments(id, { country: "US" });
    for (const segment of [starter, us, null]) {
      expect(await november(segment)).toMatchObject({ succeeded: 0, recovered: 1, failed: 0, amountFailed: 0 });
    }

    const late = { kind: "expansion", before: 4_900, after: 19_900, at: "2026-11-01" } as const;
    await bookMovements(id, [{ ...late, planBefore: "starter", plan: "professional" }]);
    expect(await november(starter)).toMatchObject({ recovered: 0, failed: 0 });
    expect(await november(professional)).toMatchObject({ recovered: 1, failed: 0 });
  });

  it("are corrected by the next roll if they change while one is running", async () => {
    const id = await customer("2026-09-01", [{ kind: "new", before: 0, after: 4_900, at: "2026-09-10" }]);
    await roll();
    await pay(id, [{ day: "2026-11-05", outcome: "failed" }]);
    await changeWhileRolling(id);
    expect(await november()).toMatchObject({ recovered: 1, failed: 0 });
    expect(await november({ dimension: "plan", value: "starter" })).toMatchObject({ recovered: 1, failed: 0 });
  });

  it("are converted at the rate of their day, and are a tile of the overview", async () => {
    await threeCustomers();
    const abroad = await customer("2026-09-01", [
      { kind: "new", before: 0, after: 10_000, at: "2026-09-10", currency: "eur" },
    ]);
    await setSegments(abroad, { country: "FR" });
    await reading(now, (ctx) =>
      storeRates(ctx, [
        { base: "usd", currency: "eur", day: "2026-09-01", rate: 1 },
        { base: "usd", currency: "eur", day: "2026-11-02", rate: 2 },
      ]),
    );
    await pay(abroad, [
      { day: "2026-11-01", outcome: "failed", currency: "eur" },
      { day: "2026-11-02", outcome: "failed", currency: "eur" },
      { day: "2026-11-03", outcome: "succeeded", currency: "eur" },
    ]);
    const segment = { dimension: "country", value: "FR" } as const;
    expect(await november(segment)).toMatchObject({ failed: 2, amountFailed: 3_000 });
    const { tiles } = await reading(now, (ctx) => overviewMetrics(ctx, { range: "30d", segment }));
    expect(tiles.find(({ slug }) => slug === "payment-success")?.value).toBe(1 / 3);
    expect((await reading(now, (ctx) => planMixMetrics(ctx, { dimension: "country" }))).rows).not.toEqual([]);
  });
});

describe("the course of a rate", () => {
  it("is over the 30 days up to each point, so that a single failed payment isn't a drop to 0", async () => {
    const id = await customer("2026-09-01", [{ kind: "new", before: 0, after: 4_900, at: "2026-09-10" }]);
    await pay(id, [
      { day: "2026-10-25", outcome: "succeeded" },
      { day: "2026-11-05", outcome: "succeeded" },
      { day: "2026-11-15", outcome: "failed" },
    ]);
    const { tiles } = await reading(now, (ctx) => overviewMetrics(ctx, { range: "30d" }));
    const tile = tiles.find(({ slug }) => slug === "payment-success");
    const on = (day: string) => tile?.series.find(({ at }) => at === day)?.value;
    expect([on("2026-11-04"), on("2026-11-14"), on("2026-11-15"), on("2026-11-21")]).toEqual([1, 1, 2 / 3, 2 / 3]);
    expect(tile?.value).toBe(2 / 3);
    expect(tile?.hint).toContain("the 30 days up to it");
  });
});
