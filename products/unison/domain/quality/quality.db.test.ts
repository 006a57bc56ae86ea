import { describe, expect, it } from "vitest";
import { organizations } from "@/db/schema";
import { withTenant } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { newPlant, newWorkOrder } from "@/products/unison/testing";
import { inOrganization, newOrganization } from "@/testing/factories";
import { addShiftNote, listShiftNotes, removeShiftNote } from "../shift-notes/shift-notes";
import { addShift } from "../shifts/add-shift";
import { deleteWorkOrder } from "../work-orders/delete-work-order";
import { decideNonConformance, reopenNonConformance } from "./decide-non-conformance";
import { addCheck, addSuggestedChecks, checksOf, recordCheck, removeCheck } from "./inspection-plan";
import { listOpenReports, listReports, listReportsOf, qualityFigures } from "./quality-queries";
import { reportNonConformance } from "./report-non-conformance";

async function withOrder(plan = "professional") {
  const organization = await newOrganization({ plan });
  return inOrganization(organization.id, async (ctx) => {
    const plantId = await newPlant(ctx);
    return { ...organization, plantId, orderId: (await newWorkOrder(ctx, { plantId })).id };
  });
}

const problem = { title: "Porosity in the weld", description: null, severity: "major", quantity: 2 } as const;

describe("a non-conformance", () => {
  it("is reported on a work order, decided with its cost, and can be reopened", async () => {
    const { id, owner, ownerId, orderId } = await withOrder();
    await withTenant({ organizationId: id, actor: owner }, async (ctx) => {
      const report = await reportNonConformance(ctx, { workOrderId: orderId, ...problem });
      expect(await listOpenReports(ctx, 5)).toMatchObject([
        { id: report, severity: "major", quantity: 2, reportedBy: ownerId, reporter: "Test Person", orderNumber: 1 },
      ]);
      await decideNonConformance(ctx, { id: report, disposition: "rework", cost: 12_550 });
      expect(await listReportsOf(ctx, orderId)).toMatchObject([
        { status: "closed", disposition: "rework", cost: 12_550, currency: "usd", closedBy: ownerId },
      ]);
      const late = decideNonConformance(ctx, { id: report, disposition: "scrap", cost: null });
      await expect(late).rejects.toMatchObject({ code: "conflict", details: { reason: "decided" } });
      const from = addDays(ctx.now, -1);
      expect(await qualityFigures(ctx, from)).toEqual({ open: 0, critical: 0, reported: 1, cost: 12_550 });
      await reopenNonConformance(ctx, { id: report });
      expect(await listOpenReports(ctx, 5)).toMatchObject([{ disposition: null, cost: null, closedAt: null }]);
      expect(await qualityFigures(ctx, from)).toEqual({ open: 1, critical: 0, reported: 1, cost: 0 });
    });
  });

  it("is listed page by page, also when several were reported at the same second", async () => {
    const { id, orderId } = await withOrder();
    await inOrganization(id, async (ctx) => {
      for (let index = 0; index < 5; index++) await reportNonConformance(ctx, { workOrderId: orderId, ...problem });
      const seen = [];
      for (let after: string | null = null, pages = 0; pages < 3; pages++) {
        const page: Awaited<ReturnType<typeof listReports>> = await listReports(ctx, { status: "open", after }, 2);
        seen.push(...page.rows.map((report) => report.id));
        after = page.next;
      }
      expect(new Set(seen).size).toBe(5);
      await deleteWorkOrder(ctx, { id: orderId });
      expect((await listReports(ctx, {})).rows).toEqual([]);
    });
  });

  it("needs a plan with quality management, and a work order of the organization", async () => {
    const starter = await withOrder("starter");
    const theirs = await withOrder();
    const notInPlan = { code: "feature_not_in_plan" };
    await inOrganization(starter.id, async (ctx) => {
      const about = { workOrderId: starter.orderId };
      await expect(reportNonConformance(ctx, { ...about, ...problem })).rejects.toMatchObject(notInPlan);
      await expect(addCheck(ctx, { ...about, title: "x", criterion: null })).rejects.toMatchObject(notInPlan);
      await expect(addSuggestedChecks(ctx, about)).rejects.toMatchObject(notInPlan);
    });
    const foreign = await inOrganization(theirs.id, (ctx) =>
      reportNonConformance(ctx, { workOrderId: theirs.orderId, ...problem }),
    );
    const mine = await withOrder();
    const notFound = { code: "not_found" };
    await inOrganization(mine.id, async (ctx) => {
      const about = { workOrderId: theirs.orderId };
      await expect(reportNonConformance(ctx, { ...about, ...problem })).rejects.toMatchObject(notFound);
      await expect(addCheck(ctx, { ...about, title: "x", criterion: null })).rejects.toMatchObject(notFound);
      const decide = { id: foreign, disposition: "scrap", cost: null } as const;
      await expect(decideNonConformance(ctx, decide)).rejects.toMatchObject(notFound);
    });
  });
});

