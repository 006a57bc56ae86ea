import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { movements } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { asSystem } from "@/testing/actors";
import { inOrganization, newOrganization } from "@/testing/factories";
import type { MovementKind } from "../movements";
import { rollMetrics } from "./roll-metrics";

const actor = asSystem();
const roll = () => rollMetrics((work) => withPlatform({ actor }, work));

type Booked = { kind: MovementKind; before: number; after: number; at: string; currency?: string; plan?: string };

async function book(organizationId: string, booked: Booked[]) {
  await inOrganization(organizationId, async ({ tx }) => {
    for (const { kind, before, after, at, currency = "xts", plan = "starter" } of booked) {
      const occurredAt = new Date(at);
      await tx.insert(movements).values({
        organizationId,
        id: crypto.randomUUID(),
        kind,
        currency,
        amount: after - before,
        mrrBefore: before,
        mrrAfter: after,
        planBefore: before > 0 ? plan : null,
        planAfter: after > 0 ? plan : null,
        occurredAt,
        createdAt: occurredAt,
      });
    }
  });
}

const months = (currency: string, dimension = "all") =>
  withPlatform({ actor }, ({ tx }) =>
    tx.execute<{ month: string; kind: string; amount: string; customers: string }>(sql`
      select month::text, kind, amount::text, customers::text from metric_months
      where dimension = ${dimension} and currency = ${currency} and (amount <> 0 or customers <> 0) order by month, kind`),
  );

describe("rolling up", () => {
  it("adds each movement once, however often it runs, and those dated in the past to their month", async () => {
    const { id } = await newOrganization({ createdAt: new Date("2026-01-05T00:00:00Z") });
    await book(id, [{ kind: "new", before: 0, after: 5_000, at: "2026-03-10T00:00:00Z" }]);
    await Promise.all([roll(), roll(), roll()]);
    await book(id, [{ kind: "expansion", before: 5_000, after: 7_000, at: "2026-03-12T00:00:00Z" }]);
    await book(id, [{ kind: "churn", before: 7_000, after: 0, at: "2026-05-31T23:59:59Z" }]);
    await roll();
    expect([...(await months("xts"))]).toEqual([
      { month: "2026-03-01", kind: "expansion", amount: "2000", customers: "0" },
      { month: "2026-03-01", kind: "new", amount: "5000", customers: "1" },
      { month: "2026-05-01", kind: "churn", amount: "-7000", customers: "-1" },
      { month: "2026-05-01", kind: "left_voluntary", amount: "7000", customers: "0" },
    ]);
  });
});
