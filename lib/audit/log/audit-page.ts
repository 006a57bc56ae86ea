import "server-only";
import { and, desc, eq, gte, ilike, inArray, isNotNull, lt, or, type SQL, sql } from "drizzle-orm";
import { auditLog, auditPersonal, organizations, users } from "@/db/schema";
import type { Context } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { personalDataActions } from "../actions";
import { personalOfRow, readPersonal } from "../personal";
import { accountChain, platformChain } from "../record-audit";
import { type AuditFilter, readAuditCursor, writeAuditCursor } from "./audit-filter";

/** How far back a search for text goes without a start date. Details have no index, so each row in between is read. */
export const searchDays = 90;

/** How many matching names are used. More wouldn't be useful. */
const nameLimit = 200;

export type ListedAudit = Awaited<ReturnType<typeof auditPage>>["rows"][number];

/** The audit log of all chains, newest first, a page at a time. `ctx` has the platform role. */
export async function auditPage(ctx: Context, filter: AuditFilter, size = 50) {
  const found = await ctx.tx
    .select()
    .from(auditLog)
    .where(and(await matching(ctx, filter), isAfter(filter.after)))
    .orderBy(desc(auditLog.occurredAt), desc(auditLog.organizationId), desc(auditLog.seq))
    .limit(size + 1);
  const page = found.slice(0, size);
  const last = page.at(-1);
  const next = found.length > size && last ? writeAuditCursor(last) : undefined;
  return { rows: await withNames(ctx, await readPersonal(ctx, page)), next };
}

type StoredAudit = typeof auditLog.$inferSelect;

/** Names are read for the rows of a page only: a join would compare every person with every row. */
async function withNames({ tx }: Context, rows: readonly StoredAudit[]) {
  // The page shows everything, whatever someone may have written to the table.
  const uuids = rows
    .flatMap(({ actorKind, actorId, impersonatorId, subject }) => [
      actorKind === "user" ? actorId : null,
      impersonatorId,
      subject,
    ])
    .flatMap((id) => (id && isUuid(id) ? [id] : []));
  const people =
    uuids.length === 0
      ? []
      : await tx
          .select(person)
          .from(users)
          .where(inArray(users.id, [...new Set(uuids)]));
  const ids = [...new Set(rows.map(({ organizationId }) => organizationId))];
  const known =
    ids.length === 0
      ? []
      : await tx
          .select({ id: organizations.id, name: organizations.name })
          .from(organizations)
          .where(inArray(organizations.id, ids));
  const personOf = (id: string | null) => people.find((each) => each.id === id) ?? null;
  return rows.map((row) => ({
    ...row,
    actor: row.actorKind === "user" ? personOf(row.actorId) : null,
    impersonator: personOf(row.impersonatorId),
    subjectPerson: personOf(row.subject),
    organization: known.find(({ id }) => id === row.organizationId)?.name ?? null,
  }));
}

const person = { id: users.id, name: users.name, email: users.email };

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

async function matching(ctx: Context, filter: AuditFilter): Promise<SQL | undefined> {
  const { search, from, to, support, topic } = filter;
  const start = from ? new Date(from) : search ? addDays(ctx.now, -searchDays) : undefined;
  return and(
    start && gte(auditLog.occurredAt, start),
    to === undefined ? undefined : lt(auditLog.occurredAt, addDays(new Date(to), 1)),
    ofAction(filter.action),
    support && isNotNull(auditLog.impersonatorId),
    topic && inArray(auditLog.action, personalDataActions),
    search === undefined ? undefined : containing(search),
    await byActor(ctx, filter.actor),
    await inChain(ctx, filter.organization),
  );
}

function ofAction(action: string | undefined): SQL | undefined {
  if (action === undefined) return undefined;
  if (!action.endsWith(".*")) return eq(auditLog.action, action);
  return sql`${auditLog.action} like ${`${escaped(action.slice(0, -1))}%`}`;
}

function containing(text: string): SQL | undefined {
  const pattern = `%${escaped(text)}%`;
  const personal = or(ilike(auditPersonal.email, pattern), sql`${auditPersonal.facts}::text ilike ${pattern}`);
  return or(
    ilike(auditLog.subject, pattern),
    sql`${auditLog.details}::text ilike ${pattern}`,
    sql`exists (select from ${auditPersonal} where ${and(personalOfRow, personal)})`,
  );
}

async function byActor({ tx }: Context, text: string | undefined): Promise<SQL | undefined> {
  if (text === undefined) return undefined;
  const pattern = `%${escaped(text)}%`;
  const people = await tx
    .select({ id: users.id })
    .from(users)
    .where(or(ilike(users.email, pattern), ilike(users.name, pattern)))
    .limit(nameLimit);
  const ids = people.map(({ id }) => id);
  return or(
    inArray(auditLog.actorId, [...ids, text]),
    ids.length > 0 ? inArray(auditLog.impersonatorId, ids) : undefined,
    isUuid(text) ? eq(auditLog.impersonatorId, text) : undefined,
  );
}

async function inChain({ tx }: Context, text: string | undefined): Promise<SQL | undefined> {
  if (text === undefined) return undefined;
  if (text === "platform") return eq(auditLog.organizationId, platformChain);
  if (text === "accounts") return eq(auditLog.organizationId, accountChain);
  // Deleted ones too, because their log is kept.
  if (isUuid(text)) return eq(auditLog.organizationId, text);
  const named = await tx
    .select({ id: organizations.id })
    .from(organizations)
    .where(ilike(organizations.name, `%${escaped(text)}%`))
    .limit(nameLimit);
  return inArray(
    auditLog.organizationId,
    named.map(({ id }) => id),
  );
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

function isAfter(text: string | undefined): SQL | undefined {
  const cursor = readAuditCursor(text);
  if (!cursor) return undefined;
  return sql`(${auditLog.occurredAt}, ${auditLog.organizationId}, ${auditLog.seq})
    < (${cursor.occurredAt.toISOString()}::timestamptz, ${cursor.organizationId}, ${cursor.seq})`;
}
