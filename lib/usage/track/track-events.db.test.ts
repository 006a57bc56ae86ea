import { and, eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { uuidv7 } from "uuidv7";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  emails,
  entitlementOverrides,
  organizations,
  subscriptions,
  trials,
  usageCounters,
  usageEvents,
  usageNotices,
} from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { day } from "@/lib/durations";
import type { GatehouseError } from "@/lib/errors";
import { asSystem } from "@/testing/actors";
import { setMirror, suspend } from "@/testing/billing/mirror";
import { inOrganization, newOrganization } from "@/testing/factories";
import { usageNow } from "../report/queries";
import type { EventAnswer } from "./answers";
import { isSameEvent, type UsageEvent, usageEventSchema } from "./event";
import { trackEvents } from "./track-events";

const actor = { kind: "platform_key", id: "key" } as const;
const start = new Date("2026-03-10T12:00:00Z");

let organization: { id: string; ownerId: string };

beforeAll(() =>
  withPlatform({ actor: asSystem() }, ({ tx }) =>
    tx.execute(sql`select make_usage_partitions(${start.toISOString()}::timestamptz, 1)`),
  ),
);

// Starter: 200 work orders a month, the hard limit at 220.
beforeEach(async () => {
  organization = await newOrganization({ createdAt: start, plan: "starter", trialDays: 300 });
});

type Given = Partial<UsageEvent> & { amount?: number };
const event = (given: Given = {}): UsageEvent =>
  usageEventSchema.parse({ organization: organization.id, meter: "work_orders", ...given });

const track = async (given: Given = {}, now = start): Promise<EventAnswer> => {
  const [answer] = await trackEvents({ actor, now }, [event(given)]);
  if (!answer) throw new Error("no answer");
  return answer;
};

const refusal = (answer: EventAnswer): GatehouseError => {
  if (answer.status !== "refused") throw new Error(`expected a refusal, got ${answer.status}`);
  return answer.error;
};

const many = (count: number, one: (index: number) => Promise<EventAnswer>) =>
  Promise.all(Array.from({ length: count }, (_, index) => one(index)));

const statuses = (answers: readonly EventAnswer[]) => ({
  accepted: answers.filter(({ status }) => status === "accepted").length,
  duplicate: answers.filter(({ status }) => status === "duplicate").length,
  refused: answers.filter(({ status }) => status === "refused").length,
});

/** The invariant of metering: counters equal the sum of the accepted events. */
async function counted(id = organization.id): Promise<{ counters: number; events: number }> {
  return inOrganization(id, async ({ tx }) => {
    const total = sql<number>`coalesce(sum(${usageCounters.used}), 0)::int`;
    const sum = sql<number>`coalesce(sum(${usageEvents.amount}), 0)::int`;
    const [counters] = await tx.select({ total }).from(usageCounters);
    const [events] = await tx.select({ sum }).from(usageEvents);
    return { counters: counters?.total ?? -1, events: events?.sum ?? -1 };
  });
}

const notifiedThresholds = () =>
  inOrganization(organization.id, async ({ tx }) =>
    (await tx.select().from(usageNotices)).map(({ step }) => step).sort(),
  );

const mailsOf = (id: string) =>
  withPlatform({ actor: asSystem() }, ({ tx }) =>
    tx
      .select()
      .from(emails)
      .where(and(eq(emails.organizationId, id), eq(emails.template, "limit-reached"))),
  );

describe("an amount that doesn't fit", () => {
  const notices = async () => (await mailsOf(organization.id)).map(({ props }) => [props.step, props.refused]);

  it("is named, and stopped is notified when nothing more fits", async () => {
    await track({ amount: 219 });
    expect(refusal(await track({ amount: 2 })).code).toBe("limit_reached");
    expect(await notices()).toEqual([
      ["soft", null],
      ["refused", 2],
    ]);
    await track({ amount: 5 });
    await track();
    await track();
    expect(await notices()).toEqual([
      ["soft", null],
      ["refused", 2],
      ["hard", null],
    ]);
  });

  it("isn't notified if the rest of its batch used what was left", async () => {
    await trackEvents({ actor, now: start }, [event({ amount: 219 }), event({ amount: 2 }), event()]);
    expect(await notices()).toEqual([["hard", null]]);
  });
});

