import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { type TenantContext, withTenant } from "@/lib/context";
import { entitlementsOf } from "@/lib/entitlements";
import { usageNow } from "@/lib/usage";
import { conversions, touchpoints, visitorAliases } from "@/products/origin/schema";
import { conversion, touch } from "@/products/origin/testing";
import { inOrganization, newOrganization } from "@/testing/factories";
import { addConversions, addTouchpoints } from "./add-events";
import { mergeVisitors } from "./identity";
import { saveSettings } from "./settings";
import { trackJourney } from "./track-journey";

vi.hoisted(() => {
  process.env.PRODUCT = "origin";
});

const at = "2026-11-02T09:30:00Z";
const now = new Date("2026-11-20T12:00:00Z");

let id: string;
beforeAll(async () => {
  ({ id } = await newOrganization({ plan: "pro", createdAt: new Date("2026-11-10T12:00:00Z") }));
});
const inside = <T>(work: (ctx: TenantContext) => Promise<T>, organization = id) =>
  inOrganization(organization, work, now);
const stored = (organization = id) =>
  inside((ctx) => ctx.tx.select().from(touchpoints).orderBy(touchpoints.id), organization);

describe("touchpoints", () => {
  it("are stored once, however often and in whatever order they are sent, also at the same time", async () => {
    const batch = Array.from({ length: 30 }, (_, index) => touch(`t${index}`, `v${index % 3}`, "Email", at, 5));
    const sent = [batch, batch.toReversed(), batch].map((each) => inside((ctx) => addTouchpoints(ctx, each)));
    const answers = await Promise.all(sent);
    expect(answers.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(30);
    expect(answers.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(60);
    expect(answers.flatMap(({ rejected }) => rejected)).toEqual([]);
    expect(await stored()).toHaveLength(30);
  });

  it("that are wrong are listed with the reason, and don't keep the others from being stored", async () => {
    const answer = await inside((ctx) =>
      addTouchpoints(ctx, [
        touch("good", "v1", "  Paid   Search ", at),
        touch("future", "v1", "email", "2027-01-01T00:00:00Z"),
        touch("local", "v1", "email", "2026-11-02T09:30:00"),
        touch("nul", "v\u0000", "email", at),
        { ...touch("more", "v1", "email", at), surprise: 1 },
        touch("t1", "v1", "email", "2026-11-03T09:30:00Z", 5),
        touch("twice", "v1", "email", at),
        touch("twice", "v1", "email", at),
        touch("twice", "v1", "sms", at),
        "nonsense",
      ]),
    );
    expect(answer).toMatchObject({ accepted: 2, duplicates: 1 });
    expect(answer.rejected.map(({ index, id: given, reason }) => [index, given, reason])).toEqual([
      [1, "future", "at: The time is in the future."],
      [2, "local", "at: Send a time with its offset, such as 2026-11-30T14:05:00Z."],
      [3, "nul", "visitor: Use printable characters only."],
      [4, "more", expect.stringContaining("surprise")],
      [5, "t1", "id: This ID was used for another event."],
      [8, "twice", "id: This ID was used for another event."],
      [9, null, expect.any(String)],
    ]);
    expect((await stored()).find((row) => row.id === "good")?.channel).toBe("paid search");
  });

  it("belong to one organization: another can use the same IDs, and sees none of these", async () => {
    const other = await newOrganization({ plan: "pro" });
    expect(await stored(other.id)).toEqual([]);
    expect(await inside((ctx) => addTouchpoints(ctx, [touch("t1", "v1", "sms", at)]), other.id)).toMatchObject({
      accepted: 1,
    });
    const foreign = withTenant({ organizationId: other.id, actor: other.owner }, (ctx) =>
      ctx.tx
        .insert(touchpoints)
        .values({ organizationId: id, id: "x", visitor: "v", person: "v", channel: "c", at: now }),
    );
    await expect(foreign).rejects.toThrow();
  });

  it("are still taken on the Free plan that a trial falls back to", async () => {
    const { id: lapsed } = await newOrganization({ plan: "pro", createdAt: new Date("2026-10-01T00:00:00Z") });
    expect(await inside((ctx) => addTouchpoints(ctx, [touch("late", "v", "email", at)]), lapsed)).toMatchObject({
      accepted: 1,
    });
    expect((await inside(entitlementsOf, lapsed)).plan.key).toBe("free");
  });
});

describe("conversions", () => {
  it("in another currency are rejected, and the currency stays once there are amounts", async () => {
    const { id: euro } = await newOrganization({ plan: "pro" });
    await inside((ctx) => saveSettings(ctx, { currency: "eur", timeZone: "Europe/Berlin" }), euro);
    const answer = await inside(
      (ctx) =>
        addConversions(ctx, [
          { ...conversion("c1", "v1", 1_000, at), currency: "EUR" },
          conversion("c2", "v1", -500, at),
          { ...conversion("c3", "v1", 1_000, at), currency: "usd" },
        ]),
      euro,
    );
    expect(answer).toEqual({
      accepted: 2,
      duplicates: 0,
      rejected: [
        {
          index: 2,
          id: "c3",
          reason: "currency: Your reports are in EUR. Convert USD amounts before you send them.",
        },
      ],
    });
    await expect(inside((ctx) => saveSettings(ctx, { currency: "usd", timeZone: "UTC" }), euro)).rejects.toMatchObject({
      code: "conflict",
    });
    await inside((ctx) => saveSettings(ctx, { currency: "eur", timeZone: "UTC" }), euro);
  });
});

describe("visitors that turn out to be one person", () => {
  it("are merged for events before and after, in any order of calls and without cycles", async () => {
    const { id: own } = await newOrganization({ plan: "pro" });
    const merge = (visitor: string, into: string) => inside((ctx) => mergeVisitors(ctx, { visitor, into }), own);
    await inside((ctx) => addTouchpoints(ctx, [touch("1", "a", "email", at), touch("2", "b", "email", at)]), own);
    expect(await merge("a", "b")).toEqual({ person: "b", moved: 1 });
    expect(await merge("b", "c")).toEqual({ person: "c", moved: 2 });
    expect(await merge("a", "c")).toEqual({ person: "c", moved: 0 });
    expect(await merge("c", "a")).toEqual({ person: "c", moved: 0 });
    await inside((ctx) => addTouchpoints(ctx, [touch("3", "a", "email", at)]), own);
    await inside((ctx) => addConversions(ctx, [conversion("4", "b", 5, at)]), own);
    const persons = await inside(
      async ({ tx }) => [
        ...(await tx.select({ person: touchpoints.person }).from(touchpoints)),
        ...(await tx.select({ person: conversions.person }).from(conversions)),
        ...(await tx.select({ person: visitorAliases.person }).from(visitorAliases)),
      ],
      own,
    );
    expect(new Set(persons.map(({ person }) => person))).toEqual(new Set(["c"]));
    // A retry of an event that was sent before the merge is still a duplicate.
    expect(await inside((ctx) => addTouchpoints(ctx, [touch("1", "a", "email", at)]), own)).toMatchObject({
      duplicates: 1,
    });
    await expect(merge("a", "a")).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("lose no event that arrives while they are merged", async () => {
    const { id: own } = await newOrganization({ plan: "pro" });
    const sends = Array.from({ length: 8 }, (_, index) =>
      inside((ctx) => addTouchpoints(ctx, [touch(`e${index}`, "a", "email", at)]), own),
    );
    await Promise.all([...sends, inside((ctx) => mergeVisitors(ctx, { visitor: "a", into: "z" }), own)]);
    const left = await inside(({ tx }) => tx.$count(touchpoints, eq(touchpoints.person, "a")), own);
    expect([left, (await stored(own)).length]).toEqual([0, 8]);
  });
});

describe("a tracked journey", () => {
  const journey = {
    id: "j1",
    visitor: "v1",
    touchpoints: [
      { channel: "paid search", at: new Date("2026-11-02T09:30:00Z") },
      { channel: "email", at: new Date("2026-11-05T18:00:00Z") },
      { channel: "display", at: new Date("2026-11-05T18:01:00Z") },
    ],
    conversion: { type: "purchase", value: 10_001, at: new Date("2026-11-05T18:12:00Z") },
  };

  it("counts one run, credits its channels to the cent, and counts nothing when it is sent again", async () => {
    const { id: own } = await newOrganization({ plan: "pro", createdAt: new Date("2026-11-10T12:00:00Z") });
    const send = (given: Partial<Parameters<typeof trackJourney>[1]> = {}) =>
      inside((ctx) => trackJourney(ctx, { ...journey, ...given }), own);
    const first = await send({ model: "position_based" });
    expect(first).toMatchObject({ model: "position_based", lookBackDays: 60, used: 1 });
    expect(first.credits.map(({ channel, value }) => [channel, value])).toEqual([
      ["paid search", 4_001],
      ["display", 4_000],
      ["email", 2_000],
    ]);
    // Without a model, the one that is in use.
    expect(await send()).toEqual(first);
    const { meters } = await inside(usageNow, own);
    expect(meters.find(({ key }) => key === "attribution_runs")).toMatchObject({ used: 1 });
    await expect(send({ visitor: "someone else" })).rejects.toMatchObject({ code: "conflict" });
    const ahead = { ...journey.conversion, at: new Date("2027-01-01T00:00:00Z") };
    await expect(send({ id: "j2", conversion: ahead })).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("of a model or beyond a limit that the plan lacks is a 402 that says what to do, and stores nothing", async () => {
    const { id: free } = await newOrganization({ plan: "free", createdAt: new Date("2026-11-10T12:00:00Z") });
    const send = (model?: "linear" | "first_touch" | "last_touch") =>
      inside((ctx) => trackJourney(ctx, { ...journey, ...(model ? { model } : {}) }), free);
    const upgrade = { currentPlan: "free", upgradeUrl: "http://localhost:3000/billing", message: expect.any(String) };
    await expect(send("linear")).rejects.toMatchObject({
      code: "feature_not_in_plan",
      details: { error: "feature_not_in_plan", ...upgrade },
    });
    await send("first_touch");
    await expect(send("last_touch")).rejects.toMatchObject({
      code: "limit_reached",
      details: { error: "limit_reached", meter: "models", ...upgrade },
    });
    expect(await stored(free)).toHaveLength(3);
    // A touch of November 2 is more than 7 days before a conversion on the 12th.
    const late = { ...journey, id: "j3", conversion: { ...journey.conversion, at: new Date("2026-11-12T09:31:00Z") } };
    expect(await inside((ctx) => trackJourney(ctx, late), free)).toMatchObject({
      lookBackDays: 7,
      credits: [{ channel: "email" }],
    });
  });
});
