import "server-only";
import { type AnyColumn, and, asc, desc, eq, ilike, inArray, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { auditLog, organizations, sessions, users } from "@/db/schema";
import { readAuditCursor, writeAuditCursor } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { endReasonOf, type ImpersonationEnd } from "./impersonation";
import { factsOf, impersonationRows } from "./impersonation-rows";
import type { SupportSessionFilter } from "./support-session-filter";

/** A support session that goes on. `expires` is real time. */
export type ActiveSupportSession = {
  id: string;
  admin: string;
  member: string;
  organizationId: string;
  organization: string | null;
  reason: string;
  readOnly: boolean;
  startedAt: Date;
  expires: Date;
};

/** The support sessions of this moment, the newest last, by all platform admins. `ctx` has the platform role. */
export async function activeSupportSessions({ tx, wall }: Context): Promise<ActiveSupportSession[]> {
  const rows = await impersonationRows(tx);
  const active = rows.filter((row) => row.organizationId !== null && endReasonOf(factsOf(row), wall) === null);
  if (active.length === 0) return [];
  const ids = active.map(({ id }) => id);
  const facts = await tx
    .select({
      id: sessions.id,
      reason: sessions.impersonationReason,
      startedAt: sessions.createdAt,
      organization: organizations.name,
    })
    .from(sessions)
    .leftJoin(organizations, eq(organizations.id, sessions.impersonatedOrganizationId))
    .where(inArray(sessions.id, ids))
    .orderBy(asc(sessions.createdAt));
  return facts.flatMap(({ id, reason, startedAt, organization }) => {
    const row = active.find((each) => each.id === id);
    if (!row?.organizationId) return [];
    const { admin, user, organizationId, readOnly, expires } = row;
    return [
      {
        id,
        admin: admin.email,
        member: user.email,
        organizationId,
        organization,
        reason: reason ?? "",
        readOnly,
        startedAt,
        expires,
      },
    ];
  });
}

const admins = alias(users, "admins");
const members = alias(users, "members");
/** Null for what isn't one, which a cast would refuse. */
const asUuid = (column: AnyColumn) =>
  sql`case when ${column} ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then ${column}::uuid end`;
const begun = "admin.impersonation_begun";

/** What became of a session: its end, and the rows that were written meanwhile under both names. */
const ended = sql`lateral (
  select e.seq, e.occurred_at, e.details->>'why' as why from ${auditLog} e
  where e.organization_id = ${auditLog.organizationId} and e.seq > ${auditLog.seq} and e.action = 'admin.impersonation_ended'
    and e.subject = ${auditLog.subject}
    and (e.details->>'session' = ${auditLog.details}->>'session'
      or (e.details->>'session' is null and e.details->>'admin' = ${auditLog.actorId}))
  order by e.seq limit 1) as ended`;
const acted = sql`lateral (
  select count(*) filter (where w.action not in ('auth.refused', 'admin.impersonation_ended'))::int as changes,
    count(*) filter (where w.action = 'auth.refused')::int as refusals
  from ${auditLog} w
  where w.organization_id = ${auditLog.organizationId} and w.seq > ${auditLog.seq}
    and w.seq < coalesce(ended.seq, 9223372036854775807)
    and w.impersonator_id::text = ${auditLog.actorId} and w.actor_id = ${auditLog.subject}) as acted`;

export type LoggedSupportSession = Awaited<ReturnType<typeof supportSessionLog>>["rows"][number];

/** All support sessions, from the audit log, newest first, a page at a time. `ctx` has the platform role. */
export async function supportSessionLog({ tx }: Context, filter: SupportSessionFilter, size = 25) {
  const found = await tx
    .select({
      organizationId: auditLog.organizationId,
      seq: auditLog.seq,
      occurredAt: auditLog.occurredAt,
      details: auditLog.details,
      adminId: auditLog.actorId,
      memberId: auditLog.subject,
      admin: admins.email,
      member: members.email,
      organization: organizations.name,
      endedAt: sql<Date | null>`ended.occurred_at`.mapWith(auditLog.occurredAt),
      why: sql<ImpersonationEnd | null>`ended.why`,
      changes: sql<number>`acted.changes`,
      refusals: sql<number>`acted.refusals`,
    })
    .from(auditLog)
    .leftJoin(admins, sql`${admins.id} = ${asUuid(auditLog.actorId)}`)
    .leftJoin(members, sql`${members.id} = ${asUuid(auditLog.subject)}`)
    .leftJoin(organizations, eq(organizations.id, auditLog.organizationId))
    .leftJoin(ended, sql`true`)
    .leftJoin(acted, sql`true`)
    .where(and(eq(auditLog.action, begun), ...matching(filter)))
    .orderBy(desc(auditLog.occurredAt), desc(auditLog.organizationId), desc(auditLog.seq))
    .limit(size + 1);
  const rows = found.slice(0, size).map(({ details, ...row }) => ({
    ...row,
    session: typeof details.session === "string" ? details.session : null,
    reason: String(details.reason ?? ""),
    minutes: Number(details.minutes),
    readOnly: details.readOnly === true,
  }));
  const last = rows.at(-1);
  return { rows, next: found.length > size && last ? writeAuditCursor(last) : undefined };
}

function matching({ admin, organization, access, after }: SupportSessionFilter): (SQL | undefined)[] {
  const cursor = readAuditCursor(after);
  return [
    admin === undefined ? undefined : or(ilike(admins.email, part(admin)), ilike(admins.name, part(admin))),
    organization === undefined
      ? undefined
      : or(
          ilike(organizations.name, part(organization)),
          sql`${auditLog.organizationId}::text = ${organization.toLowerCase()}`,
        ),
    access === undefined ? undefined : sql`(${auditLog.details}->>'readOnly')::boolean = ${access === "view"}`,
    cursor &&
      sql`(${auditLog.occurredAt}, ${auditLog.organizationId}, ${auditLog.seq})
        < (${cursor.occurredAt.toISOString()}::timestamptz, ${cursor.organizationId}, ${cursor.seq})`,
  ];
}

const part = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;
