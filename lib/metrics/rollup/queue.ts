import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { grouped } from "@/lib/grouped";
import { pgArray } from "@/lib/pg-array";
import type { Attributes, History, RolledMovement, RolledPayment } from "./contributions";

/** The queued changes of some organizations, by organization. */
type Queued = ReadonlyMap<string, ReadonlySet<string>>;

/** An organization as the rollups contain it (null: not at all) and as it is now. */
export type Histories = {
  organizationId: string;
  before: History | null;
  after: History;
  /** The payments whose outcome the rollups don't contain, as it was read. */
  changedPayments: Pick<StoredPayment, "invoice" | "outcome">[];
}[];

/**
 * Takes all queued changes of up to `limit` organizations off the queue. Needs READ COMMITTED: what is read afterwards
 * contains at least what was taken, and what was queued in between is left out by its row in the queue.
 */
export async function takeQueued({ tx }: Context, limit: number): Promise<Queued> {
  const rows = await tx.execute<{ organization_id: string; id: string }>(sql`
    with organizations as (select distinct organization_id from metric_queue limit ${limit})
    delete from metric_queue using organizations
    where metric_queue.organization_id = organizations.organization_id
    returning metric_queue.organization_id, metric_queue.id`);
  const queued = new Map<string, Set<string>>();
  for (const { organization_id, id } of rows) {
    const own = queued.get(organization_id);
    if (own) own.add(id);
    else queued.set(organization_id, new Set([id]));
  }
  return queued;
}

/**
 * What was rolled up so far is known: all movements that aren't queued, the outcomes that payments are marked with, and the
 * stored attributes.
 */
export async function readHistories(ctx: Context, queued: Queued): Promise<Histories> {
  const ids = [...queued.keys()];
  if (ids.length === 0) return [];
  const movements = await readMovements(ctx, ids);
  const payments = await readPayments(ctx, ids);
  const attributes = await readAttributes(ctx, ids);
  return ids.map((organizationId) => {
    const own = movements.get(organizationId) ?? [];
    const paid = payments.get(organizationId) ?? [];
    const taken = queued.get(organizationId);
    const { rolled, now } = attributes.get(organizationId) ?? { rolled: null, now: noAttributes };
    return {
      organizationId,
      before: rolled && {
        movements: own.filter(({ id }) => !taken?.has(id)),
        payments: paid.flatMap((payment) => (payment.rolled ? [{ ...payment, outcome: payment.rolled }] : [])),
        attributes: rolled,
      },
      after: { movements: own, payments: paid, attributes: now },
      changedPayments: paid.filter(({ outcome, rolled: marked }) => outcome !== marked),
    };
  });
}

type StoredMovement = RolledMovement & { id: string };

/**
 * The list of IDs is joined, not compared by `any`, whose array would be parsed for every row of a scan. After a bulk load
 * there may be a scan, because nothing is known of the tables' sizes yet.
 */
async function readMovements({ tx }: Context, ids: readonly string[]): Promise<Map<string, StoredMovement[]>> {
  const rows = await tx.execute<StoredMovement & { organization: string; amount: string }>(sql`
    with named as materialized (select unnest(${pgArray(ids)}::text::uuid[]) as organization_id),
      waiting as materialized (select q.id from metric_queue q join named using (organization_id))
    select m.organization_id as organization, m.id, m.kind, m.currency, m.amount::text as amount,
      m.plan_before as "planBefore", m.plan_after as "planAfter",
      m.interval_before as "intervalBefore", m.interval_after as "intervalAfter", m.cause, m.reason,
      to_char(m.occurred_at at time zone 'UTC', 'YYYY-MM-DD') as day
    from movements m join named using (organization_id)
    where m.id not in (select id from waiting)
    order by m.organization_id, m.occurred_at, m.id`);
  const movements = new Map<string, StoredMovement[]>();
  for (const { organization, amount, ...row } of rows) {
    const own = movements.get(organization) ?? [];
    own.push({ ...row, amount: Number(amount) });
    movements.set(organization, own);
  }
  return movements;
}

type StoredPayment = RolledPayment & { invoice: string; rolled: RolledPayment["outcome"] | null };

async function readPayments({ tx }: Context, ids: readonly string[]): Promise<Map<string, StoredPayment[]>> {
  const rows = await tx.execute<Omit<StoredPayment, "amount"> & { organization: string; amount: string }>(sql`
    with named as materialized (select unnest(${pgArray(ids)}::text::uuid[]) as organization_id)
    select p.organization_id as organization, p.stripe_invoice_id as invoice, p.day::text as day, p.currency,
      p.amount::text as amount, p.outcome, p.rolled
    from metric_payments p join named using (organization_id)`);
  const payments = rows.map((row) => ({ ...row, amount: Number(row.amount) }));
  return grouped(payments, ({ organization }) => organization);
}

const noAttributes: Attributes = {
  signedUpOn: null,
  country: null,
  industry: null,
  size: null,
  source: null,
  trialPlan: null,
  trialStartedOn: null,
  trialEndsOn: null,
  deletedOn: null,
};

async function readAttributes({ tx }: Context, ids: readonly string[]) {
  const rows = await tx.execute<Attributes & { organization: string; rolled: Attributes | string | null }>(sql`
    select named.id as organization, r.attributes as rolled, o.country, o.industry, o.size, o.source,
      o.trial_plan_key as "trialPlan",
      to_char(o.signed_up_at at time zone 'UTC', 'YYYY-MM-DD') as "signedUpOn",
      to_char(o.trial_started_at at time zone 'UTC', 'YYYY-MM-DD') as "trialStartedOn",
      to_char(o.trial_ends_at at time zone 'UTC', 'YYYY-MM-DD') as "trialEndsOn",
      to_char(o.deleted_at at time zone 'UTC', 'YYYY-MM-DD') as "deletedOn"
    from unnest(${pgArray(ids)}::text::uuid[]) as named (id)
    left join metric_organizations o on o.organization_id = named.id
    left join rolled_organizations r on r.organization_id = named.id`);
  return new Map(
    rows.map(({ organization, rolled, ...now }) => [
      organization,
      { now, rolled: typeof rolled === "string" ? (JSON.parse(rolled) as Attributes) : rolled },
    ]),
  );
}

/** Stores with which attributes and outcomes of payments the organizations are contained in the rollups now. */
export async function saveRolled({ tx }: Context, histories: Histories): Promise<void> {
  if (histories.length === 0) return;
  await tx.execute(sql`
    insert into rolled_organizations (organization_id, attributes)
    select * from unnest(
      ${pgArray(histories.map(({ organizationId }) => organizationId))}::text::uuid[],
      ${pgArray(histories.map(({ after }) => JSON.stringify(after.attributes)))}::text::jsonb[])
    on conflict (organization_id) do update set attributes = excluded.attributes
      where rolled_organizations.attributes <> excluded.attributes`);
  const payments = histories.flatMap(({ changedPayments }) => changedPayments);
  const organizationsOf = histories.flatMap(({ organizationId, changedPayments }) =>
    changedPayments.map(() => organizationId),
  );
  if (payments.length === 0) return;
  // As it was read: an outcome that has changed since is in the queue again.
  await tx.execute(sql`
    update metric_payments p set rolled = marked.outcome from unnest(
      ${pgArray(organizationsOf)}::text::uuid[],
      ${pgArray(payments.map(({ invoice }) => invoice))}::text::text[],
      ${pgArray(payments.map(({ outcome }) => outcome))}::text::text[]) as marked (organization_id, invoice, outcome)
    where p.organization_id = marked.organization_id and p.stripe_invoice_id = marked.invoice`);
}