describe("under concurrency", () => {
  it("accepts exactly 50 of 200 when 50 are left", async () => {
    await track({ amount: 170 });
    const answers = await many(200, () => track());
    expect(statuses(answers)).toEqual({ accepted: 50, duplicate: 0, refused: 150 });
    expect(await counted()).toEqual({ counters: 220, events: 220 });
    const numbers = answers.flatMap((answer) => (answer.status === "accepted" ? [answer.used] : []));
    expect(new Set(numbers).size).toBe(50);
  });

  it("counts a key once that arrives 100 times at once, and gives all the first answer", async () => {
    const answers = await many(100, () => track({ amount: 3, idempotencyKey: "order-1" }));
    expect(statuses(answers)).toEqual({ accepted: 1, duplicate: 99, refused: 0 });
    expect(await counted()).toEqual({ counters: 3, events: 3 });
    const ids = answers.map((answer) => (answer.status === "refused" ? "" : answer.id));
    expect(new Set(ids).size).toBe(1);
  });

  it("notifies each threshold once, and mails the owner once for each", async () => {
    await many(100, () => track({ amount: 4 }));
    expect(await notifiedThresholds()).toEqual(["critical", "hard", "soft", "warning"]);
    const mails = await mailsOf(organization.id);
    const steps = mails.map(({ props }) => props.step);
    expect(new Set(steps).size).toBe(steps.length);
    expect(steps).toContain("hard");
  });

  it("has no deadlock between requests that name the same organizations in different orders", async () => {
    const other = await newOrganization({ createdAt: start, plan: "enterprise", trialDays: 300 });
    const pair = [event(), event({ organization: other.id }), event({ organization: other.id, meter: "api_calls" })];
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        trackEvents({ actor, now: start }, index % 2 === 0 ? pair : [...pair].reverse()),
      ),
    );
    expect(statuses(answers.flat())).toEqual({ accepted: 120, duplicate: 0, refused: 0 });
    expect(await counted()).toEqual({ counters: 40, events: 40 });
    expect(await counted(other.id)).toEqual({ counters: 80, events: 80 });
  });
});

