import { beforeAll, describe, expect, it, vi } from "vitest";
import { gauges, movements, usageCounters } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { now } from "@/lib/clock";
import { inTenant, withPlatform } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { createPlatformKey } from "@/lib/keys";
import { asSystem } from "@/testing/actors";
import { newOrganization, newUser } from "@/testing/factories";
import { GET as listAuditLogs } from "../audit-logs/route";
import { GET as listTop } from "../usage/top-organizations/route";
import { GET as listViolations } from "../usage/violations/route";
import { GET as getChurn } from "./churn/route";
import { GET as getCohorts } from "./cohorts/route";
import { GET as getConversion } from "./conversion/route";
import { GET as getFunnel } from "./funnel/route";
import { GET as getGrowth } from "./growth/route";
import { GET as getMovements } from "./movements/route";
import { GET as getPayments } from "./payments/route";
import { GET as getPlanMix } from "./plan-mix/route";
import { GET as getProjection } from "./projection/route";
import { GET as getMetrics } from "./route";

vi.mock("next/headers", () => ({
  cookies: async () => ({ get: () => undefined }),
  headers: async () => new Headers(),
}));

const actor = asSystem();
let key: string;
let admin: { id: string };

beforeAll(async () => {
  admin = await newUser({ platformAdmin: true });
  const made = await withPlatform({ actor: { kind: "user", id: admin.id } }, (ctx) =>
    createPlatformKey(ctx, { name: "reports", scopes: ["admin:read"] }),
  );
  key = made.key;
});

type Route = (request: Request) => Promise<Response>;

async function read(route: Route, path: string) {
  const headers = { authorization: `Bearer ${key}` };
  const response = await route(new Request(`http://localhost:3000/api/v1/admin/${path}`, { headers }));
  return { status: response.status, body: await response.json() };
}

/** A customer who pays in a currency that no other test uses. */
async function payingIn(currency: string, amounts: readonly { mrr: number; daysAgo: number; plan?: string }[]) {
  const { id } = await newOrganization({ createdAt: addDays(now(), -100) });
  let before: { mrr: number; plan: string | null } = { mrr: 0, plan: null };
  await withPlatform({ actor }, async ({ tx }) => {
    for (const { mrr, daysAgo, plan = "professional" } of amounts) {
      const at = addDays(now(), -daysAgo);
      await tx.insert(movements).values({
        organizationId: id,
        id: crypto.randomUUID(),
        kind: before.mrr === 0 ? "new" : mrr === 0 ? "churn" : mrr > before.mrr ? "expansion" : "contraction",
        currency,
        amount: mrr - before.mrr,
        mrrBefore: before.mrr,
        mrrAfter: mrr,
        planBefore: before.plan,
        planAfter: mrr === 0 ? null : plan,
        ...(mrr === 0 ? { cause: "voluntary" as const } : {}),
        occurredAt: at,
        createdAt: at,
      });
      before = { mrr, plan: mrr === 0 ? null : plan };
    }
  });
  return id;
}

