import "server-only";
import { and, count, desc, eq, isNotNull, isNull, lt, type SQL, sql } from "drizzle-orm";
import { drift, organizations, reconciliations, users } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { MismatchFilter } from "./filter";
import { stripeLink } from "./stripe-link";

/** How many runs a list of them shows. */
export const listedRuns = 8;

/** The newest runs, with what each found and who started it. */
export const recentReconciliations = ({ tx }: Context, limit: number) =>
  tx
    .select({
      run: reconciliations,
      requestedBy: users.name,
      repaired: sql<number>`(select count(*) filter (where d.outcome = 'repaired')::int from drift d where d.reconciliation_id = ${reconciliations.id})`,
      open: sql<number>`(select count(*) filter (where d.outcome = 'needs_person')::int from drift d where d.reconciliation_id = ${reconciliations.id})`,
    })
    .from(reconciliations)
    .leftJoin(users, eq(sql`${users.id}::text`, reconciliations.requestedBy))
    .orderBy(desc(reconciliations.startedAt))
    .limit(limit);
export type ListedReconciliation = Awaited<ReturnType<typeof recentReconciliations>>[number];

const listed = ({ tx }: Context) =>
  tx
    .select({
      id: drift.id,
      kind: drift.kind,
      subject: drift.subject,
      here: drift.here,
      there: drift.there,
      outcome: drift.outcome,
      advice: drift.advice,
      foundAt: drift.foundAt,
      resolvedAt: drift.resolvedAt,
      stripeCustomerId: drift.stripeCustomerId,
      organizationId: drift.organizationId,
      organizationName: organizations.name,
    })
    .from(drift)
    .leftJoin(organizations, eq(organizations.id, drift.organizationId))
    .$dynamic();
export type ListedMismatch = Awaited<ReturnType<typeof listed>>[number] & {
  /** The subject's page in the Stripe dashboard; null for the local Stripe. */
  stripeUrl: string | null;
};

/** Mismatches, newest first, a page at a time. Ids are in chronological order. */
export async function listMismatches(
  ctx: Context,
  filter: MismatchFilter,
  size = 25,
): Promise<{ rows: ListedMismatch[]; next: string | undefined }> {
  const found = await listed(ctx)
    .where(
      and(
        filter.kind === undefined ? undefined : eq(drift.kind, filter.kind),
        inState(filter.state),
        filter.run === undefined ? undefined : eq(drift.reconciliationId, filter.run),
        filter.organization === undefined ? undefined : eq(drift.organizationId, filter.organization),
        filter.after === undefined ? undefined : lt(drift.id, filter.after),
      ),
    )
    .orderBy(desc(drift.id))
    .limit(size + 1);
  const rows = found.slice(0, size).map((row) => ({ ...row, stripeUrl: stripeLink(row.subject) }));
  return { rows, next: found.length > size ? rows.at(-1)?.id : undefined };
}

function inState(state: MismatchFilter["state"]): SQL | undefined {
  if (state === "open") return isNull(drift.resolvedAt);
  if (state === "repaired") return eq(drift.outcome, "repaired");
  return state === undefined ? undefined : and(eq(drift.outcome, "needs_person"), isNotNull(drift.resolvedAt));
}

/** How many mismatches need review. */
export async function countOpenMismatches({ tx }: Context): Promise<number> {
  const [row] = await tx.select({ open: count() }).from(drift).where(isNull(drift.resolvedAt));
  return row?.open ?? 0;
}
