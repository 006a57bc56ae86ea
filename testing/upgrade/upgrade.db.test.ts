import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { migrateDatabase } from "@/db/migrate";
import { testSecret } from "../environment";
import { readFixture, restoreFixture } from "./restore";

/**
 * A database made by an earlier version, migrated, still says the same and still adds up. Every question is SQL of its own,
 * so that a mistake of the application cannot hide itself here.
 */
const version = "0015_room_for_counters";

/** What the old database says, one row for each thing. Written for the schema of `version`: never change these. */
const factsBefore = {
  subscriptions: `
    select organization_id, plan_key, status, lookup_key, interval, currency, unit_amount, mrr, anchor_at,
      current_period_start, current_period_end, cancel_at, cancel_reason, cancel_comment, ended_at, past_due_since,
      failed_payments, stripe_customer_id, stripe_subscription_id, billing_email, card_brand, card_last4, card_expires
    from subscriptions order by organization_id`,
  trials: `
    select organization_id, trial_started_at, trial_ends_at, trial_refused_domain, verify_by
    from subscriptions order by organization_id`,
  suspensions: `
    select organization_id, suspended_at, suspended_reason
    from subscriptions where suspended_at is not null order by organization_id`,
  scheduled_changes: `
    select organization_id, stripe_schedule_id, scheduled_at, scheduled_plan_key, scheduled_interval,
      scheduled_lookup_key, scheduled_items
    from subscriptions where scheduled_at is not null order by organization_id`,
  pending_changes: `
    select organization_id, pending_plan_key, pending_until, pending_invoice_url
    from subscriptions where pending_until is not null order by organization_id`,
  retention_offers: `
    select organization_id, retained_at from subscriptions where retained_at is not null order by organization_id`,
  discounts: `
    select organization_id, discount_name, discount_code, discount_percent_off, discount_amount_off, discount_ends_at
    from subscriptions where discount_name is not null order by organization_id`,
  subscription_items: `
    select organization_id, stripe_item_id, kind, item_key, lookup_key, quantity, unit_amount, currency, interval
    from subscription_items order by organization_id, stripe_item_id`,
  overrides: `
    select organization_id, kind, name, enabled, "limit", unlimited, reason, expires_at
    from entitlement_overrides order by organization_id, kind, name`,
  movements: `
    select organization_id, kind, currency, count(*)::int as rows, sum(amount)::bigint as amount
    from movements group by organization_id, kind, currency order by organization_id, kind, currency`,
  invoices: `
    select organization_id, status, currency, count(*)::int as rows, sum(total)::bigint as total, sum(tax)::bigint as tax,
      sum(amount_paid)::bigint as paid, sum(amount_remaining)::bigint as remaining
    from invoices group by organization_id, status, currency order by organization_id, status, currency`,
  counters: `
    select organization_id, meter, period_start, period_end, used, included, sold, held, overage_reported, grace_started_at
    from usage_counters order by organization_id, meter, period_start`,
  usage_events: `
    select organization_id, meter, period_start, count(*)::int as rows, sum(amount)::bigint as amount,
      count(distinct idempotency_key)::int as keys
    from usage_events group by organization_id, meter, period_start order by organization_id, meter, period_start`,
  thresholds_notified: `
    select organization_id, meter, period_start,
      count(*) filter (where step = 'call')::int as warning, count(*) filter (where step = 'email')::int as critical,
      count(*) filter (where step = 'soft')::int as soft, count(*) filter (where step = 'hard')::int as hard
    from usage_notices group by organization_id, meter, period_start order by organization_id, meter, period_start`,
  reservations: `
    select organization_id, id, meter, amount, expires_at, outcome, settled_at, committed
    from usage_reservations order by organization_id, id`,
  overage_reports: `
    select organization_id, meter, period_start, units, reported_to, sent_at
    from overage_reports order by organization_id, meter, period_start, reported_to`,
  gauges: "select organization_id, meter, level from gauges order by organization_id, meter",
  members: "select organization_id, user_id, role from memberships order by organization_id, user_id",
  invitations: `
    select organization_id, email, role, expires_at, accepted_at, revoked_at
    from invitations order by organization_id, id`,
  people: "select id, email, email_verified, is_platform_admin from users order by id",
  support_sessions: `
    select user_id, impersonator_id, impersonation_reason, impersonated_organization_id, read_only, expires
    from sessions where impersonator_id is not null order by id`,
  organizations: `
    select id, name, external_id, domain, profile, onboarded_at, created_at from organizations order by id`,
  api_keys:
    "select organization_id, id, prefix, scopes, expires_at, revoked_at from api_keys order by organization_id, id",
  platform_keys: "select id, prefix, scopes, expires_at, revoked_at from platform_keys order by id",
  stripe_events: `
    select type, count(*)::int as rows, count(handled_at)::int as handled
    from stripe_events group by type order by type`,
  audit_log: "select organization_id, seq, action, hash from audit_log order by organization_id, seq",
  emails: `
    select template, count(*)::int as rows, count(sent_at)::int as sent from emails group by template order by template`,
  email_preferences: "select address, category from email_suppressions order by address, category",
  deliveries: `
    select endpoint_id, status, count(*)::int as rows
    from webhook_deliveries group by endpoint_id, status order by endpoint_id, status`,
  reconciliation: `
    select kind, subject, outcome, count(*)::int as rows from drift group by kind, subject, outcome order by kind, subject`,
} as const;
type Fact = keyof typeof factsBefore;