describe("an idempotency key", () => {
  it("gets its first answer even if nothing more fits, and another event a conflict", async () => {
    const first = await track({ idempotencyKey: "a", amount: 215 });
    const again = { ...first, status: "duplicate", duplicate: true };
    expect(await track({ idempotencyKey: "a", amount: 215 })).toEqual(again);
    expect(refusal(await track({ idempotencyKey: "a", amount: 216 }))).toMatchObject({ code: "conflict" });
    const both = [event({ idempotencyKey: "a", amount: 215 }), event({ idempotencyKey: "b", amount: 5 })];
    const [known, fits] = await trackEvents({ actor, now: start }, both);
    expect(known).toEqual(again);
    expect(fits).toMatchObject({ status: "accepted", used: 220 });
    const over = new Date(start.getTime() + 305 * day);
    expect(await track({ idempotencyKey: "a", amount: 215 }, new Date(start.getTime() + 10 * day))).toEqual(again);
    expect(refusal(await track({ idempotencyKey: "c" }, over))).toMatchObject({ code: "read_only" });
    expect(await counted()).toEqual({ counters: 220, events: 220 });
  });

  it("gets the first answer again, whatever was counted since", async () => {
    const first = await track({ idempotencyKey: "a", amount: 2 });
    await track({ amount: 100 });
    expect(await track({ idempotencyKey: "a", amount: 2 })).toEqual({ ...first, status: "duplicate", duplicate: true });
  });

  it("is refused for another event", async () => {
    await track({ idempotencyKey: "a", amount: 2 });
    expect(refusal(await track({ idempotencyKey: "a", amount: 3 })).code).toBe("conflict");
    expect(refusal(await track({ idempotencyKey: "a", amount: 2, properties: { plant: "x" } })).code).toBe("conflict");
    expect(await counted()).toEqual({ counters: 2, events: 2 });
  });

  it("is a retry for the same content, and a conflict for any other", async () => {
    const rich = await newOrganization({ createdAt: start, plan: "enterprise", trialDays: 300 });
    const said = fc.record({
      meter: fc.constantFrom("work_orders", "api_calls"),
      amount: fc.constantFrom(1, 1, 2),
      timestamp: fc.constantFrom(undefined, "2026-03-10T12:00:00+01:00", "2026-03-10T11:00:00Z", start.toISOString()),
      properties: fc.constantFrom<UsageEvent["properties"]>(
        undefined,
        {},
        { apple: 1, zebra: true },
        { zebra: true, apple: 1.0 },
        { apple: "1", zebra: true },
      ),
    });
    const pairs = fc.sample(fc.tuple(said, said), { numRuns: 400, seed: 20260310 });
    const asked = (which: 0 | 1) =>
      pairs.map((pair, index) =>
        usageEventSchema.parse({
          organization: rich.id,
          idempotencyKey: `pair-${index}`,
          ...JSON.parse(JSON.stringify(pair[which])),
        }),
      );
    const first = await trackEvents({ actor, now: start }, asked(0));
    const second = await trackEvents({ actor, now: new Date(start.getTime() + 1000) }, asked(1));
    const same = pairs.map(([one, other]) => isSameEvent(one, other));
    expect(second.map(({ status }) => status)).toEqual(same.map((is) => (is ? "duplicate" : "refused")));
    for (const [index, answer] of second.entries()) {
      if (same[index]) expect(answer).toEqual({ ...first[index], status: "duplicate", duplicate: true });
    }
    expect(same.filter(Boolean).length).toBeGreaterThan(10);
  });

  it("is independent in another organization", async () => {
    const other = await newOrganization({ createdAt: start, trialDays: 300 });
    await track({ idempotencyKey: "a" });
    expect((await track({ idempotencyKey: "a", organization: other.id })).status).toBe("accepted");
  });

  it("is not used up by a refusal: the event may be sent again after an upgrade", async () => {
    await track({ amount: 220 });
    expect(refusal(await track({ idempotencyKey: "late" })).code).toBe("limit_reached");
    await setMirror(organization.id, { planKey: "professional" });
    expect(await track({ idempotencyKey: "late" })).toMatchObject({ status: "accepted", used: 221, limit: 5000 });
  });

  it("counts once when it is twice in one request", async () => {
    const answers = await trackEvents({ actor, now: start }, [
      event({ idempotencyKey: "x" }),
      event({ idempotencyKey: "x" }),
      event({ idempotencyKey: "x", amount: 2 }),
    ]);
    expect(statuses(answers)).toEqual({ accepted: 1, duplicate: 1, refused: 1 });
    expect(await counted()).toEqual({ counters: 1, events: 1 });
  });

  it("counts once however the organization is named", async () => {
    await inOrganization(organization.id, ({ tx }) =>
      tx.update(organizations).set({ externalId: `acme-${organization.id}` }),
    );
    const named = { organization: `acme-${organization.id}`, idempotencyKey: "x" };
    const answers = await trackEvents({ actor, now: start }, [
      event({ idempotencyKey: "x" }),
      event(named),
      event({ ...named, idempotencyKey: "y" }),
    ]);
    expect(answers).toMatchObject([{ used: 1 }, { status: "duplicate", used: 1 }, { used: 2 }]);
    expect(await counted()).toEqual({ counters: 2, events: 2 });
  });

  it("counts once when it is twice in a request that is coalesced with others", async () => {
    const [, answers] = await Promise.all([
      trackEvents({ actor, now: start }, [event(), event({ idempotencyKey: "y" }), event()]),
      trackEvents({ actor, now: start }, [event({ idempotencyKey: "x" }), event({ idempotencyKey: "x" })]),
    ]);
    const [first, second] = answers;
    expect(first).toMatchObject({ status: "accepted" });
    expect(second).toEqual({ ...first, status: "duplicate", duplicate: true });
    expect(await counted()).toEqual({ counters: 4, events: 4 });
  });

  it("counts once in two coalesced requests that name the organization differently", async () => {
    await inOrganization(organization.id, ({ tx }) =>
      tx.update(organizations).set({ externalId: `acme-${organization.id}` }),
    );
    const named = { organization: `acme-${organization.id}`, idempotencyKey: "x" };
    const [[first], [second]] = await Promise.all([
      trackEvents({ actor, now: start }, [event({ idempotencyKey: "x" })]),
      trackEvents({ actor, now: start }, [event(named)]),
    ]);
    expect(first).toMatchObject({ status: "accepted" });
    expect(second).toEqual({ ...first, status: "duplicate", duplicate: true });
    expect(await counted()).toEqual({ counters: 1, events: 1 });
  });

  it("stores no key of a refused event", async () => {
    const answers = await many(20, (index) => track({ amount: 20, idempotencyKey: `k${index}` }));
    const accepted = answers.flatMap((answer) => (answer.status === "accepted" ? [answer.id] : []));
    const events = await inOrganization(organization.id, ({ tx }) => tx.select().from(usageEvents));
    expect(events.map(({ id }) => id).sort()).toEqual(accepted.sort());
    expect(events).toHaveLength(11);
    await setMirror(organization.id, { planKey: "professional" });
    const again = await many(20, (index) => track({ amount: 20, idempotencyKey: `k${index}` }));
    expect(statuses(again)).toEqual({ accepted: 9, duplicate: 11, refused: 0 });
  });
});