describe("the metrics as JSON", () => {
  it("say what they are, how they are computed, and where the rows behind them are", async () => {
    await payingIn("chf", [{ mrr: 19_900, daysAgo: 80 }]);
    await payingIn("chf", [
      { mrr: 4_900, daysAgo: 70, plan: "starter" },
      { mrr: 9_900, daysAgo: 10, plan: "starter" },
    ]);
    const { status, body } = await read(getMetrics, "metrics?currency=chf&range=30d");
    expect(status).toBe(200);
    expect(body).toMatchObject({
      range: "30d",
      currency: "chf",
      converted: false,
      mrr: { value: 29_800, change: { amount: 5_000 } },
      plans: expect.arrayContaining([{ key: "starter", label: "Starter", customers: 1, mrr: 9_900 }]),
    });
    expect(body.mrr.points).toHaveLength(30);
    const metric = (slug: string) => body.metrics.find((each: { slug: string }) => each.slug === slug);
    expect(metric("mrr")).toMatchObject({ label: "MRR", type: "balance", unit: "money", value: 29_800, good: "up" });
    expect(metric("arr")).toMatchObject({ value: 29_800 * 12, definition: "MRR × 12" });
    for (const { slug, definition, rows } of body.metrics) {
      expect([slug, definition.length > 5, rows.startsWith("/admin")]).toEqual([slug, true, true]);
    }
  });

  it("are of a segment alone", async () => {
    await payingIn("sek", [{ mrr: 10_000, daysAgo: 40, plan: "starter" }]);
    await payingIn("sek", [{ mrr: 30_000, daysAgo: 40 }]);
    const { body } = await read(getMetrics, "metrics?currency=sek&segment=plan:starter");
    expect(body.mrr.value).toBe(10_000);
  });

  it.each(["range=1d", "currency=US", "segment=planet:earth", "segment=plan:", "from=2026-01", "segment=plan:%00"])(
    "reject %s",
    async (query) => {
      expect(await read(getMetrics, `metrics?${query}`)).toMatchObject({
        status: 400,
        body: { code: "invalid_input" },
      });
    },
  );

  it("add up in each month's waterfall", async () => {
    await payingIn("nok", [
      { mrr: 20_000, daysAgo: 75 },
      { mrr: 35_000, daysAgo: 45 },
      { mrr: 0, daysAgo: 5 },
    ]);
    await payingIn("nok", [{ mrr: 5_000, daysAgo: 2 }]);
    const { body } = await read(getMovements, "metrics/movements?currency=nok");
    expect(body.months).toHaveLength(12);
    for (const { month, opening, steps, closing } of body.months) {
      const sum = steps.reduce((total: number, { amount }: { amount: number }) => total + amount, opening);
      expect([month, sum]).toEqual([month, closing]);
    }
    expect(body.months.at(-1).closing).toBe(5_000);
  });

  it("show growth by day and cohorts by month", async () => {
    await payingIn("dkk", [{ mrr: 7_000, daysAgo: 3 }]);
    const { body: growth } = await read(getGrowth, "metrics/growth?currency=dkk&range=7d");
    expect(growth.points).toHaveLength(7);
    expect(growth.points.at(-1)).toMatchObject({ mrr: 7_000, paying: 1 });
    const { body: cohorts } = await read(getCohorts, "metrics/cohorts?currency=dkk&months=3");
    expect(cohorts.cohorts.at(-1)).toMatchObject({ customers: 1, mrr: 7_000 });
  });
});

describe("the sections of analytics as JSON", () => {
  it("show churn with its reasons, and the definitions of its rates", async () => {
    await payingIn("pln", [
      { mrr: 8_000, daysAgo: 70, plan: "starter" },
      { mrr: 0, daysAgo: 3, plan: "starter" },
    ]);
    const { status, body } = await read(getChurn, "metrics/churn?currency=pln");
    expect(status).toBe(200);
    expect(body).toMatchObject({
      currency: "pln",
      byCause: [{ key: "voluntary", customers: 1, mrr: 8_000 }],
      byPlan: [{ key: "starter", label: "Starter", customers: 1, mrr: 8_000 }],
      definitions: expect.arrayContaining([expect.objectContaining({ slug: "logo-churn" })]),
    });
    expect(body.months).toHaveLength(12);
    const other = await read(getChurn, "metrics/churn?currency=pln&segment=plan:professional");
    expect(other.body.byCause).toEqual([]);
  });

  it("show the plan mix by any dimension, its shares adding up", async () => {
    await payingIn("czk", [{ mrr: 30_000, daysAgo: 40 }]);
    await payingIn("czk", [{ mrr: 10_000, daysAgo: 40, plan: "starter" }]);
    const { body } = await read(getPlanMix, "metrics/plan-mix?currency=czk&months=3");
    expect(body.months).toHaveLength(3);
    expect(body.rows).toMatchObject([
      { key: "starter", mrr: 10_000, customers: 1, share: 0.25 },
      { key: "professional", mrr: 30_000, customers: 1, share: 0.75, arpa: 30_000 },
    ]);
    expect((await read(getPlanMix, "metrics/plan-mix?dimension=country")).body.dimension).toBe("country");
  });

  it("show the funnel, trial conversion and payments by month", async () => {
    await newOrganization({ createdAt: now() });
    const { body: funnel } = await read(getFunnel, "metrics/funnel");
    expect(funnel.stages.find(({ key }: { key: string }) => key === "sign_up")).toMatchObject({
      label: "Sign-ups",
      definition: "Organizations that signed up",
      count: expect.any(Number),
    });
    const { body: conversion } = await read(getConversion, "metrics/conversion?months=6");
    expect(conversion.cohorts).toHaveLength(6);
    expect(conversion.cohorts.at(-1)).toMatchObject({ young: true });
    const { body: payments } = await read(getPayments, "metrics/payments?months=2");
    expect(payments.months).toHaveLength(2);
    expect(payments.definitions).toMatchObject([{ slug: "payment-success" }]);
  });

  it("project MRR with the method, or say that there is too little history", async () => {
    await payingIn("huf", [{ mrr: 500_000, daysAgo: 20 }]);
    const { body } = await read(getProjection, "metrics/projection?currency=huf");
    expect(body).toMatchObject({ currency: "huf", points: null, method: expect.stringContaining("80%") });
    expect(body.history.at(-1)).toMatchObject({ mrr: 500_000 });
  });

  it.each([
    ["churn", getChurn, "from=2026"],
    ["funnel", getFunnel, "to=2026-13"],
    ["plan-mix", getPlanMix, "dimension=planet"],
    ["conversion", getConversion, "currency=usd"],
    ["payments", getPayments, "months=0"],
    ["projection", getProjection, "segment=plan"],
  ] as const)("reject what %s doesn't take", async (section, route, query) => {
    expect(await read(route, `metrics/${section}?${query}`)).toMatchObject({
      status: 400,
      body: { code: "invalid_input" },
    });
  });
});

