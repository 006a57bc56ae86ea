import { describe, expect, it } from "vitest";
import { invoices, movements } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { asSystem } from "@/testing/actors";
import { inOrganization, newOrganization } from "@/testing/factories";
import { type MovementKind, revenueSummary } from "./index";

const now = new Date("2026-11-21T12:00:00Z");

type Booked = { kind: MovementKind; before: number; after: number; at: string; currency?: string };

async function customer(name: string, createdAt: string, booked: Booked[]) {
  const { id } = await newOrganization({ name, createdAt: new Date(createdAt) });
  await inOrganization(id, async ({ tx }) => {
    for (const { kind, before, after, at, currency = "usd" } of booked) {
      const occurredAt = new Date(at);
      await tx.insert(movements).values({
        organizationId: id,
        id: crypto.randomUUID(),
        kind,
        currency,
        amount: after - before,
        mrrBefore: before,
        mrrAfter: after,
        occurredAt,
        createdAt: occurredAt,
      });
    }
  });
  return id;
}

const paidInvoice = (organizationId: string, at: Date) =>
  withPlatform({ actor: asSystem("stripe") }, ({ tx }) =>
    tx.insert(invoices).values({
      organizationId,
      stripeInvoiceId: `in_${organizationId}`,
      status: "paid",
      currency: "usd",
      subtotal: 4900,
      tax: 0,
      total: 4900,
      amountDue: 4900,
      amountPaid: 4900,
      amountRemaining: 0,
      attemptCount: 1,
      collectionMethod: "charge_automatically",
      amountRefunded: 0,
      amountCredited: 0,
      disputed: false,
      periodStart: at,
      periodEnd: at,
      createdAt: at,
    }),
  );

describe("the revenue summary", () => {
  it("adds up the movements of all organizations, per currency, up to now", async () => {
    const grown = await customer("Grown", "2026-09-02T00:00:00Z", [
      { kind: "new", before: 0, after: 4900, at: "2026-09-10T00:00:00Z" },
      { kind: "expansion", before: 4900, after: 19900, at: "2026-11-02T00:00:00Z" },
    ]);
    await customer("Left", "2026-09-03T00:00:00Z", [
      { kind: "new", before: 0, after: 99900, at: "2026-09-30T23:59:59Z" },
      { kind: "churn", before: 99900, after: 0, at: "2026-11-01T00:00:00Z" },
    ]);
    await customer("Euro", "2026-10-05T00:00:00Z", [
      { kind: "new", before: 0, after: 18000, at: "2026-10-06T00:00:00Z", currency: "eur" },
    ]);
    await customer("Tomorrow", "2026-11-20T00:00:00Z", [
      { kind: "new", before: 0, after: 4900, at: "2026-11-22T00:00:00Z" },
    ]);
    await paidInvoice(grown, new Date("2026-09-10T00:00:00Z"));

    const summary = await withPlatform({ actor: asSystem(), now }, (ctx) => revenueSummary(ctx));
    expect(summary).toMatchObject({
      organizations: 4,
      trials: 1,
      paying: 2,
      revenue: [
        { currency: "usd", mrr: 19900, arr: 238800, paying: 1, arpa: 19900 },
        { currency: "eur", mrr: 18000, arr: 216000, paying: 1, arpa: 18000 },
      ],
    });
    expect(summary.month.find(({ currency }) => currency === "usd")).toMatchObject({
      opening: 104800,
      closing: 19900,
      byKind: {
        expansion: { amount: 15000, count: 1 },
        churn: { amount: -99900, count: 1 },
        new: { amount: 0, count: 0 },
      },
    });
    const usd = summary.series.filter(({ currency }) => currency === "usd");
    expect(usd).toHaveLength(12);
    expect(usd.slice(-4).map(({ mrr }) => mrr)).toEqual([0, 104800, 104800, 19900]);
    expect(summary.trialCohorts.filter(({ started }) => started > 0)).toEqual([
      { month: "2026-09", started: 2, converted: 1, rate: 0.5, young: false },
      { month: "2026-10", started: 1, converted: 0, rate: 0, young: false },
      { month: "2026-11", started: 1, converted: 0, rate: 0, young: true },
    ]);
    expect(summary.latest[0]).toMatchObject({ organizationName: "Grown", kind: "expansion", amount: 15000 });
    expect(summary.latest).toHaveLength(5);
  });
});
