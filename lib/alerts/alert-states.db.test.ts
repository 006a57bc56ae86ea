import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { alertMutes, alerts, alertThresholds, emails, webhookMessages } from "@/db/schema";
import { platformChain } from "@/lib/audit";
import { type Context, withPlatform, withTenant } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { asSystem, asUser } from "@/testing/actors";
import { auditOf } from "@/testing/audit";
import { newOrganization, newUser } from "@/testing/factories";
import {
  acknowledgeAlert,
  activeMutes,
  alertCounts,
  alertFilterSchema,
  alertsPage,
  muteAlerts,
  raiseAlert,
  recentAlerts,
  resolveAlert,
  setThreshold,
  shownThresholds,
  thresholdOf,
  unmuteAlerts,
} from "./index";

const start = new Date("2026-11-15T12:00:00Z");
let admin: { id: string; email: string };
beforeEach(async () => {
  admin ??= await newUser({ platformAdmin: true });
  await platform(async ({ tx }) => {
    for (const table of [alerts, alertMutes, alertThresholds, emails, webhookMessages]) await tx.delete(table);
  });
});

const platform = <T>(work: (ctx: Context) => Promise<T>, now = start) =>
  withPlatform({ actor: admin ? asUser(admin.id) : asSystem(), now }, work);

const raise = (dedupeKey: string, organizationId?: string, now = start) =>
  platform(
    (ctx) =>
      raiseAlert(ctx, {
        kind: "dispute",
        dedupeKey,
        ...(organizationId ? { organizationId } : {}),
        title: `Dispute ${dedupeKey}`,
        text: "It happened.",
        path: "/admin",
      }),
    now,
  );
const titles = async (query: Record<string, string>, now = start) =>
  (await platform((ctx) => alertsPage(ctx, alertFilterSchema.parse(query)), now)).rows.map(({ title }) => title);
const mailed = () => platform(({ tx }) => tx.$count(emails));
const idOf = async (title: string) =>
  platform(async ({ tx }) => (await tx.select().from(alerts).where(eq(alerts.title, title)))[0]?.id ?? "");

