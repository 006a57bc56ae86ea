import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { emails, trials, usageCounters, webhookMessages } from "@/db/schema";
import { type TenantContext, withPlatform } from "@/lib/context";
import { channelSpend, roiAlerts } from "@/products/origin/schema";
import { conversion, runJobs, touch } from "@/products/origin/testing";
import { addMember, inOrganization, newOrganization } from "@/testing/factories";
import { addConversions, addTouchpoints } from "../data/add-events";
import { saveSettings } from "../data/settings";
import { setSpend } from "../spend/set-spend";
import { checkRoiAlerts } from "./check-roi-alerts";
import { listRoiAlerts } from "./roi-alert-queries";
import { removeRoiAlert, setRoiAlert } from "./set-roi-alert";

vi.hoisted(() => {
  process.env.PRODUCT = "origin";
});

const createdAt = new Date("2026-11-10T12:00:00Z");
const noon = (day: string) => new Date(`2026-11-${day}T17:00:00Z`);

let id: string;
let managers: string[];
let at = noon("15");
const inside = <T>(work: (ctx: TenantContext) => Promise<T>, organization = id) =>
  inOrganization(organization, work, at);

/** What a channel earned and cost on a day. */
const add = (channel: string, day: string, value: number, spend: number) =>
  inside(async (ctx) => {
    const key = `${channel}-${day}`;
    await addTouchpoints(ctx, [touch(key, key, channel, `2026-11-${day}T10:00:00Z`)]);
    await addConversions(ctx, [conversion(key, key, value, `2026-11-${day}T11:00:00Z`)]);
    await setSpend(ctx, [{ day: `2026-11-${day}`, channel, amount: spend }]);
  });

const check = (organizationId = id) => checkRoiAlerts({ organizationId }, at);
const states = async () =>
  Object.fromEntries(
    (await inside(listRoiAlerts)).map(({ channel, checkedDay, fallenAt }) => [channel, [checkedDay, fallenAt]]),
  );
const platform = { actor: { kind: "system", id: "worker" } } as const;
const mailed = () =>
  withPlatform(platform, ({ tx }) =>
    tx
      .select({ to: emails.to, props: emails.props })
      .from(emails)
      .where(and(eq(emails.organizationId, id), eq(emails.template, "notice")))
      .orderBy(emails.createdAt, emails.to),
  );
const sent = async () => {
  const rows = await withPlatform(platform, ({ tx }) =>
    tx
      .select({ type: webhookMessages.type, payload: webhookMessages.payload })
      .from(webhookMessages)
      .where(eq(webhookMessages.organizationId, id))
      .orderBy(webhookMessages.id),
  );
  return rows
    .filter(({ type }) => type.startsWith("notice."))
    .map(({ type, payload }) => [type, (payload as { subject: string }).subject]);
};

beforeAll(async () => {
  const organization = await newOrganization({ name: "Fernway", plan: "pro", createdAt });
  id = organization.id;
  await addMember(id, "member");
  await addMember(id, "billing");
  managers = [(await addMember(id, "owner")).email, (await addMember(id, "admin")).email];
  await inside((ctx) => saveSettings(ctx, { currency: "usd", timeZone: "America/New_York" }));
  await add("search", "14", 20_000, 10_000);
  await add("social", "14", 10_000, 10_000);
});

