import "server-only";
import { uuidv7 } from "uuidv7";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { materials, stockLayers, stockMovements } from "@/products/unison/schema";
import { receive, type Stock } from "../inventory/costing";
import { costingMethodOf } from "../inventory/costing-method";
import { sampleMaterials } from "./sample";

/** Two receipts of each material, the older one cheaper, as the verbs would have recorded them. Codes that exist are left alone. */
export async function addSampleMaterials(ctx: TenantContext): Promise<void> {
  const { organizationId, now, tx } = ctx;
  const method = await costingMethodOf(ctx);
  const { currency } = catalog;
  const made = sampleMaterials.map(({ cost, onHand, ...material }) => {
    const older = Math.round(onHand * 0.6);
    const receipts = [
      { sequence: 1, quantity: older, value: Math.round(older * cost * 0.94), createdAt: addDays(now, -40) },
      { sequence: 2, quantity: onHand - older, value: (onHand - older) * cost, createdAt: addDays(now, -12) },
    ];
    return { material: { organizationId, id: uuidv7(), ...material }, onHand, receipts };
  });
  const added = await tx
    .insert(materials)
    .values(
      made.map(({ material, onHand, receipts }) => ({
        ...material,
        onHand,
        stockValue: receipts.reduce((sum, { value }) => sum + value, 0),
        currency,
        lastMovement: receipts.length,
        createdAt: now,
      })),
    )
    .onConflictDoNothing({ target: [materials.organizationId, materials.code] })
    .returning({ id: materials.id });
  const ids = new Set(added.map(({ id }) => id));
  const fresh = made.filter(({ material }) => ids.has(material.id));
  if (fresh.length === 0) return;
  const layers = fresh.flatMap(({ material, receipts }) =>
    receipts
      .reduce<Stock>(
        (stock, { sequence, quantity, value }) =>
          receive(stock, method, { sequence, quantity: quantity * 1000, value }),
        [],
      )
      .map((layer) => ({ organizationId, materialId: material.id, ...layer, quantity: layer.quantity / 1000 })),
  );
  await tx.insert(stockLayers).values(layers);
  const movements = fresh.flatMap(({ material, receipts }) => {
    let [onHand, stockValue] = [0, 0];
    return receipts.map((receipt) => {
      onHand += receipt.quantity;
      stockValue += receipt.value;
      const row = { ...receipt, onHand, stockValue, currency, method, kind: "receipt" as const };
      return { organizationId, materialId: material.id, requestId: uuidv7(), ...row, note: "Sample receipt" };
    });
  });
  await tx.insert(stockMovements).values(movements);
}