describe("an inspection plan", () => {
  it("starts with the checks of the industry, and keeps results", async () => {
    const { id, orderId } = await withOrder();
    await inOrganization(id, async (ctx) => {
      await ctx.tx.update(organizations).set({ profile: { industry: "machining" } });
      const about = { workOrderId: orderId };
      await addSuggestedChecks(ctx, about);
      await addSuggestedChecks(ctx, about);
      await addCheck(ctx, { ...about, title: "Bore", criterion: "1.000 in ± 0.002" });
      const plan = await checksOf(ctx, orderId);
      expect(plan.map(({ title }) => title)).toEqual([
        "First piece measured",
        "Surface finish",
        "Threads gauged",
        "Burrs removed",
        "Bore",
      ]);
      const [first, second] = plan.map((check) => check.id) as [string, string];
      await recordCheck(ctx, { id: first, result: "fail" });
      expect((await checksOf(ctx, orderId))[0]).toMatchObject({ result: "fail", checkedAt: ctx.now });
      await recordCheck(ctx, { id: first, result: null });
      await removeCheck(ctx, { id: second });
      expect((await checksOf(ctx, orderId)).map(({ result }) => result)).toEqual([null, null, null, null]);
    });
  });
});

describe("a shift note", () => {
  it("belongs to the shift that runs now, after midnight to the one that started yesterday", async () => {
    const { id, plantId, orderId } = await withOrder();
    await inOrganization(id, (ctx) =>
      addShift(ctx, { plantId, name: "Night shift", startsAt: "22:00", endsAt: "06:00" }),
    );
    const soon = addDays(new Date(), 1);
    const day = soon.toISOString().slice(0, 10);
    // 8:30 in Greenwich is past midnight in Ohio, where the plant is.
    const at = new Date(`${day}T08:30:00Z`);
    await inOrganization(id, (ctx) => addShiftNote(ctx, { workOrderId: orderId, text: "Die 4 runs hot" }), at);
    await inOrganization(id, async (ctx) => {
      await addShiftNote(ctx, { plantId, text: "Air pressure is low" });
      const [, ofPlant] = await listShiftNotes(ctx, { plantId }, 5);
      expect(ofPlant).toMatchObject({ text: "Air pressure is low", orderNumber: null });
      const [ofOrder] = await listShiftNotes(ctx, { workOrderId: orderId }, 5);
      const yesterday = addDays(new Date(`${day}T00:00:00Z`), -1)
        .toISOString()
        .slice(0, 10);
      expect(ofOrder).toMatchObject({ shift: "Night shift", day: yesterday, orderNumber: 1 });
      await removeShiftNote(ctx, { id: ofOrder?.id ?? "" });
      expect(await listShiftNotes(ctx, { workOrderId: orderId }, 5)).toEqual([]);
    });
  });
});