describe("the thresholds", () => {
  it("send emails from 80% on, start the grace period at 100% and stop at 110%", async () => {
    expect(await track({ amount: 159 })).toMatchObject({ used: 159, state: "ok" });
    expect(await track()).toMatchObject({ used: 160, state: "warning" });
    expect(await notifiedThresholds()).toEqual(["warning"]);
    expect(await mailsOf(organization.id)).toMatchObject([{ props: { step: "warning", used: 160, limit: 200 } }]);
    expect(await track({ amount: 20 })).toMatchObject({ used: 180, state: "critical" });
    expect(await mailsOf(organization.id)).toHaveLength(2);
    expect(await track({ amount: 20 })).toMatchObject({
      used: 200,
      state: "grace",
      graceEndsAt: new Date(start.getTime() + 7 * day).toISOString(),
    });
    expect(await track({ amount: 20 })).toMatchObject({ used: 220, state: "stopped" });
    const error = refusal(await track());
    expect(error.code).toBe("limit_reached");
    expect(error.details).toMatchObject({
      meter: "work_orders",
      rule: "hard_limit",
      used: 220,
      limit: 200,
      hardLimit: 220,
      graceEndsAt: new Date(start.getTime() + 7 * day).toISOString(),
      resetsAt: "2026-04-10T12:00:00.000Z",
      plan: "starter",
      upgradeUrl: "http://localhost:3000/billing",
      liftedBy: [{ kind: "plan", key: "professional", limit: 5000 }],
    });
  });

  it("stop at 100% from the moment the grace period ends, not before", async () => {
    await track({ amount: 200 });
    const graceEnds = new Date(start.getTime() + 7 * day);
    expect((await track({}, new Date(graceEnds.getTime() - 1))).status).toBe("accepted");
    const error = refusal(await track({}, graceEnds));
    expect(error.details).toMatchObject({ rule: "grace_over", since: graceEnds.toISOString(), used: 201 });
    expect(await counted()).toEqual({ counters: 201, events: 201 });
  });

  it("report that a meter is not included", async () => {
    expect(refusal(await track({ meter: "api_calls" })).details).toMatchObject({ rule: "not_included", limit: 0 });
  });

  it("don't stop where the plan sells overage", async () => {
    const big = await newOrganization({ createdAt: start, plan: "enterprise", trialDays: 300 });
    const answer = await track({ organization: big.id, meter: "api_calls", amount: 250_000 });
    expect(answer).toMatchObject({ status: "accepted", limit: 100_000, hardLimit: "unlimited", state: "overage" });
  });
});

describe("a usage period", () => {
  it("changes at its bound: the last moment before is in the old one, the bound in the new one", async () => {
    const turn = new Date("2026-04-10T12:00:00.000Z");
    await track({ amount: 220 });
    expect((await track({}, new Date(turn.getTime() - 1))).status).toBe("refused");
    expect(await track({}, turn)).toMatchObject({ status: "accepted", used: 1, resetsAt: "2026-05-10T12:00:00.000Z" });
    const rows = await inOrganization(organization.id, ({ tx }) => tx.select().from(usageCounters));
    expect(rows.map(({ used }) => used).sort()).toEqual([1, 220]);
  });
});

