import "server-only";
import { and, count, desc, eq, ilike, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import {
  alertMutes,
  alerts,
  alertThresholdNames,
  organizations,
  alertThresholds as storedThresholds,
  users,
} from "@/db/schema";
import type { Context } from "@/lib/context";
import type { AlertFilter } from "./input";
import { defaultThresholds } from "./threshold-of";

const acknowledgers = alias(users, "acknowledgers");

const listed = ({ tx }: Context) =>
  tx
    .select({
      id: alerts.id,
      kind: alerts.kind,
      title: alerts.title,
      text: alerts.text,
      url: alerts.url,
      createdAt: alerts.createdAt,
      resolvedAt: alerts.resolvedAt,
      acknowledgedAt: alerts.acknowledgedAt,
      acknowledgedBy: acknowledgers.email,
      muted: alerts.muted,
      organizationId: alerts.organizationId,
      organizationName: organizations.name,
    })
    .from(alerts)
    .leftJoin(organizations, eq(organizations.id, alerts.organizationId))
    .leftJoin(acknowledgers, eq(acknowledgers.id, alerts.acknowledgedBy))
    .$dynamic();
export type AlertEntry = Awaited<ReturnType<typeof listed>>[number];

/** Alerts of a state, newest first, a page at a time. `ctx` has the platform role. */
export async function alertsPage(ctx: Context, filter: AlertFilter, size = 25) {
  const rows = await listed(ctx)
    .where(and(inState(filter.state), ...matching(filter), isAfter(filter.after)))
    .orderBy(desc(alerts.createdAt), desc(alerts.id))
    .limit(size + 1);
  const page = rows.slice(0, size);
  const last = page.at(-1);
  return {
    rows: page,
    next: rows.length > size && last ? `${last.createdAt.toISOString()}~${last.id}` : undefined,
  };
}

/** How many alerts need someone, and how many have someone. */
export async function alertCounts({ tx }: Context): Promise<{ open: number; acknowledged: number }> {
  const [row] = await tx
    .select({ total: count(), acknowledged: count(alerts.acknowledgedAt) })
    .from(alerts)
    .where(isNull(alerts.resolvedAt));
  const { total, acknowledged } = row ?? { total: 0, acknowledged: 0 };
  return { open: total - acknowledged, acknowledged };
}

export type AlertMute = Awaited<ReturnType<typeof activeMutes>>[number];

/** What is muted at the moment, the next to end first. */
export const activeMutes = ({ tx, now }: Context) =>
  tx
    .select({
      id: alertMutes.id,
      kind: alertMutes.kind,
      organizationId: alertMutes.organizationId,
      organizationName: organizations.name,
      reason: alertMutes.reason,
      until: alertMutes.until,
      by: users.email,
    })
    .from(alertMutes)
    .leftJoin(organizations, eq(organizations.id, alertMutes.organizationId))
    .leftJoin(users, eq(users.id, alertMutes.createdBy))
    .where(sql`${alertMutes.until} > ${now.toISOString()}::timestamptz`)
    .orderBy(alertMutes.until);

export type ShownThreshold = Awaited<ReturnType<typeof shownThresholds>>[number];

/** Every threshold with its value, its default, and who has set it. */
export async function shownThresholds({ tx }: Context) {
  const rows = await tx
    .select({
      name: storedThresholds.name,
      value: storedThresholds.value,
      updatedAt: storedThresholds.updatedAt,
      by: users.email,
    })
    .from(storedThresholds)
    .leftJoin(users, eq(users.id, storedThresholds.updatedBy));
  const defaults = defaultThresholds();
  return alertThresholdNames.map((name) => {
    const set = rows.find((row) => row.name === name);
    return {
      name,
      value: set?.value ?? defaults[name],
      standard: defaults[name],
      changed: set ? { at: set.updatedAt, by: set.by } : null,
    };
  });
}

function inState(state: AlertFilter["state"]): SQL | undefined {
  if (state === "all") return undefined;
  if (state === "resolved") return isNotNull(alerts.resolvedAt);
  return and(
    isNull(alerts.resolvedAt),
    state === "open" ? isNull(alerts.acknowledgedAt) : isNotNull(alerts.acknowledgedAt),
  );
}

function matching({ kind, organization }: AlertFilter): (SQL | undefined)[] {
  if (organization === undefined) return [kind && eq(alerts.kind, kind)];
  const pattern = `%${organization.replace(/[\\%_]/g, "\\$&")}%`;
  return [
    kind && eq(alerts.kind, kind),
    or(ilike(organizations.name, pattern), sql`${alerts.organizationId}::text = ${organization.toLowerCase()}`),
  ];
}

const cursorSchema = z.tuple([z.iso.datetime(), z.uuid()]);

function isAfter(text: string | undefined): SQL | undefined {
  const cursor = cursorSchema.safeParse(text?.split("~"));
  if (!cursor.success) return undefined;
  const [createdAt, id] = cursor.data;
  return sql`(${alerts.createdAt}, ${alerts.id}) < (${createdAt}::timestamptz, ${id})`;
}
