import type { Sql } from "postgres";
import { type RoleName, rolePassword, roles } from "./roles";
import { sessionSettings } from "./session-settings";

/** Tables with an `organization_id` that don't belong to a tenant, each with the reason. */
export const exemptTables: Readonly<Record<string, string>> = {
  emails: "some emails go to people without an organization (verification, password reset)",
  drift: "a Stripe customer may belong to no organization",
  alerts: "for platform admins, and some concern no organization",
  alert_mutes: "for platform admins, and some concern every organization",
  webhook_messages: "for the SaaS company's own systems, and some concern no organization",
  organization_notes: "platform admins write and read them; the app role has no access at all",
  support_requests: "some come from visitors, and what serves customers can only add them",
  retained_documents: "kept for tax purposes after the organization is deleted; the app role has no access at all",
};

/** The app role may only insert into these, and resolve alerts. The worker and the admin pages read them. */
const outboxes = ["emails", "alerts", "webhook_messages"];

/** Only the platform role may access these: operations, admins' own notes and views, and the secrets of webhook endpoints. */
const platformTables = [
  "reconciliations",
  "drift",
  "webhook_endpoints",
  "webhook_deliveries",
  "job_runs",
  "metric_days",
  "metric_months",
  "metric_cohorts",
  "metric_gauges",
  "metric_state",
  "fx_rates",
  "saved_views",
  "organization_notes",
  "retention_periods",
  "retained_documents",
  "file_removals",
  "support_replies",
];

/** The app role may add rows, but not read them: they contain what others wrote. */
const addOnlyTables = ["support_requests"];

const appendOnly = ["movements", "audit_log", "usage_events", "usage_terms", "credit_entries"];

/** Stripe's data, written by the sync in the platform role; `subscriptions` has a trigger that lets only the sync do so. */
const mirrorTables = [
  "subscriptions",
  "subscription_items",
  "invoices",
  "scheduled_changes",
  "pending_changes",
  "retention_offers",
  "discounts",
  "other_subscriptions",
  "refunds",
  "credit_notes",
  "disputes",
];

/** Only triggers and `rollMetrics` write these. */
const metricTables = ["metric_payments", "rolled_organizations"];

/**
 * Creates the roles and sets privileges and row-level security for all existing tables. Every migration runs it, so a new tenant
 * table is protected automatically. Idempotent.
 */
export async function applyAccess(sql: Sql, secret: string): Promise<void> {
  for (const role of Object.keys(roles) as RoleName[]) await ensureRole(sql, role, secret);
  for (const table of await tenantTables(sql)) await forceRowSecurity(sql, table.name, table.column);
  await grantPrivileges(sql);
}

async function ensureRole(sql: Sql, role: RoleName, secret: string) {
  const name = roles[role];
  const [existing] = await sql<{ settings: string[] | null }[]>`
    select rolconfig as settings from pg_roles where rolname = ${name}`;
  if (!existing) await sql`create role ${sql(name)} login nosuperuser nocreatedb nocreaterole nobypassrls`;
  // ALTER ROLE takes no parameters. The password is base64url, so it can't contain a quote.
  await sql.unsafe(`alter role ${name} password '${rolePassword(role, secret)}'`);
  const wanted = Object.entries({ timezone: "UTC", ...sessionSettings }).map(([setting, value]) => [
    setting,
    String(value),
  ]);
  for (const [setting, value] of wanted) {
    // Roles belong to all databases of a server, and two migrations at once can't both change one.
    if (existing?.settings?.includes(`${setting}=${value}`)) continue;
    await sql.unsafe(`alter role ${name} set ${setting} = '${value}'`);
  }
}

/** `organizations`, and every table with an `organization_id`. Partitions are left out: only their parent is accessible. */
async function tenantTables(sql: Sql): Promise<{ name: string; column: string }[]> {
  return sql<{ name: string; column: string }[]>`
    select c.relname as name, a.attname as column
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and (a.attname = 'organization_id' or (c.relname = 'organizations' and a.attname = 'id'))
      and not c.relname = any(${Object.keys(exemptTables)})`;
}

/**
 * `nullif`, because after a transaction that set it, the setting is '' and not NULL. A plain expression: it is stable, so an index is
 * searched for it once, and poolers and distributed tables understand it.
 */
async function forceRowSecurity(sql: Sql, table: string, column: string) {
  // Also for the owner role, which some triggers run as: they too act on one tenant at a time.
  const tenant = "nullif(current_setting('app.current_organization_id', true), '')::uuid";
  await sql`alter table ${sql(table)} enable row level security`;
  await sql`alter table ${sql(table)} force row level security`;
  await replacePolicy(
    sql,
    table,
    "tenant",
    `for all to ${roles.app}, current_user using (${column} = ${tenant}) with check (${column} = ${tenant})`,
  );
  await replacePolicy(sql, table, "platform", `for all to ${roles.platform} using (true) with check (true)`);
  if (table === "memberships") {
    // At sign-in, a person's organizations are read before one of them is chosen.
    const person = "nullif(current_setting('app.current_user_id', true), '')::uuid";
    await replacePolicy(sql, table, "own", `for select to ${roles.app} using (user_id = ${person})`);
  }
}

