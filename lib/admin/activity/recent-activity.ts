import "server-only";
import { desc, eq, lte } from "drizzle-orm";
import { alerts, organizationDirectory as listed, movements, organizations } from "@/db/schema";
import type { Context } from "@/lib/context";
import { type Activity, type ActivityKind, newestOf } from "./activity";

/** What happened last: movements, sign-ups and alerts in one list, newest first. `ctx` has the platform role. */
export async function recentActivity(ctx: Context, limit: number, kind?: ActivityKind): Promise<Activity[]> {
  const lists = await Promise.all([
    !kind || kind === "movement" ? latestMovements(ctx, limit) : [],
    !kind || kind === "sign_up" ? latestSignUps(ctx, limit) : [],
    !kind || kind === "alert" ? latestAlerts(ctx, limit) : [],
  ]);
  return newestOf(lists.flat(), limit);
}

async function latestMovements({ tx, now }: Context, limit: number): Promise<Activity[]> {
  const rows = await tx
    .select({
      id: movements.id,
      organizationId: movements.organizationId,
      organizationName: organizations.name,
      movement: movements.kind,
      amount: movements.amount,
      currency: movements.currency,
      planBefore: movements.planBefore,
      planAfter: movements.planAfter,
      at: movements.occurredAt,
    })
    .from(movements)
    .leftJoin(organizations, eq(organizations.id, movements.organizationId))
    .where(lte(movements.occurredAt, now))
    .orderBy(desc(movements.occurredAt), desc(movements.id))
    .limit(limit);
  return rows.map((row) => ({ kind: "movement", ...row }));
}

async function latestSignUps({ tx, now }: Context, limit: number): Promise<Activity[]> {
  const rows = await tx
    .select({
      id: listed.organizationId,
      organizationId: listed.organizationId,
      organizationName: listed.name,
      planKey: listed.planKey,
      at: listed.createdAt,
    })
    .from(listed)
    .where(lte(listed.createdAt, now))
    .orderBy(desc(listed.createdAt), desc(listed.organizationId))
    .limit(limit);
  return rows.map((row) => ({ kind: "sign_up", ...row }));
}

async function latestAlerts({ tx, now }: Context, limit: number): Promise<Activity[]> {
  const rows = await tx
    .select({
      id: alerts.id,
      organizationId: alerts.organizationId,
      organizationName: organizations.name,
      title: alerts.title,
      text: alerts.text,
      url: alerts.url,
      resolvedAt: alerts.resolvedAt,
      at: alerts.createdAt,
    })
    .from(alerts)
    .leftJoin(organizations, eq(organizations.id, alerts.organizationId))
    .where(lte(alerts.createdAt, now))
    .orderBy(desc(alerts.createdAt), desc(alerts.id))
    .limit(limit);
  return rows.map((row) => ({ kind: "alert", ...row }));
}