/** The same questions to the new schema. A migration that moves or renames something puts its own SQL here, same column names. */
const factsAfter: Partial<Record<Fact, string>> = {
  // Before a purchase plan, status and anchor are the trial's. Every end that had come was recorded then.
  subscriptions: `
    select organization_id, coalesce(s.plan_key, t.plan_key) as plan_key,
      coalesce(s.status, case when t.ended_at is null then 'trialing' else 'expired' end) as status,
      lookup_key, interval, currency, unit_amount::bigint, mrr, coalesce(s.anchor_at, t.started_at) as anchor_at,
      current_period_start, current_period_end, cancel_at, cancel_reason, cancel_comment, s.ended_at, past_due_since,
      failed_payments, stripe_customer_id, stripe_subscription_id, billing_email, card_brand, card_last4, card_expires
    from subscriptions s join trials t using (organization_id) order by organization_id`,
  trials: `
    select organization_id, started_at as trial_started_at, ends_at as trial_ends_at,
      refused_domain as trial_refused_domain, verify_by
    from trials order by organization_id`,
  suspensions: `
    select organization_id, suspended_at, reason as suspended_reason from suspensions order by organization_id`,
  scheduled_changes: `
    select organization_id, s.stripe_schedule_id, c.effective_at as scheduled_at, c.plan_key as scheduled_plan_key,
      c.interval as scheduled_interval, c.lookup_key as scheduled_lookup_key,
      (select jsonb_agg(jsonb_build_object('kind', item->>'kind', 'itemKey', item->>'itemKey',
          'lookupKey', item->>'lookupKey', 'quantity', (item->>'quantity')::int) order by place)
        from jsonb_array_elements(c.items) with ordinality as i(item, place)) as scheduled_items
    from scheduled_changes c join subscriptions s using (organization_id) order by organization_id`,
  pending_changes: `
    select organization_id, plan_key as pending_plan_key, expires_at as pending_until, invoice_url as pending_invoice_url
    from pending_changes order by organization_id`,
  retention_offers: "select organization_id, accepted_at as retained_at from retention_offers order by organization_id",
  discounts: `
    select organization_id, name as discount_name, code as discount_code, percent_off as discount_percent_off,
      amount_off as discount_amount_off, ends_at as discount_ends_at
    from discounts order by organization_id`,
  // Amounts may have fractions now.
  subscription_items: `
    select organization_id, stripe_item_id, kind, item_key, lookup_key, quantity, unit_amount::bigint, currency, interval
    from subscription_items order by organization_id, stripe_item_id`,
  thresholds_notified: `
    select organization_id, meter, period_start,
      count(*) filter (where step = 'warning')::int as warning, count(*) filter (where step = 'critical')::int as critical,
      count(*) filter (where step = 'soft')::int as soft, count(*) filter (where step = 'hard')::int as hard
    from usage_notices group by organization_id, meter, period_start order by organization_id, meter, period_start`,
  overrides: `
    select organization_id, kind, case name when 'white_labeling' then 'white_labelling' else name end as name, enabled,
      "limit", unlimited, reason, expires_at
    from entitlement_overrides order by organization_id, kind, name`,
  emails: `
    select case template when 'subscription-canceled' then 'subscription-cancelled' else template end as template,
      count(*)::int as rows, count(sent_at)::int as sent
    from emails group by 1 order by 1`,
};

/** Tables that a migration renamed: old name → new name. */
const renamedTables: Readonly<Record<string, string>> = {};

/** Tables whose rows a migration takes away or adds to, each with its reason. */
const recountedTables: Readonly<Record<string, string>> = {};