async function replacePolicy(sql: Sql, table: string, name: string, definition: string) {
  await sql`drop policy if exists ${sql(name)} on ${sql(table)}`;
  await sql.unsafe(`create policy ${name} on ${table} ${definition}`);
}

async function grantPrivileges(sql: Sql) {
  for (const role of Object.values(roles)) {
    await sql.unsafe(`
      grant usage on schema public to ${role};
      grant select, insert, update, delete on all tables in schema public to ${role};
      grant execute on all functions in schema public to ${role};
      revoke update, delete on ${appendOnly.join(", ")} from ${role};
      revoke update, delete on stripe_events from ${role};
      revoke update on audit_personal from ${role};
      revoke delete on subscriptions, trials, audit_heads from ${role};
      revoke insert, update, delete on organization_directory, directory_gauges from ${role};`);
  }
  // Emails contain sign-in links, so the app role can add them to the outbox but not read them.
  await sql.unsafe(`
    revoke select, update, delete on ${outboxes.join(", ")} from ${roles.app};
    revoke select, update, delete on ${addOnlyTables.join(", ")} from ${roles.app};
    revoke all on ${platformTables.join(", ")} from ${roles.app};`);
  for (const outbox of outboxes) await sql.unsafe(`grant select (id, dedupe_key) on ${outbox} to ${roles.app}`);
  // Disputes and refunds don't name their customer. A job finds it by their payment.
  await sql.unsafe(`grant update (handled_at, customer_id) on stripe_events to ${roles.platform}`);
  // The app role stores an event unless it's already known. It can't read other organizations' events.
  await sql.unsafe(`
    revoke select on stripe_events from ${roles.app};
    grant select (id, customer_id) on stripe_events to ${roles.app};`);
  // What a customer does may raise an alert, unless it is muted or below its threshold.
  await sql.unsafe(`
    grant select (id, kind, organization_id, until) on alert_mutes to ${roles.app};
    grant select (name, value) on alert_thresholds to ${roles.app};`);
  // A customer's act may end the cause of an alert.
  await sql.unsafe(`grant select (resolved_at), update (resolved_at, dedupe_key) on alerts to ${roles.app}`);
  await restrictApp(sql);
  const partitions = await sql<{ name: string }[]>`
    select relname as name from pg_class where relispartition and relnamespace = 'public'::regnamespace and relkind = 'r'`;
  for (const { name } of partitions) await sql.unsafe(`revoke all on ${name} from ${Object.values(roles).join(", ")}`);
}

/**
 * The app role can't create platform admins (`db/routines/guard-platform-admins.sql`) or platform keys, write mirrored Stripe data, lift suspensions, or schedule deletions. It inserts an
 * empty subscription row and links the customer; triggers raise the version. It can't create credits, only draw them.
 */
async function restrictApp(sql: Sql) {
  const [users] = await sql<{ columns: string }[]>`
    select string_agg(quote_ident(attname), ', ') as columns from pg_attribute
    where attrelid = 'users'::regclass and attnum > 0 and not attisdropped and attname not in ('id', 'is_platform_admin', 'created_at')`;
  await sql.unsafe(`
    revoke insert, update, delete on platform_keys, suspensions, deletion_requests, ${[...mirrorTables, ...metricTables].join(", ")} from ${roles.app};
    grant insert (organization_id, updated_at), update (stripe_customer_id, entitlements_version) on subscriptions to ${roles.app};
    revoke update on sso_domain_claims from ${roles.app};
    revoke insert, update, delete on credit_grants from ${roles.app};
    grant update (remaining) on credit_grants to ${roles.app};
    revoke delete on metric_organizations from ${roles.app};
    revoke update, delete on metric_queue from ${roles.app};
    revoke delete on audit_personal from ${roles.app};
    revoke execute on function drop_usage_partitions(timestamptz, integer), make_usage_partitions(timestamptz, integer),
      trim_audit_log(uuid, bigint), delete_stripe_events(text[]), erase_in_stripe_events(text[], text[])
      from public, ${roles.app};
    revoke update on users, sessions, verification_tokens from ${roles.app};
    grant update (expires, second_factor, confirmed_at) on sessions to ${roles.app};
    revoke update on external_identities from ${roles.app};
    grant update (email, last_used_at) on external_identities to ${roles.app};
    grant update (${users?.columns}) on users to ${roles.app};`);
}