describe("a change of the entitlements", () => {
  it("applies from the next event on, although they were cached", async () => {
    await track({ amount: 220 });
    expect((await track()).status).toBe("refused");
    await inOrganization(organization.id, ({ tx, now }) =>
      tx.insert(entitlementOverrides).values({
        organizationId: organization.id,
        id: uuidv7(),
        kind: "meter",
        name: "work_orders",
        limit: 1000,
        reason: "launch week",
        createdAt: now,
        expiresAt: new Date(start.getTime() + day),
      }),
    );
    expect(await track()).toMatchObject({ status: "accepted", limit: 1000, state: "ok" });
    const expired = refusal(await track({}, new Date(start.getTime() + day)));
    expect(expired.details).toMatchObject({ rule: "hard_limit", limit: 200, used: 221 });
  });

  it("applies to requests that were waiting for the counter", async () => {
    const paused = inOrganization(organization.id, async ({ tx }) => {
      await tx.select().from(subscriptions).for("update");
      await tx.update(trials).set({ endsAt: new Date(0) });
    });
    const answers = await many(30, () => track());
    await paused;
    const after = await track();
    expect(refusal(after).code).toBe("read_only");
    expect((await counted()).counters).toBe(statuses(answers).accepted);
  });

  it("refuses all usage with read-only access and while suspended", async () => {
    await setMirror(organization.id, { status: "canceled" });
    expect(refusal(await track()).code).toBe("read_only");
    await suspend(organization.id);
    expect(refusal(await track()).code).toBe("forbidden");
  });
});

describe("a report", () => {
  it("may name the organization by its external id", async () => {
    const named = await newOrganization({ createdAt: start, externalId: "acme-42", trialDays: 300 });
    expect(await track({ organization: "acme-42" })).toMatchObject({ status: "accepted", organization: named.id });
  });

  it.each([
    ["an unknown organization", { organization: "nobody" }, "not_found"],
    ["an unknown meter", { meter: "coffee" }, "unknown_name"],
    ["a gauge", { meter: "plants" }, "unknown_name"],
    ["a time too long ago", { timestamp: new Date(start.getTime() - 35 * day - 1).toISOString() }, "invalid_input"],
    ["a time too far ahead", { timestamp: new Date(start.getTime() + 5 * 60_000 + 1).toISOString() }, "invalid_input"],
  ])("is refused for %s", async (_what, given, code) => {
    expect(refusal(await track(given)).code).toBe(code);
    expect(await counted()).toEqual({ counters: 0, events: 0 });
  });

  it("is answered event by event, in order", async () => {
    const answers = await trackEvents({ actor, now: start }, [
      event({ amount: 215 }),
      event({ meter: "coffee" }),
      event({ amount: 6 }),
      event({ amount: 5 }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(["accepted", "refused", "refused", "accepted"]);
    expect(await counted()).toEqual({ counters: 220, events: 220 });
  });

  it("may have a thousand events of many organizations", async () => {
    const others = await Promise.all(
      Array.from({ length: 5 }, () => newOrganization({ createdAt: start, plan: "professional", trialDays: 300 })),
    );
    const events = Array.from({ length: 1000 }, (_, index) =>
      event({ organization: others[index % 5]?.id ?? "", idempotencyKey: `e${index}` }),
    );
    expect(statuses(await trackEvents({ actor, now: start }, events))).toMatchObject({ accepted: 1000 });
    expect(statuses(await trackEvents({ actor, now: start }, events))).toMatchObject({ duplicate: 1000 });
    expect(await counted(others[0]?.id)).toEqual({ counters: 200, events: 200 });
  });

  it("shows on the overview", async () => {
    await track({ amount: 205 });
    const { meters } = await inOrganization(organization.id, usageNow, start);
    expect(meters.find(({ key }) => key === "work_orders")).toMatchObject({
      used: 205,
      limit: 200,
      state: "grace",
      graceEndsAt: new Date(start.getTime() + 7 * day),
      resetsAt: new Date("2026-04-10T12:00:00Z"),
    });
  });
});