describe("a channel with a threshold", () => {
  it("is checked right away, and isn't below as long as its ROI is the threshold", async () => {
    await inside((ctx) => setRoiAlert(ctx, { channel: "search", threshold: 100 }));
    await inside((ctx) => setRoiAlert(ctx, { channel: "social", threshold: 0 }));
    expect(await states()).toEqual({ search: [null, null], social: [null, null] });
    await check();
    expect(await states()).toEqual({ search: ["2026-11-14", null], social: ["2026-11-14", null] });
    expect([await mailed(), await sent()]).toEqual([[], []]);
  });

  it("is notified once when it falls, even if two workers check at once: owners and admins by one email for all channels", async () => {
    at = noon("16");
    await add("search", "15", 0, 5_000);
    await add("social", "15", 0, 1_000);
    await Promise.all([check(), check(), check()]);
    expect(await states()).toEqual({ search: ["2026-11-15", at], social: ["2026-11-15", at] });
    const mails = await mailed();
    expect(mails.map(({ to }) => to)).toEqual(expect.arrayContaining(managers));
    // The organization's first owner, too.
    expect(mails).toHaveLength(3);
    expect(mails[0]?.props).toMatchObject({
      title: "ROI of 2 channels fell below its threshold",
      facts: [
        { label: "Search", value: "+33.3% (threshold 100%)" },
        { label: "Social", value: "−9.1% (threshold 0%)" },
      ],
    });
    expect(await sent()).toEqual([
      ["notice.raised", "search"],
      ["notice.raised", "social"],
    ]);
  });

  it("isn't notified again on the following days, nor when its threshold is raised", async () => {
    for (const day of ["17", "18"]) {
      at = noon(day);
      await add("search", String(Number(day) - 1), 0, 100);
      await check();
    }
    await inside((ctx) => setRoiAlert(ctx, { channel: "search", threshold: 200 }));
    await runJobs();
    await check();
    expect((await states()).search).toEqual(["2026-11-17", noon("16")]);
    expect([(await mailed()).length, (await sent()).length]).toEqual([3, 2]);
  });

  it("is resolved when its ROI is back, and notified again when it falls again", async () => {
    await inside((ctx) => setRoiAlert(ctx, { channel: "search", threshold: 100 }));
    at = noon("19");
    await add("search", "18", 80_000, 1_000);
    await check();
    expect((await states()).search).toEqual(["2026-11-18", null]);
    expect((await sent()).at(-1)).toEqual(["notice.resolved", "search"]);
    at = noon("20");
    await add("search", "19", 0, 90_000);
    await check();
    expect((await states()).search).toEqual(["2026-11-19", at]);
    expect((await sent()).at(-1)).toEqual(["notice.raised", "search"]);
    expect((await mailed()).at(-1)?.props).toMatchObject({ title: "ROI of Search fell below 100%" });
  });

  it("isn't compared with a day that isn't over, has no data, or misses its spend", async () => {
    at = noon("21");
    await add("search", "21", 900_000, 0);
    await check();
    expect((await states()).search?.[0]).toBe("2026-11-19");
    await inside((ctx) => addConversions(ctx, [conversion("late", "late", 1, "2026-11-20T11:00:00Z")]));
    await inside(({ tx }) => tx.delete(channelSpend).where(eq(channelSpend.day, "2026-11-21")));
    await check();
    expect((await states()).search?.[0]).toBe("2026-11-19");
    await inside((ctx) => setSpend(ctx, [{ day: "2026-11-20", channel: "search", amount: 1 }]));
    await check();
    expect((await states()).search?.[0]).toBe("2026-11-20");
  });

  it("is resolved by removing it, and its check costs no run", async () => {
    await inside((ctx) => removeRoiAlert(ctx, "social"));
    expect((await sent()).at(-1)).toEqual(["notice.resolved", "social"]);
    await expect(inside((ctx) => removeRoiAlert(ctx, "social"))).rejects.toMatchObject({ code: "not_found" });
    expect(Object.keys(await states())).toEqual(["search"]);
    expect(await inside(({ tx }) => tx.$count(usageCounters, eq(usageCounters.meter, "attribution_runs")))).toBe(0);
  });
});

describe("the hourly job", () => {
  it("checks every organization whose day may have ended, and no other twice a day", async () => {
    const before = await mailed();
    at = noon("22");
    await add("search", "21", 0, 1);
    await checkRoiAlerts({}, at);
    expect(await waiting()).toEqual([id]);
    await check();
    await withPlatform(platform, ({ tx }) => tx.execute("delete from pgboss.job where name = 'check-roi-alerts'"));
    // The 22nd isn't over anywhere.
    await checkRoiAlerts({}, new Date("2026-11-22T09:00:00Z"));
    expect(await waiting()).toEqual([]);
    expect(await mailed()).toEqual(before);
  });

  const waiting = async () => {
    const rows = await withPlatform(platform, ({ tx }) =>
      tx.execute<{ id: string }>(
        "select data->>'organizationId' as id from pgboss.job where name = 'check-roi-alerts' and state = 'created'",
      ),
    );
    return rows.map((row) => row.id);
  };
});

describe("an organization", () => {
  it("sees its own alerts only", async () => {
    const { id: other } = await newOrganization({ plan: "pro", createdAt });
    expect(await inside(({ tx }) => tx.$count(roiAlerts), other)).toBe(0);
    await expect(
      inside(
        ({ tx }) => tx.insert(roiAlerts).values({ organizationId: id, channel: "foreign", threshold: 1, createdAt }),
        other,
      ),
    ).rejects.toMatchObject({ cause: { code: "42501" } });
  });

  it("can't set alerts on Free, and those it had aren't checked", async () => {
    const { id: free } = await newOrganization({ plan: "free", createdAt });
    await expect(inside((ctx) => setRoiAlert(ctx, { channel: "search", threshold: 1 }), free)).rejects.toMatchObject({
      code: "feature_not_in_plan",
      details: { feature: "roi_alerts" },
    });
    at = noon("23");
    await add("search", "22", 500_000, 1);
    await inside(({ tx }) => tx.update(trials).set({ planKey: "free" }).where(eq(trials.organizationId, id)));
    await check();
    expect((await states()).search?.[0]).toBe("2026-11-21");
  });
});
