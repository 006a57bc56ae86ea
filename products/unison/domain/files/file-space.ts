import "server-only";
import { and, eq, isNull, lt, sql } from "drizzle-orm";
import type { Context, TenantContext } from "@/lib/context";
import { addHours } from "@/lib/durations";
import { entitlementsOf } from "@/lib/entitlements";
import { adjustGauge } from "@/lib/usage";
import { files } from "@/products/unison/schema";
import { gigabyte, gigabytesOf } from "./stored-bytes";

const meter = "storage_gb";

/** An upload that takes longer was lost, for example with its server. */
const uploadHours = 1;

const sum = sql<number>`coalesce(sum(${files.bytes}), 0)`.mapWith(Number);

/** Gigabytes by organization, uploads in progress included. */
export async function measureStorage({ tx }: Context, organizationId?: string) {
  const rows = await tx
    .select({ organizationId: files.organizationId, bytes: sum })
    .from(files)
    .where(organizationId === undefined ? undefined : eq(files.organizationId, organizationId))
    .groupBy(files.organizationId);
  return rows.map((row) => ({ organizationId: row.organizationId, level: gigabytesOf(row.bytes) }));
}

/**
 * Locks the storage gauge, which every upload and deletion does first, and frees the space of uploads that were lost. Exact for any
 * number of uploads at once: what is free doesn't change until the transaction ends.
 *
 * @returns the bytes used.
 */
export async function lockSpace(ctx: TenantContext): Promise<number> {
  const { organizationId, now, tx } = ctx;
  await adjustGauge(ctx, { meter, delta: 0 });
  await tx
    .delete(files)
    .where(
      and(
        eq(files.organizationId, organizationId),
        isNull(files.storedAt),
        lt(files.createdAt, addHours(now, -uploadHours)),
      ),
    );
  return bytesUsed(ctx);
}

export async function bytesUsed({ organizationId, tx }: TenantContext): Promise<number> {
  const [row] = await tx.select({ bytes: sum }).from(files).where(eq(files.organizationId, organizationId));
  return row?.bytes ?? 0;
}

/** @throws GatehouseError `limit_reached` if `bytes` more don't fit, to the byte. */
export async function assertSpace(ctx: TenantContext, used: number, bytes: number): Promise<void> {
  const { limits } = await entitlementsOf(ctx);
  const limit = limits[meter]?.limit ?? 0;
  if (limit === "unlimited" || used + bytes <= limit * gigabyte) return;
  // Refuses, and explains what would help.
  await adjustGauge(ctx, { meter, delta: Math.max(1, gigabytesOf(used + bytes) - gigabytesOf(used)) });
}

/** Brings the gauge to what the files take now. */
export async function settleSpace(ctx: TenantContext): Promise<void> {
  await adjustGauge(ctx, { meter, delta: 0, measure: measureStorage });
}
