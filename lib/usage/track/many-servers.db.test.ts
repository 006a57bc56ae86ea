import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { withPlatform } from "@/lib/context";
import { forgetOrganizations, organizationsByName } from "@/lib/entitlements";
import { asSystem } from "@/testing/actors";
import { credits, ledgerFaults } from "@/testing/credits";
import { newOrganization } from "@/testing/factories";
import type { RoutineAnswer } from "./batch";
import { batchEvents } from "./batch-events";
import { usageEventSchema } from "./event";
import { isRetryable, runTrackUsage, runTrackUsageIn } from "./run-track-usage";

const actor = { kind: "platform_key", id: "key" } as const;
const now = new Date("2026-03-10T12:00:00Z");
let organization: { id: string };

beforeAll(() =>
  withPlatform({ actor: asSystem(), now }, ({ tx }) =>
    tx.execute(sql`select make_usage_partitions(${now.toISOString()}::timestamptz, 2)`),
  ),
);

// Starter: 200 work orders a month, the hard limit at 220.
beforeEach(async () => {
  organization = await newOrganization({ createdAt: now, plan: "starter", trialDays: 300 });
});

/** A request to one of many servers: its own statement on its own connection, not coalesced. */
async function track(...given: object[]): Promise<RoutineAnswer[]> {
  const events = given.map((one) =>
    usageEventSchema.parse({ organization: organization.id, meter: "work_orders", ...one }),
  );
  const names = events.map((event) => event.organization);
  for (;;) {
    const organizations = await organizationsByName({ actor, now }, names);
    const { batches } = batchEvents(
      events.map((event) => ({ event, actor, now })),
      organizations,
    );
    try {
      const { answers } = await runTrackUsage(batches, []);
      return events.map((_, ordinal) => answers[ordinal] ?? { status: "conflict" });
    } catch (error) {
      if (!isRetryable(error)) throw error;
      forgetOrganizations(names);
    }
  }
}

/** Tracks one unit in a transaction that commits a moment after the statement. */
async function oneSlowly(): Promise<() => Promise<RoutineAnswer[]>> {
  const organizations = await organizationsByName({ actor, now }, [organization.id]);
  const event = usageEventSchema.parse({ organization: organization.id, meter: "work_orders" });
  return () =>
    withPlatform({ actor, now }, async ({ tx }) => {
      const { answers } = await runTrackUsageIn(tx, batchEvents([{ event, actor, now }], organizations).batches);
      await sleep(5);
      return answers.map((answer) => answer ?? { status: "conflict" as const });
    });
}

const statuses = (answers: readonly RoutineAnswer[]) => {
  const count = (status: RoutineAnswer["status"]) => answers.filter((answer) => answer.status === status).length;
  return {
    accepted: count("accepted"),
    duplicate: count("duplicate"),
    conflict: count("conflict"),
    refused: count("refused"),
  };
};

const sums = async () => {
  const [row] = await withPlatform({ actor: asSystem() }, ({ tx }) =>
    tx.execute<{ used: number; stored: number; notices: number }>(sql`
      select (select sum(used)::int from usage_counters where organization_id = ${organization.id}) as used,
        (select sum(amount)::int from usage_events where organization_id = ${organization.id}) as stored,
        (select count(*)::int from usage_notices where organization_id = ${organization.id}) as notices`),
  );
  return row;
};

const many = async (count: number, one: (index: number) => Promise<RoutineAnswer[]>) =>
  statuses((await Promise.all(Array.from({ length: count }, (_, index) => one(index)))).flat());

