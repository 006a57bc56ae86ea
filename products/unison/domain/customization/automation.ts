import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { entitlementsOf, requireAccess, requireFeature } from "@/lib/entitlements";
import { conflict, found } from "@/lib/errors";
import { automationRules, workOrders } from "@/products/unison/schema";
import type { PartKind } from "../floor-parts/part-input";
import { partsOf } from "../floor-parts/part-table";
import type { Severity } from "../quality/quality";
import type { AddRule, AutomationEvent } from "./customization-input";
import { applies, type Occurrence } from "./rule";

const mostRules = 50;

/** In the order in which they run. */
export function listRules({ organizationId, tx }: TenantContext) {
  return tx
    .select()
    .from(automationRules)
    .where(eq(automationRules.organizationId, organizationId))
    .orderBy(asc(automationRules.position), asc(automationRules.id));
}
export type AutomationRule = Awaited<ReturnType<typeof listRules>>[number];

/** @throws GatehouseError `conflict` at 50 rules, `feature_not_in_plan`, `read_only`. */
export async function addRule(ctx: TenantContext, rule: AddRule): Promise<string> {
  await requireAutomation(ctx);
  const { organizationId, now, tx } = ctx;
  const rules = await listRules(ctx);
  if (rules.length >= mostRules) throw conflict(`You can have up to ${mostRules} rules.`);
  const id = uuidv7();
  const position = (rules.at(-1)?.position ?? -1) + 1;
  await tx.insert(automationRules).values({ organizationId, id, ...rule, position, createdAt: now });
  await recordAudit(ctx, { organizationId, action: "automation.rule_added", subject: id });
  return id;
}

/** @throws GatehouseError `not_found`, `feature_not_in_plan`, `read_only`. */
export async function removeRule(ctx: TenantContext, { id }: { id: string }): Promise<void> {
  await requireAutomation(ctx);
  const { organizationId, tx } = ctx;
  const [row] = await tx
    .delete(automationRules)
    .where(and(eq(automationRules.organizationId, organizationId), eq(automationRules.id, id)))
    .returning({ id: automationRules.id });
  found(row, "rule");
  await recordAudit(ctx, { organizationId, action: "automation.rule_removed", subject: id });
}

/**
 * Runs the organization's rules for what has just happened to a work order, in the same transaction. Later rules win. Without the
 * feature, for example after a downgrade, the rules stay and don't run.
 */
export async function runRules(
  ctx: TenantContext,
  event: AutomationEvent,
  workOrderId: string,
  severity: Severity | null = null,
): Promise<void> {
  const { organizationId, now, tx } = ctx;
  const rules = (await listRules(ctx)).filter((rule) => rule.event === event);
  if (rules.length === 0 || !(await entitlementsOf(ctx)).features.includes("workflow_automation")) return;
  const mine = and(eq(workOrders.organizationId, organizationId), eq(workOrders.id, workOrderId));
  const [row] = await tx
    .select({ title: workOrders.title, product: workOrders.product, plantId: workOrders.plantId })
    .from(workOrders)
    .where(mine);
  const { plantId, ...order } = found(row, "work order");
  const occurrence: Occurrence = { ...order, severity };
  for (const rule of rules.filter((candidate) => applies(candidate, occurrence))) {
    const laneId = await partNamed(ctx, "lane", plantId, rule.setLane);
    const departmentId = await partNamed(ctx, "department", plantId, rule.setDepartment);
    const change = {
      ...(rule.setPriority ? { priority: rule.setPriority } : {}),
      ...(laneId ? { laneId } : {}),
      ...(departmentId ? { departmentId } : {}),
      ...(rule.block ? { blockedReason: "Blocked by an automation rule" } : {}),
    };
    if (Object.keys(change).length > 0)
      await tx
        .update(workOrders)
        .set({ ...change, updatedAt: now })
        .where(mine);
  }
}

/** A plant without a part of that name is left alone. */
async function partNamed(ctx: TenantContext, kind: PartKind, plantId: string, name: string | null) {
  if (name === null) return undefined;
  const parts = await partsOf(ctx, kind, plantId);
  return parts.find((part) => part.name.toLowerCase() === name.toLowerCase())?.id;
}

async function requireAutomation(ctx: TenantContext) {
  await requireAccess(ctx, "write");
  await requireFeature(ctx, "workflow_automation");
}
