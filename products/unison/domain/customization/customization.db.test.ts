import { describe, expect, it } from "vitest";
import { newPlant, newWorkOrder } from "@/products/unison/testing";
import { inOrganization, newOrganization } from "@/testing/factories";
import { reportNonConformance } from "../quality/report-non-conformance";
import { findWorkOrder } from "../work-orders/work-order-queries";
import { addRule, listRules, removeRule } from "./automation";
import { addField, listFields, removeField, setValues } from "./custom-fields";
import { valueProblem } from "./field-value";

const field = { subject: "work_order", label: "Customer PO", kind: "text", choices: [] } as const;
const nothing = {
  contains: null,
  minimumSeverity: null,
  setPriority: null,
  setLane: null,
  setDepartment: null,
  block: false,
};

async function withOrder(plan = "professional") {
  const { id } = await newOrganization({ plan });
  return inOrganization(id, async (ctx) => {
    const plantId = await newPlant(ctx);
    return { id, plantId, orderId: (await newWorkOrder(ctx, { plantId })).id };
  });
}

describe("a custom field", () => {
  it.each([
    ["number", "12.5", true],
    ["number", "1e3", false],
    ["date", "2026-02-29", false],
    ["date", "2026-03-01", true],
    ["yes_no", "maybe", false],
    ["choice", "Red", true],
    ["choice", "Blue", false],
    ["text", "two\nlines", false],
    ["number", "", true],
  ] as const)("of the kind %s takes %j: %s", (kind, value, right) => {
    expect(valueProblem({ label: "x", kind, choices: ["Red", "Green"] }, value) === undefined).toBe(right);
  });

  it("keeps the values of work orders, until it is removed", async () => {
    const { id, orderId } = await withOrder();
    await inOrganization(id, async (ctx) => {
      const po = await addField(ctx, { ...field, choices: [] });
      const color = await addField(ctx, { ...field, label: "Color", kind: "choice", choices: ["Red", "Green"] });
      await expect(addField(ctx, { ...field, choices: [] })).rejects.toMatchObject({ code: "conflict" });
      const set = (values: Record<string, string>) => setValues(ctx, { subject: "work_order", id: orderId, values });
      await set({ [po]: "4711" });
      await set({ [color]: "Red" });
      const values = async () => (await findWorkOrder(ctx, orderId)).customValues;
      expect(await values()).toEqual({ [po]: "4711", [color]: "Red" });
      const wrong = { code: "invalid_input", details: { errors: [{ field: color }] } };
      await expect(set({ [color]: "Blue" })).rejects.toMatchObject(wrong);
      await removeField(ctx, { id: po });
      expect(await values()).toEqual({ [color]: "Red" });
      await expect(set({ [po]: "1" })).rejects.toMatchObject({ code: "invalid_input" });
      expect((await listFields(ctx, "work_order")).map(({ label }) => label)).toEqual(["Color"]);
    });
    const theirs = await withOrder();
    const foreign = inOrganization(theirs.id, (ctx) =>
      setValues(ctx, { subject: "work_order", id: orderId, values: {} }),
    );
    await expect(foreign).rejects.toMatchObject({ code: "not_found" });
  });

  it("and automation rules need a plan with them", async () => {
    const { id } = await withOrder("starter");
    const notInPlan = { code: "feature_not_in_plan" };
    await inOrganization(id, async (ctx) => {
      await expect(addField(ctx, { ...field, choices: [] })).rejects.toMatchObject(notInPlan);
      const rule = { event: "work_order_created", ...nothing, block: true } as const;
      await expect(addRule(ctx, rule)).rejects.toMatchObject(notInPlan);
    });
  });
});

describe("automation rules", () => {
  it("set the priority, lane and department of new work orders that match, the last one winning", async () => {
    const { id, plantId } = await withOrder();
    await inOrganization(id, async (ctx) => {
      const created = { event: "work_order_created", ...nothing } as const;
      await addRule(ctx, {
        ...created,
        contains: "FRAME",
        setPriority: "high",
        setLane: "lane 2",
        setDepartment: "Welding",
      });
      const last = await addRule(ctx, { ...created, contains: "cf-2200", setPriority: "low", setLane: "Paint line" });
      const order = async (given: object) => findWorkOrder(ctx, (await newWorkOrder(ctx, { plantId, ...given })).id);
      // The plant has no paint line.
      expect(await order({})).toMatchObject({ priority: "low", laneName: "Lane 2", departmentName: "Welding" });
      expect(await order({ product: null })).toMatchObject({ priority: "high", laneName: "Lane 2" });
      expect(await order({ title: "Bracket", product: null })).toMatchObject({ priority: "normal", laneName: null });
      await removeRule(ctx, { id: last });
      expect(await listRules(ctx)).toHaveLength(1);
    });
  });

  it("block a work order when a severe enough non-conformance is reported on it", async () => {
    const { id, orderId } = await withOrder();
    await inOrganization(id, async (ctx) => {
      await addRule(ctx, { event: "non_conformance_reported", ...nothing, minimumSeverity: "major", block: true });
      const report = { workOrderId: orderId, title: "Crack", description: null, quantity: null };
      await reportNonConformance(ctx, { ...report, severity: "minor" });
      expect(await findWorkOrder(ctx, orderId)).toMatchObject({ blockedReason: null });
      await reportNonConformance(ctx, { ...report, severity: "critical" });
      expect(await findWorkOrder(ctx, orderId)).toMatchObject({ blockedReason: "Blocked by an automation rule" });
    });
  });
});