/** What must hold in the new schema. Each statement returns the rows that break it. */
const lawsAfter = {
  "movements add up to MRR": `
    select s.organization_id, s.mrr, coalesce(m.amount, 0) as booked
    from subscriptions s
    left join (select organization_id, sum(amount) as amount from movements group by organization_id) m
      using (organization_id)
    where s.mrr <> coalesce(m.amount, 0)`,
  "movements follow one another": `
    select * from (
      select organization_id, id, amount, mrr_before, mrr_after,
        lag(mrr_after, 1, 0::bigint) over (partition by organization_id order by occurred_at, id) as previous
      from movements) m
    where mrr_before <> previous or amount <> mrr_after - mrr_before`,
  // Altona Aerospace also pays for training, two at $250 a year: an item of Stripe's that is no plan and no add-on.
  "MRR is what the items cost a month": `
    select s.organization_id, s.mrr, i.mrr as of_items
    from subscriptions s
    join organizations o on o.id = s.organization_id
    join (
      select organization_id, sum(recurring_amount / case interval when 'year' then 12.0 else 1.0 end) as mrr
      from subscription_items where kind in ('plan', 'add_on') group by organization_id) i using (organization_id)
    where s.mrr <> case when s.status in ('active', 'past_due')
        then round((i.mrr + case o.name when 'Altona Aerospace' then 50000 / 12.0 else 0 end)
          * (1 - coalesce((select percent_off from discounts d where d.organization_id = s.organization_id), 0)::numeric / 100))
        else 0 end`,
  "counters are the sum of their events": `
    select * from usage_counters c
    full join (
      select organization_id, meter, period_start, sum(amount) as amount
      from usage_events group by organization_id, meter, period_start) e
      using (organization_id, meter, period_start)
    where c.used is distinct from e.amount`,
  "what counters hold is what reservations hold": `
    select * from usage_counters c
    left join (
      select organization_id, meter, period_start, sum(amount) as amount
      from usage_reservations where settled_at is null group by organization_id, meter, period_start) r
      using (organization_id, meter, period_start)
    where c.held <> coalesce(r.amount, 0)`,
  "gauges are their latest reading": `
    select * from gauges g
    join lateral (
      select level from gauge_readings r where r.organization_id = g.organization_id and r.meter = g.meter
      order by measured_at desc, id desc limit 1) r on true
    where g.level <> r.level`,
  "seats are members and open invitations": `
    select g.organization_id, g.level from gauges g
    where g.meter = 'users' and g.level <> (
      (select count(*) from memberships m where m.organization_id = g.organization_id) +
      (select count(*) from invitations i where i.organization_id = g.organization_id
        and i.accepted_at is null and i.revoked_at is null))`,
  "every organization has one trial": `
    select o.id from organizations o left join trials t on t.organization_id = o.id where t.organization_id is null`,
  "a trial's end is recorded once it has come": `
    select organization_id from trials where ended_at < ends_at`,
  "a suspension names its admin": "select organization_id from suspensions where suspended_by is null",
  "nothing bought is nothing mirrored": `
    select organization_id from subscriptions
    where stripe_subscription_id is null and (plan_key is not null or anchor_at is not null or mrr <> 0)`,
  "invoices add up": `
    select organization_id, stripe_invoice_id from invoices
    where total < subtotal or (status in ('open', 'paid') and amount_due <> amount_paid + amount_remaining)`,
  "every organization has one subscription": `
    select o.id from organizations o left join subscriptions s on s.organization_id = o.id where s.organization_id is null`,
  "the audit log's chains are whole": `
    select * from (
      select organization_id, seq, previous_hash,
        lag(hash) over (partition by organization_id order by seq) as expected,
        row_number() over (partition by organization_id order by seq) as place
      from audit_log) a
    where seq <> place or (place > 1 and previous_hash <> expected)`,
  "nothing is stored under a name that was replaced": `
    select 'override' as stored, name from entitlement_overrides where name = 'white_labelling'
    union all select 'email', template from emails where template = 'subscription-cancelled'
    union all select 'notice', step from usage_notices where step in ('call', 'email')
    union all select 'email', props->>'step' from emails where props->>'step' in ('call', 'email')`,
  "no constraint is left unchecked": `
    select conrelid::regclass::text as table_name, conname from pg_constraint
    where connamespace = 'public'::regnamespace and not convalidated`,
  "no tenant's table is open": `
    select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and not (c.relrowsecurity and c.relforcerowsecurity)
      and c.relname not in ('emails', 'drift', 'alerts', 'alert_mutes', 'webhook_messages', 'organization_notes', 'retained_documents', 'support_requests')`,
} as const;

