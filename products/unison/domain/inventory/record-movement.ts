import "server-only";
import { and, asc, eq, notInArray } from "drizzle-orm";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess, requireFeature } from "@/lib/entitlements";
import { conflict, found } from "@/lib/errors";
import { materials, stockLayers, stockMovements } from "@/products/unison/schema";
import { personOf } from "../person-of";
import { lockOrder } from "../quality/report-non-conformance";
import { type CostingMethod, costOf, count, issue, quantityOf, receive, type Stock } from "./costing";
import { costingMethodOf } from "./costing-method";
import type { CountInput, IssueInput, ReceiptInput } from "./stock-input";
import { formatQuantity, inThousandths } from "./stock-quantity";

/** Past these, sums in JavaScript and in the column's type would no longer be exact. */
const most = { quantity: 10 ** 12, value: 10 ** 13 };

type Change = { kind: "receipt" | "issue" | "count"; stock: Stock; quantity: number; value: number };
type Decide = (stock: Stock, method: CostingMethod, sequence: number) => Change | undefined;
type Movement = { materialId: string; requestId: string; note: string | null; workOrderId?: string | undefined };

/** Adds material that was bought for `cost` cents in all. @throws GatehouseError `not_found`, `conflict` past what can be stored, `read_only`. */
export const receiveMaterial = (ctx: TenantContext, { quantity, cost, ...movement }: ReceiptInput): Promise<void> =>
  record(ctx, movement, (stock, method, sequence) => ({
    kind: "receipt",
    stock: receive(stock, method, { sequence, quantity, value: cost }),
    quantity,
    value: cost,
  }));

/** Uses material, for a work order if one is given. @throws GatehouseError `not_found`, `conflict` if there isn't as much, `read_only`. */
export const issueMaterial = (ctx: TenantContext, { quantity, ...movement }: IssueInput): Promise<void> =>
  record(ctx, movement, (stock, method, sequence) => {
    const issued = issue(stock, method, { quantity, sequence });
    return issued && { kind: "issue", stock: issued.stock, quantity: -quantity, value: 0 - issued.value };
  });

/** Corrects the stock to what was counted. @throws GatehouseError `not_found`, `read_only`. */
export const countMaterial = (ctx: TenantContext, { counted, ...movement }: CountInput): Promise<void> =>
  record(ctx, movement, (stock, method, sequence) => ({
    kind: "count",
    ...count(stock, method, { counted, sequence }),
  }));

/**
 * Movements of a material happen one after another, under its lock, and always now: nothing can be booked into the past, which would
 * change the costs of everything after it. One that is sent twice counts once.
 */
async function record(ctx: TenantContext, movement: Movement, decide: Decide): Promise<void> {
  await requireAccess(ctx, "write");
  await requireFeature(ctx, "inventory");
  const { organizationId, now, tx } = ctx;
  const { materialId, requestId, note, workOrderId } = movement;
  const order = workOrderId === undefined ? undefined : await lockOrder(ctx, workOrderId);
  const material = await lockMaterial(ctx, materialId);
  if (await wasRecorded(ctx, requestId)) return;
  const sequence = material.lastMovement + 1;
  const before = await layersOf(ctx, materialId);
  const method = await costingMethodOf(ctx);
  const change = decide(before, method, sequence);
  if (!change) throw notEnough(material);
  const [onHand, stockValue] = [quantityOf(change.stock), costOf(change.stock)];
  if (onHand > most.quantity || stockValue > most.value)
    throw conflict("That's more than we can track for one material.");
  await writeLayers(ctx, materialId, before, change.stock);
  await tx
    .update(materials)
    .set({ onHand: onHand / 1000, stockValue, lastMovement: sequence })
    .where(and(eq(materials.organizationId, organizationId), eq(materials.id, materialId)));
  await tx.insert(stockMovements).values({
    organizationId,
    materialId,
    sequence,
    requestId,
    kind: change.kind,
    method,
    quantity: change.quantity / 1000,
    value: change.value,
    onHand: onHand / 1000,
    stockValue,
    currency: material.currency,
    workOrderId: workOrderId ?? null,
    workOrderNumber: order?.number ?? null,
    note,
    createdBy: personOf(ctx),
    createdAt: now,
  });
  await recordAudit(ctx, {
    organizationId,
    action: `stock.${change.kind}` as const,
    subject: materialId,
    details: { name: material.name, quantity: change.quantity / 1000, unit: material.unit },
  });
}

async function lockMaterial({ organizationId, tx }: TenantContext, id: string) {
  const [row] = await tx
    .select()
    .from(materials)
    .where(and(eq(materials.organizationId, organizationId), eq(materials.id, id)))
    .for("update");
  return found(row, "material");
}

async function wasRecorded({ organizationId, tx }: TenantContext, requestId: string): Promise<boolean> {
  const same = and(eq(stockMovements.organizationId, organizationId), eq(stockMovements.requestId, requestId));
  return (await tx.$count(stockMovements, same)) > 0;
}

async function layersOf({ organizationId, tx }: TenantContext, materialId: string): Promise<Stock> {
  const rows = await tx
    .select({ sequence: stockLayers.sequence, quantity: stockLayers.quantity, value: stockLayers.value })
    .from(stockLayers)
    .where(and(eq(stockLayers.organizationId, organizationId), eq(stockLayers.materialId, materialId)))
    .orderBy(asc(stockLayers.sequence));
  return rows.map((row) => ({ ...row, quantity: inThousandths(row.quantity) }));
}

/** Writes what changed only: old stock can have many layers. */
async function writeLayers({ organizationId, tx }: TenantContext, materialId: string, before: Stock, after: Stock) {
  const mine = and(eq(stockLayers.organizationId, organizationId), eq(stockLayers.materialId, materialId));
  const kept = after.map(({ sequence }) => sequence);
  if (before.some(({ sequence }) => !kept.includes(sequence))) {
    await tx.delete(stockLayers).where(kept.length === 0 ? mine : and(mine, notInArray(stockLayers.sequence, kept)));
  }
  const old = new Map(before.map((layer) => [layer.sequence, layer]));
  for (const { sequence, quantity, value } of after) {
    const previous = old.get(sequence);
    if (previous && previous.quantity === quantity && previous.value === value) continue;
    const set = { quantity: quantity / 1000, value };
    await tx
      .insert(stockLayers)
      .values({ organizationId, materialId, sequence, ...set })
      .onConflictDoUpdate({ target: [stockLayers.organizationId, stockLayers.materialId, stockLayers.sequence], set });
  }
}

function notEnough({ name, unit, onHand }: { name: string; unit: string; onHand: number }) {
  const message = `Only ${formatQuantity(onHand)} ${unit} of ${name} are in stock. Receive more, or count the stock to correct it.`;
  return conflict(message, { errors: [{ field: "quantity", message }] });
}
