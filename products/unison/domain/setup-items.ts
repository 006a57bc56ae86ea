import "server-only";
import { and, asc, eq, isNotNull, sql } from "drizzle-orm";
import type { TenantContext } from "@/lib/context";
import { entitlementsOf } from "@/lib/entitlements";
import type { SetupItem } from "@/lib/products/types";
import { inspectionChecks, plants, shifts, stockMovements, workOrders } from "@/products/unison/schema";
import { answersOf } from "./answers-of";

type Suggestion = SetupItem & {
  /** The use cases, as answered in onboarding, that it comes first for. */
  firstFor: readonly string[];
};

/**
 * What a manufacturer still has to set up. What makes sense only with a work order is suggested after the first one, the step for the primary use case
 * first. Sample orders have no author, so they don't count.
 */
export async function setupItems(ctx: TenantContext): Promise<SetupItem[]> {
  const { organizationId, tx } = ctx;
  const plant = await tx
    .select({ id: plants.id })
    .from(plants)
    .where(eq(plants.organizationId, organizationId))
    .limit(1);
  const [order] = await tx
    .select({ id: workOrders.id })
    .from(workOrders)
    .where(and(eq(workOrders.organizationId, organizationId), isNotNull(workOrders.createdBy)))
    .orderBy(asc(workOrders.number))
    .limit(1);
  const basics: SetupItem[] = [
    {
      key: "plant",
      label: "Add your first plant",
      description: "It comes with departments, lanes and a day shift.",
      href: "/plants",
      done: plant.length > 0,
    },
    {
      key: "work_order",
      label: "Create your first work order",
      description: "Give it a title, a quantity and a due date.",
      href: "/work-orders?new=true",
      done: order !== undefined,
    },
  ];
  return order ? [...basics, ...(await suggestions(ctx, { orderId: order.id, plantId: plant[0]?.id }))] : basics;
}

async function suggestions(
  ctx: TenantContext,
  { orderId, plantId }: { orderId: string; plantId: string | undefined },
): Promise<SetupItem[]> {
  const { useCase, companySize } = await answersOf(ctx);
  const { features } = await entitlementsOf(ctx);
  const has = await whatExists(ctx);
  const all: Suggestion[] = [
    {
      key: "lanes",
      label: "Put work in lanes",
      description: "Drag a work order to the lane that will run it.",
      href: plantId ? `/plants/${plantId}` : "/plants",
      done: has.lanes,
      firstFor: ["production", "planning"],
    },
    {
      key: "material",
      label: "Record your stock",
      description: "Add a material, then receive what you have and what it cost.",
      href: "/inventory",
      done: has.movements,
      firstFor: ["inventory"],
    },
  ];
  if (features.includes("quality_management")) {
    all.push({
      key: "inspection",
      label: "Add an inspection plan",
      description: "Start with the standard checks for your industry.",
      href: `/work-orders/${orderId}#inspection`,
      done: has.checks,
      firstFor: ["quality"],
    });
  }
  if (companySize !== undefined && companySize !== "1-50") {
    all.push({
      key: "shift",
      label: "Add your second shift",
      description: "The schedule and shift notes follow your shifts.",
      href: plantId ? `/plants/${plantId}` : "/plants",
      done: has.secondShift,
      firstFor: [],
    });
  }
  const isFirst = ({ firstFor }: Suggestion) => useCase !== undefined && firstFor.includes(useCase);
  return [...all.filter(isFirst), ...all.filter((item) => !isFirst(item))].map(({ firstFor: _, ...item }) => item);
}

/** What members, not the sample data, have made. */
async function whatExists({ organizationId, tx }: TenantContext) {
  const own = sql`select 1 from ${workOrders} own where own.organization_id = ${organizationId} and own.created_by is not null`;
  const [row] = await tx.execute<{ lanes: boolean; movements: boolean; checks: boolean; second_shift: boolean }>(sql`
    select exists(${own} and own.lane_id is not null) as lanes,
      exists(select 1 from ${stockMovements} movement
        where movement.organization_id = ${organizationId} and movement.created_by is not null) as movements,
      exists(select 1 from ${inspectionChecks} planned
        where planned.organization_id = ${organizationId} and planned.work_order_id in
          (select id from ${workOrders} where organization_id = ${organizationId} and created_by is not null)) as checks,
      exists(select 1 from ${shifts} where organization_id = ${organizationId}
        group by plant_id having count(*) > 1) as second_shift`);
  return {
    lanes: row?.lanes ?? false,
    movements: row?.movements ?? false,
    checks: row?.checks ?? false,
    secondShift: row?.second_shift ?? false,
  };
}