const clusterUrl = inject("clusterUrl");
const name = `upgrade_${randomBytes(6).toString("hex")}`;
const url = clusterUrl.replace(/gatehouse$/, name);
const cluster = postgres(clusterUrl.replace(/gatehouse$/, "postgres"), { max: 1, onnotice: () => undefined });
const sql = postgres(url, { max: 1, onnotice: () => undefined, connection: { timezone: "UTC" } });
const fixture = await readFixture(version);

const ask = async (statement: string) => [...(await sql.unsafe(statement))];
const countRows = async (table: string) => (await ask(`select count(*)::int as rows from ${table}`))[0]?.rows;

type Facts = Record<string, Record<string, unknown>[]>;
let before: Facts = {};
let afterInterruption: Facts = {};

async function askAll(): Promise<Facts> {
  const facts = Object.entries(factsBefore).map(async ([fact, statement]) => [fact, await ask(statement)]);
  return Object.fromEntries(await Promise.all(facts));
}

/** Starts the migrations, and cancels the last one while it waits for a table in use, as a lock timeout would. */
async function interruptMigrations(): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`lock table usage_notices in share mode`;
    const migrated = migrateDatabase(url, testSecret).then(
      () => "done",
      () => "interrupted",
    );
    await vi.waitUntil(async () => (await cancelWaiting()) > 0, { timeout: 20_000, interval: 20 });
    expect(await migrated).toBe("interrupted");
  });
}

const cancelWaiting = async () =>
  (
    await cluster`
      select pg_cancel_backend(a.pid) from pg_stat_activity a join pg_locks l using (pid)
      where a.datname = ${name} and l.locktype = 'relation' and not l.granted`
  ).count;

beforeAll(async () => {
  await cluster`create database ${cluster(name)}`;
  await restoreFixture(url, fixture);
  before = await askAll();
  await interruptMigrations();
  afterInterruption = await askAll();
  await migrateDatabase(url, testSecret);
});

afterAll(async () => {
  await sql.end();
  await cluster`drop database ${cluster(name)} with (force)`;
  await cluster.end();
});

describe(`a database of ${version}, migrated`, () => {
  it("had something of everything a migration could lose", () => {
    const empty = Object.keys(factsBefore).filter((fact) => before[fact]?.length === 0);
    expect(empty).toEqual([]);
    const statuses = new Set(before.subscriptions?.map(({ status }) => status));
    expect([...statuses].sort()).toEqual(["active", "canceled", "expired", "past_due", "paused", "trialing"]);
  });

  it("was as before after migrations that were interrupted halfway", () => {
    expect(afterInterruption).toEqual(before);
  });

  it.each(Object.keys(factsBefore) as Fact[])("keeps its %s", async (fact) => {
    expect(await ask(factsAfter[fact] ?? factsBefore[fact])).toEqual(before[fact]);
  });

  it.each(fixture.tables.filter((table) => !(table.name in recountedTables)))(
    "keeps every row of $name",
    async (table) => {
      expect(await countRows(renamedTables[table.name] ?? table.name)).toBe(table.rows.length);
    },
  );

  it.each(Object.entries(lawsAfter))("%s", async (_law, statement) => {
    expect(await ask(statement)).toEqual([]);
  });

  it("has the schema of a new database", async () => {
    expect(await schemaOf(sql)).toEqual(await schemaOfNew());
  });
});

/** Columns, constraints, indexes, triggers, policies and functions by name and definition; without partitions, which follow the calendar. */
async function schemaOf(database: postgres.Sql): Promise<string[]> {
  const rows = await database<{ line: string }[]>`
    with relations as (
      select oid, relname from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition)
    select format('column %s.%s %s %s %s', r.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
      pg_get_expr(d.adbin, d.adrelid)) as line
    from relations r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
    union all select format('constraint %s.%s %s', r.relname, c.conname, pg_get_constraintdef(c.oid))
    from relations r join pg_constraint c on c.conrelid = r.oid
    union all select pg_get_indexdef(i.indexrelid) from relations r join pg_index i on i.indrelid = r.oid
    union all select pg_get_triggerdef(t.oid) from relations r join pg_trigger t on t.tgrelid = r.oid where not t.tgisinternal
    union all select format('policy %s.%s %s %s %s %s', tablename, policyname, roles, cmd, qual, with_check)
    from pg_policies where schemaname = 'public'
    union all select pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace
    order by line`;
  return rows.map(({ line }) => line);
}

/** The cluster's template, which every test file's own database is a copy of. */
async function schemaOfNew(): Promise<string[]> {
  const { DATABASE_URL = "" } = process.env;
  const own = postgres(DATABASE_URL, { max: 1, onnotice: () => undefined });
  try {
    return await schemaOf(own);
  } finally {
    await own.end();
  }
}
