import "server-only";
import { and, asc, desc, eq, gt, ilike, lt, lte, or, sql } from "drizzle-orm";
import { users } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";
import { materials, stockLayers, stockMovements } from "@/products/unison/schema";
import { authorName } from "../person-of";

const columns = {
  id: materials.id,
  code: materials.code,
  name: materials.name,
  unit: materials.unit,
  onHand: materials.onHand,
  reorderAt: materials.reorderAt,
  stockValue: materials.stockValue,
  currency: materials.currency,
};

export type MaterialFilter = {
  /** Part of the code or name. */
  search?: string | null;
  /** Only materials at or below their reorder point. */
  low?: boolean;
  /** The last code of the previous page. */
  after?: string | null;
};

/** By code. @returns the rows, and the `after` of the next page if there is one. */
export async function listMaterials({ organizationId, tx }: TenantContext, filter: MaterialFilter, size = 50) {
  const search = (filter.search ?? "")
    .replace(/[\p{Cc}\p{Cs}]/gu, " ")
    .trim()
    .slice(0, 120);
  const pattern = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
  const rows = await tx
    .select(columns)
    .from(materials)
    .where(
      and(
        eq(materials.organizationId, organizationId),
        search ? or(ilike(materials.code, pattern), ilike(materials.name, pattern)) : undefined,
        filter.low ? lte(materials.onHand, materials.reorderAt) : undefined,
        filter.after ? gt(materials.code, filter.after) : undefined,
      ),
    )
    .orderBy(asc(materials.code))
    .limit(size + 1);
  const page = rows.slice(0, size);
  return { rows: page, next: rows.length > size ? (page.at(-1)?.code ?? null) : null };
}
export type MaterialRow = Awaited<ReturnType<typeof listMaterials>>["rows"][number];

/** The materials a work order can use: those in stock. */
export function listStocked({ organizationId, tx }: TenantContext) {
  return tx
    .select(columns)
    .from(materials)
    .where(and(eq(materials.organizationId, organizationId), gt(materials.onHand, 0)))
    .orderBy(asc(materials.code))
    .limit(500);
}

/** How many materials there are, how many are low, and what everything in stock cost. */
export async function stockFigures({ organizationId, tx }: TenantContext) {
  const [row] = await tx
    .select({
      materials: sql<number>`count(*)::int`,
      low: sql<number>`(count(*) filter (where ${materials.onHand} <= ${materials.reorderAt}))::int`,
      value: sql<number>`coalesce(sum(${materials.stockValue}), 0)`.mapWith(Number),
    })
    .from(materials)
    .where(eq(materials.organizationId, organizationId));
  return row ?? { materials: 0, low: 0, value: 0 };
}

/** @throws GatehouseError `not_found`, also for another organization's. */
export async function findMaterial({ organizationId, tx }: TenantContext, id: string) {
  const [row] = await tx
    .select({ ...columns, customValues: materials.customValues })
    .from(materials)
    .where(and(eq(materials.organizationId, organizationId), eq(materials.id, id)));
  return found(row, "material");
}

/** One material with its layers, from the oldest. @throws GatehouseError `not_found`, also for another organization's. */
export async function materialDetail(ctx: TenantContext, id: string) {
  const { organizationId, tx } = ctx;
  const material = await findMaterial(ctx, id);
  const layers = await tx
    .select({ sequence: stockLayers.sequence, quantity: stockLayers.quantity, value: stockLayers.value })
    .from(stockLayers)
    .where(and(eq(stockLayers.organizationId, organizationId), eq(stockLayers.materialId, id)))
    .orderBy(asc(stockLayers.sequence));
  return { material, layers };
}
export type MaterialDetail = Awaited<ReturnType<typeof materialDetail>>;

const movementColumns = {
  materialId: stockMovements.materialId,
  sequence: stockMovements.sequence,
  kind: stockMovements.kind,
  method: stockMovements.method,
  quantity: stockMovements.quantity,
  value: stockMovements.value,
  onHand: stockMovements.onHand,
  currency: stockMovements.currency,
  workOrderId: stockMovements.workOrderId,
  workOrderNumber: stockMovements.workOrderNumber,
  note: stockMovements.note,
  createdAt: stockMovements.createdAt,
  author: authorName,
  materialName: materials.name,
  unit: materials.unit,
};

function movements({ organizationId, tx }: TenantContext) {
  return {
    rows: tx
      .select(movementColumns)
      .from(stockMovements)
      .innerJoin(
        materials,
        and(eq(materials.organizationId, stockMovements.organizationId), eq(materials.id, stockMovements.materialId)),
      )
      .leftJoin(users, eq(users.id, stockMovements.createdBy)),
    mine: eq(stockMovements.organizationId, organizationId),
  };
}

/** A material's movements, newest first. @returns the rows, and the `below` of the next page if there is one. */
export async function listMovements(ctx: TenantContext, materialId: string, below: number | null = null, size = 25) {
  const { rows, mine } = movements(ctx);
  const found = await rows
    .where(
      and(
        mine,
        eq(stockMovements.materialId, materialId),
        below !== null && below < 2 ** 31 ? lt(stockMovements.sequence, below) : undefined,
      ),
    )
    .orderBy(desc(stockMovements.sequence))
    .limit(size + 1);
  const page = found.slice(0, size);
  return { rows: page, next: found.length > size ? (page.at(-1)?.sequence ?? null) : null };
}
export type StockMovement = Awaited<ReturnType<typeof listMovements>>["rows"][number];

/** What a work order has used, newest first. */
export function listUsedBy(ctx: TenantContext, workOrderId: string) {
  const { rows, mine } = movements(ctx);
  return rows
    .where(and(mine, eq(stockMovements.workOrderId, workOrderId)))
    .orderBy(desc(stockMovements.createdAt))
    .limit(100);
}