describe("usage across organizations", () => {
  it("names those that use the most, and those that are over their limit", async () => {
    const { id } = await newOrganization({ name: "Busy Foundry" });
    const at = now();
    await withPlatform({ actor }, async ({ tx }) => {
      await tx.insert(usageCounters).values({
        organizationId: id,
        meter: "work_orders",
        periodStart: addDays(at, -1),
        periodEnd: addDays(at, 29),
        used: 9_000_000,
        included: 200,
        updatedAt: at,
      });
      await tx.insert(gauges).values({ organizationId: id, meter: "plants", level: 9_000_000, updatedAt: at });
    });
    const { body: top } = await read(listTop, "usage/top-organizations?limit=1");
    const workOrders = top.meters.find(({ meter }: { meter: string }) => meter === "work_orders");
    expect(workOrders.organizations).toMatchObject([
      { organization: id, organizationName: "Busy Foundry", limit: 200 },
    ]);
    const { body: violations } = await read(listViolations, "usage/violations");
    expect(violations.data).toContainEqual(
      expect.objectContaining({ organization: id, meter: "work_orders", step: "hard", used: 9_000_000, limit: 200 }),
    );
    expect((await read(listViolations, "usage/violations?limit=0")).status).toBe(400);
  });
});

describe("the audit log", () => {
  it("is listed page by page, with names, and filtered by organization and action", async () => {
    const { id } = await newOrganization({ name: "Audited Company" });
    await withPlatform({ actor: { kind: "user", id: admin.id } }, async (ctx) => {
      for (const reason of ["first", "second", "third"]) {
        await recordAudit(inTenant(ctx, id), {
          organizationId: id,
          action: "admin.suspended",
          details: { reason },
        });
      }
    });
    const seen: unknown[] = [];
    let cursor: string | null = null;
    do {
      const after: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const path = `audit-logs?organization=${id}&action=admin.*&limit=2${after}`;
      const { status, body } = await read(listAuditLogs, path);
      expect(status).toBe(200);
      seen.push(...body.data);
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(seen).toMatchObject([
      { seq: 3, organizationName: "Audited Company", actor: { id: admin.id }, details: { reason: "third" } },
      { seq: 2 },
      { seq: 1 },
    ]);
    expect((await read(listAuditLogs, `audit-logs?organization=${id}&action=billing.*`)).body.data).toEqual([]);
  });

  it.each(["cursor=x", "from=yesterday", "support=2", "search=%00", "unknown=1"])("rejects %s", async (query) => {
    expect(await read(listAuditLogs, `audit-logs?${query}`)).toMatchObject({ status: 400 });
  });
});
