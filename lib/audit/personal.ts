import "server-only";
import { and, eq, inArray, or, sql } from "drizzle-orm";
import { auditLog, auditPersonal } from "@/db/schema";
import type { Context } from "@/lib/context";
import { personalField } from "./chain/chain";

type Stored = { subject: string | null; details: Record<string, unknown> };
type Personal = { email: string | null; facts: Record<string, unknown> };

/**
 * The columns to read along with a log row, and how to join them. `facts` is never null and comes first, because drizzle decides by the
 * first column whether a joined row exists.
 */
export const personalColumns = { facts: auditPersonal.facts, email: auditPersonal.email };
export const personalOfRow = and(
  eq(auditPersonal.organizationId, auditLog.organizationId),
  eq(auditPersonal.seq, auditLog.seq),
);

/** A row with its personal data, unless that was erased: the address as its subject, the facts among its details. */
export function withPersonal<Row extends Stored>(row: Row, personal: Personal | null): Row {
  const { [personalField]: digest, ...details } = row.details;
  if (personal) return { ...row, subject: row.subject ?? personal.email, details: { ...details, ...personal.facts } };
  return digest === undefined ? row : { ...row, details: { ...details, [personalField]: "erased" } };
}

/** The same for the rows of a page, in one query. */
export async function readPersonal<Row extends Stored & { organizationId: string; seq: number }>(
  { tx }: Context,
  rows: readonly Row[],
): Promise<Row[]> {
  const about = rows.filter(({ details }) => personalField in details);
  const found =
    about.length === 0
      ? []
      : await tx
          .select({ organizationId: auditPersonal.organizationId, seq: auditPersonal.seq, ...personalColumns })
          .from(auditPersonal)
          .where(
            sql`(${auditPersonal.organizationId}, ${auditPersonal.seq}) in ${about.map(({ organizationId, seq }) => sql`(${organizationId}::uuid, ${seq}::bigint)`)}`,
          );
  const key = ({ organizationId, seq }: { organizationId: string; seq: number }) => `${organizationId} ${seq}`;
  const byRow = new Map(found.map((row) => [key(row), row]));
  return rows.map((row) => withPersonal(row, byRow.get(key(row)) ?? null));
}

/**
 * Erases what the log says about a person beyond their ID, in every organization. The rows stay, and their chains stay intact. Runs in the
 * platform role.
 *
 * @param emails all of their known addresses.
 * @returns the number of rows affected.
 */
export async function erasePersonal(
  { tx }: Context,
  { personId, emails }: { personId: string; emails: readonly string[] },
): Promise<number> {
  const erased = await tx
    .delete(auditPersonal)
    .where(or(eq(auditPersonal.personId, personId), inArray(auditPersonal.email, [...emails])))
    .returning({ seq: auditPersonal.seq });
  return erased.length;
}