describe("many servers at once", () => {
  it("accept exactly 50 of 200 when 50 are left, and notify each threshold once", async () => {
    await track({ amount: 170 });
    expect(await many(200, () => track({}))).toMatchObject({ accepted: 50, refused: 150 });
    expect(await sums()).toEqual({ used: 220, stored: 220, notices: 4 });
  });

  it("also do so when each commits slowly", async () => {
    await track({ amount: 210 });
    expect(await many(40, await oneSlowly())).toMatchObject({ accepted: 10, refused: 30 });
    expect(await sums()).toMatchObject({ used: 220, stored: 220 });
  });

  it("draw exactly the credits there are, when each commits slowly", async () => {
    await track({ amount: 200 });
    await credits(organization.id, { unit: "work_orders", amount: 15 }, now);
    // 15 of credits, and 20 up to the hard limit.
    expect(await many(50, await oneSlowly())).toMatchObject({ accepted: 35, refused: 15 });
    expect(await sums()).toMatchObject({ used: 235, stored: 235 });
    const [left] = await withPlatform({ actor: asSystem() }, ({ tx }) =>
      tx.execute(
        sql`select sum(remaining)::int as credits from credit_grants where organization_id = ${organization.id}`,
      ),
    );
    expect(left).toEqual({ credits: 0 });
    expect(await ledgerFaults(organization.id)).toEqual([]);
  });

  it("count a key once that reaches all of them", async () => {
    expect(await many(100, () => track({ idempotencyKey: "same", amount: 3 }))).toMatchObject({
      accepted: 1,
      duplicate: 99,
    });
    expect(await sums()).toMatchObject({ used: 3, stored: 3 });
  });

  it("count a key once that is used for two meters at the same moment", async () => {
    organization = await newOrganization({ createdAt: now, plan: "enterprise", trialDays: 300 });
    const meters = ["work_orders", "api_calls"];
    expect(await many(40, (index) => track({ idempotencyKey: "two", meter: meters[index % 2] }))).toMatchObject({
      accepted: 1,
      duplicate: 19,
      conflict: 20,
    });
    expect(await sums()).toMatchObject({ used: 1, stored: 1 });
  });

  it("count it once even if its first event, of another meter, is not committed yet", async () => {
    organization = await newOrganization({ createdAt: now, plan: "enterprise", trialDays: 300 });
    const organizations = await organizationsByName({ actor, now }, [organization.id]);
    const said = { organization: organization.id, meter: "work_orders", idempotencyKey: "two" };
    const event = usageEventSchema.parse(said);
    const { second } = await withPlatform({ actor, now }, async ({ tx }) => {
      await runTrackUsageIn(tx, batchEvents([{ event, actor, now }], organizations).batches);
      const waiting = track({ ...said, meter: "api_calls" });
      await sleep(100);
      return { second: waiting };
    });
    expect(statuses(await second)).toMatchObject({ conflict: 1 });
    expect(await sums()).toMatchObject({ used: 1, stored: 1 });
  });

  it("count it once across the turn of a month, whose partitions have separate indexes", async () => {
    organization = await newOrganization({ createdAt: now, plan: "enterprise", trialDays: 300 });
    await track({});
    const organizations = await organizationsByName({ actor, now }, [organization.id]);
    const at = (time: string, meter: string) => {
      const event = usageEventSchema.parse({ organization: organization.id, meter, idempotencyKey: "turn" });
      return batchEvents([{ event, actor, now: new Date(time) }], organizations).batches;
    };
    const { second } = await withPlatform({ actor, now }, async ({ tx }) => {
      await runTrackUsageIn(tx, at("2026-03-31T23:59:59.999Z", "work_orders"));
      const waiting = runTrackUsage(at("2026-04-01T00:00:00Z", "api_calls"), []);
      await sleep(100);
      return { second: waiting };
    });
    expect((await second).answers).toEqual([{ status: "conflict" }]);
    const before = await runTrackUsage(at("2026-03-31T23:59:59.998Z", "work_orders"), []);
    expect(before.answers).toMatchObject([{ status: "duplicate" }]);
    expect(await sums()).toMatchObject({ used: 2, stored: 2 });
  });

  it("have no deadlock, in whatever order they name organizations and keys", async () => {
    const others = await Promise.all(
      [1, 2, 3].map(() => newOrganization({ createdAt: now, plan: "enterprise", trialDays: 300 })),
    );
    const events = others.flatMap(({ id }, index) => [
      { organization: id, idempotencyKey: `b${index}` },
      { organization: id, meter: "api_calls", idempotencyKey: `a${index}` },
    ]);
    const seen = await many(60, (index) => track(...(index % 2 === 0 ? events : [...events].reverse())));
    expect(seen).toMatchObject({ accepted: 6, duplicate: 354 });
  });
});
