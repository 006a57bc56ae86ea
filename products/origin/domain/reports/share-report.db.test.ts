import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { TenantContext } from "@/lib/context";
import { attributionRuns, roiReports } from "@/products/origin/schema";
import { conversion, runJobs, touch } from "@/products/origin/testing";
import { inOrganization, newOrganization } from "@/testing/factories";
import { addConversions, addTouchpoints } from "../data/add-events";
import { startRun } from "../runs/start-run";
import { exportResults } from "./export-results";
import { listReports, openReport, revokeReport, shareReport } from "./share-report";

vi.hoisted(() => {
  process.env.PRODUCT = "origin";
});

let id: string;
let runId: string;
const inside = <T>(work: (ctx: TenantContext) => Promise<T>, organization = id) => inOrganization(organization, work);

async function withRun(plan: string): Promise<{ id: string; runId: string }> {
  const organization = await newOrganization({ plan });
  const at = new Date(Date.now() - 3_600_000).toISOString();
  const day = at.slice(0, 10);
  const run = await inside(async (ctx) => {
    await addTouchpoints(ctx, [touch("t", "secret-visitor", "email", at, 100)]);
    await addConversions(ctx, [conversion("c", "secret-visitor", 5_000, at)]);
    return startRun(ctx, { model: "first_touch", fromDay: day, toDay: day, lookBackDays: 7 });
  }, organization.id);
  await runJobs();
  return { id: organization.id, runId: run };
}

beforeAll(async () => {
  ({ id, runId } = await withRun("pro"));
});

async function share(): Promise<{ reportId: string; token: string }> {
  const reportId = await inside((ctx) => shareReport(ctx, { runId, title: "November", days: 30 }));
  const report = (await inside(listReports)).find((each) => each.id === reportId);
  return { reportId, token: report?.url.split("/").at(-1) ?? "" };
}

describe("a shared report", () => {
  it("shows a run's figures by channel to anyone with the link, and nothing of the visitors", async () => {
    const { token } = await share();
    const report = await openReport(token);
    expect(report).toMatchObject({ title: "November", currency: "usd", run: { value: 5_000 } });
    expect(report?.channels).toMatchObject([{ channel: "email", value: 5_000, spend: 100 }]);
    expect(JSON.stringify(report)).not.toContain("secret-visitor");
  });

  it("isn't there once it is revoked, has ended, or its row says so, whatever the signature", async () => {
    const [revoked, ended, open] = [await share(), await share(), await share()];
    await inside((ctx) => revokeReport(ctx, revoked.reportId));
    await inside(({ tx }) =>
      tx
        .update(roiReports)
        .set({ expiresAt: new Date("2020-01-01") })
        .where(eq(roiReports.id, ended.reportId)),
    );
    expect([await openReport(revoked.token), await openReport(ended.token)]).toEqual([undefined, undefined]);
    expect(await openReport(open.token)).toBeDefined();
    expect(await openReport(`${open.token.slice(0, -2)}xx`)).toBeUndefined();
    await expect(inside((ctx) => revokeReport(ctx, revoked.reportId))).rejects.toMatchObject({ code: "not_found" });
  });

  it("can't be of a run of another organization, or one that isn't done", async () => {
    const other = await withRun("pro");
    await expect(
      inside((ctx) => shareReport(ctx, { runId: other.runId, title: "Theirs", days: 1 })),
    ).rejects.toMatchObject({ code: "not_found" });
    const { reportId } = await share();
    await expect(inside((ctx) => revokeReport(ctx, reportId), other.id)).rejects.toMatchObject({ code: "not_found" });
    await inside(
      ({ tx }) => tx.update(attributionRuns).set({ status: "running" }).where(eq(attributionRuns.id, other.runId)),
      other.id,
    );
    await expect(
      inside((ctx) => shareReport(ctx, { runId: other.runId, title: "Early", days: 1 }), other.id),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it("and the CSV export need a plan that has them", async () => {
    const free = await withRun("free");
    for (const refused of [
      inside((ctx) => shareReport(ctx, { runId: free.runId, title: "Free", days: 1 }), free.id),
      inside((ctx) => exportResults(ctx, free.runId), free.id),
    ]) {
      await expect(refused).rejects.toMatchObject({ code: "feature_not_in_plan" });
    }
    const { name, text } = await inside((ctx) => exportResults(ctx, runId));
    expect(name).toMatch(/^attribution-first_touch-.*\.csv$/);
    expect(text).toContain("email,1.0000,50.00,1.00,49.0000,1.00,USD,First touch");
  });
});