describe("an alert", () => {
  it("is open, then acknowledged by someone, and resolved when its cause is gone", async () => {
    const { id } = await newOrganization();
    await raise("d1", id);
    await raise("d2");
    expect(await platform(alertCounts)).toEqual({ open: 2, acknowledged: 0 });
    await platform(async (ctx) => acknowledgeAlert(ctx, { alertId: await idOf("Dispute d1") }));
    expect(await titles({})).toEqual(["Dispute d2"]);
    expect(await titles({ state: "acknowledged" })).toEqual(["Dispute d1"]);
    expect(await platform((ctx) => recentAlerts(ctx, 10))).toMatchObject([{ title: "Dispute d2" }]);
    expect((await auditOf(id)).map(({ action, details }) => [action, details.title])).toEqual([
      ["alerts.acknowledged", "Dispute d1"],
    ]);
    await platform((ctx) => resolveAlert(ctx, { kind: "dispute", dedupeKey: "d1" }));
    expect(await titles({ state: "resolved" })).toEqual(["Dispute d1"]);
    expect(await platform(alertCounts)).toEqual({ open: 1, acknowledged: 0 });
  });

  it("isn't raised again while it is acknowledged, and is when its cause comes back", async () => {
    await raise("d1");
    await platform(async (ctx) => acknowledgeAlert(ctx, { alertId: await idOf("Dispute d1") }));
    await raise("d1");
    expect(await titles({ state: "all" })).toEqual(["Dispute d1"]);
    await platform((ctx) => resolveAlert(ctx, { kind: "dispute", dedupeKey: "d1" }));
    await raise("d1");
    expect([await titles({}), await titles({ state: "resolved" })]).toEqual([["Dispute d1"], ["Dispute d1"]]);
  });

  it("can be acknowledged once, and not when it is resolved", async () => {
    await raise("d1");
    const alertId = await idOf("Dispute d1");
    const acknowledge = () => platform((ctx) => acknowledgeAlert(ctx, { alertId }));
    const both = await Promise.allSettled([acknowledge(), acknowledge()]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await platform((ctx) => resolveAlert(ctx, { kind: "dispute", dedupeKey: "d1" }));
    await expect(acknowledge()).rejects.toMatchObject({ code: "conflict" });
  });

  it("about something that is over is resolved when it is acknowledged", async () => {
    await platform((ctx) =>
      raiseAlert(ctx, { kind: "cancellation", dedupeKey: "sub_1:ended", title: "Gone", text: "Over.", path: "/admin" }),
    );
    expect(await platform(async (ctx) => acknowledgeAlert(ctx, { alertId: await idOf("Gone") }))).toEqual({
      resolved: true,
    });
    expect(await titles({ state: "resolved" })).toEqual(["Gone"]);
  });

  it("is found by kind and organization, page by page", async () => {
    const { id } = await newOrganization({ name: "Harbor Foundry" });
    for (let index = 0; index < 5; index += 1) await raise(`d${index}`, id, addDays(start, index));
    await raise("other");
    const filter = alertFilterSchema.parse({ kind: "dispute", organization: "harbor" });
    const first = await platform((ctx) => alertsPage(ctx, filter, 3));
    const second = await platform((ctx) => alertsPage(ctx, { ...filter, after: first.next }, 3));
    expect([...first.rows, ...second.rows].map(({ title }) => title)).toEqual(
      [4, 3, 2, 1, 0].map((index) => `Dispute d${index}`),
    );
    expect(second.next).toBeUndefined();
    expect(await titles({ kind: "churn" })).toEqual([]);
  });
});

describe("a mute", () => {
  it("keeps everyone's inbox empty, lists the alert, and sends nothing later", async () => {
    await platform((ctx) => muteAlerts(ctx, { kind: "dispute", days: 1, reason: "a migration" }));
    await raise("d1");
    await raise("d1");
    expect([await titles({}), await mailed(), await platform(({ tx }) => tx.$count(webhookMessages))]).toEqual([
      ["Dispute d1"],
      0,
      0,
    ]);
    expect(await platform((ctx) => recentAlerts(ctx, 10))).toEqual([]);
    const dayLater = addDays(start, 1);
    await raise("d1", undefined, dayLater);
    expect(await mailed()).toBe(0);
    await raise("d2", undefined, dayLater);
    expect(await mailed()).toBe(1);
  });

  it("of one organization leaves the others alone", async () => {
    const [muted, other] = [await newOrganization(), await newOrganization()];
    await platform((ctx) => muteAlerts(ctx, { kind: "dispute", organizationId: muted.id, days: 7, reason: "known" }));
    await raise("d1", muted.id);
    expect(await mailed()).toBe(0);
    await raise("d2", other.id);
    expect(await mailed()).toBe(1);
    expect((await auditOf(muted.id)).at(-1)).toMatchObject({ action: "alerts.muted", details: { reason: "known" } });
  });

  it("counts for alerts that a customer's act raises, in the app's role", async () => {
    const { id, owner } = await newOrganization();
    await platform((ctx) => muteAlerts(ctx, { kind: "dispute", organizationId: id, days: 7, reason: "known" }));
    await withTenant({ organizationId: id, actor: owner, now: start }, (ctx) =>
      raiseAlert(ctx, {
        kind: "dispute",
        dedupeKey: "own",
        organizationId: id,
        title: "Own",
        text: "It is.",
        path: "/admin",
      }),
    );
    expect([await titles({}), await mailed()]).toEqual([["Own"], 0]);
  });

  it("is replaced by another one, and ended by hand", async () => {
    for (const days of [1, 30]) {
      await platform((ctx) => muteAlerts(ctx, { kind: "dispute", days, reason: `for ${days}` }));
    }
    const [mute, ...others] = await platform(activeMutes);
    expect([mute, others]).toMatchObject([{ reason: "for 30", until: addDays(start, 30), by: admin.email }, []]);
    await platform((ctx) => unmuteAlerts(ctx, { muteId: mute?.id ?? "" }));
    await raise("d1");
    expect(await mailed()).toBe(1);
    await expect(platform((ctx) => unmuteAlerts(ctx, { muteId: mute?.id ?? "" }))).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("needs an organization that exists", async () => {
    const organizationId = "01990000-0000-7000-8000-000000000001";
    const muted = platform((ctx) => muteAlerts(ctx, { kind: "dispute", organizationId, days: 1, reason: "typo" }));
    await expect(muted).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("a threshold", () => {
  it("has a default until someone sets it, and again afterward", async () => {
    expect(await platform((ctx) => thresholdOf(ctx, "churn_percent"))).toBe(5);
    await platform((ctx) => setThreshold(ctx, { name: "churn_percent", value: 7.5 }));
    expect(await platform((ctx) => thresholdOf(ctx, "churn_percent"))).toBe(7.5);
    expect((await platform(shownThresholds)).find(({ name }) => name === "churn_percent")).toMatchObject({
      value: 7.5,
      standard: 5,
      changed: { by: admin.email },
    });
    await platform((ctx) => setThreshold(ctx, { name: "churn_percent", value: null }));
    expect(await platform((ctx) => thresholdOf(ctx, "churn_percent"))).toBe(5);
    const changes = (await auditOf(platformChain)).filter(({ action }) => action === "alerts.threshold_changed");
    expect(changes.slice(-2).map(({ details }) => details)).toEqual([
      { from: 5, to: 7.5 },
      { from: 7.5, to: 5 },
    ]);
  });

  it.each([
    ["churn_percent", 101],
    ["churn_percent", -1],
    ["failed_payment_attempt", 1.5],
    ["failed_payment_attempt", 0],
    ["backlog_minutes", 0],
    ["cancellation_mrr", -5],
  ] as const)("refuses %s of %d, and says what it takes", async (name, value) => {
    await expect(platform((ctx) => setThreshold(ctx, { name, value }))).rejects.toMatchObject({
      code: "invalid_input",
      details: {
        errors: [{ field: "value", message: expect.stringMatching(/^Use a (whole )?number from \d+ to \d+\.$/) }],
      },
    });
  });

  it("can be read by the app's role", async () => {
    const { id, owner } = await newOrganization();
    await platform((ctx) => setThreshold(ctx, { name: "failed_payment_attempt", value: 2 }));
    const read = withTenant({ organizationId: id, actor: owner }, (ctx) => thresholdOf(ctx, "failed_payment_attempt"));
    expect(await read).toBe(2);
  });
});
