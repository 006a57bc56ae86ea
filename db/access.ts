import type { Sql } from "postgres";
import { type RoleName, rolePassword, roles } from "./roles";

/** Tables with an `organization_id` that are not a tenant's, each with its reason. */
export const exemptTables: Readonly<Record<string, string>> = {
  emails: "an email may be to a person without an organization (verification, password reset)",
  drift: "a Stripe customer may belong to no organization",
  alerts: "for the platform's admins, also about what concerns no organization",
  webhook_messages: "for the platform's own systems, also about what concerns no organization",
};

/** Written in the transaction of their cause, and read by the worker and the platform's pages only. */
const outboxes = ["emails", "alerts", "webhook_messages"];

/** Tables of the platform role only: operations, and the secrets of webhook endpoints. */
const platformTables = ["reconciliations", "drift", "webhook_endpoints", "webhook_deliveries", "job_runs"];

const appendOnly = ["movements", "audit_log", "usage_events"];

/** What Stripe says, written by the sync in the platform role; `subscriptions` has a trigger that lets only the sync do so. */
const mirrorTables = [
  "subscriptions",
  "subscription_items",
  "invoices",
  "scheduled_changes",
  "pending_changes",
  "retention_offers",
];

/**
 * Brings roles, rights and row-level security in line with the tables that exist. Run after every migration, so that a new
 * tenant table is isolated without further action. Idempotent.
 */
export async function applyAccess(sql: Sql, secret: string): Promise<void> {
  for (const role of Object.keys(roles) as RoleName[]) await ensureRole(sql, role, secret);
  for (const table of await tenantTables(sql)) await forceRowSecurity(sql, table.name, table.column);
  await grantRights(sql);
}

async function ensureRole(sql: Sql, role: RoleName, secret: string) {
  const name = roles[role];
  const [known] = await sql`select from pg_roles where rolname = ${name}`;
  if (!known) await sql`create role ${sql(name)} login nosuperuser nocreatedb nocreaterole nobypassrls`;
  // ALTER ROLE takes no parameters. The password is base64url: it cannot hold a quote.
  await sql.unsafe(`alter role ${name} password '${rolePassword(role, secret)}'`);
}

/** Every table with the tenant's column, and the organizations themselves. Partitions are reached through their parent only. */
async function tenantTables(sql: Sql): Promise<{ name: string; column: string }[]> {
  return sql<{ name: string; column: string }[]>`
    select c.relname as name, a.attname as column
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and (a.attname = 'organization_id' or (c.relname = 'organizations' and a.attname = 'id'))
      and not c.relname = any(${Object.keys(exemptTables)})`;
}

/** `nullif`: after a transaction that set it, the setting reads '' and not NULL. */
async function forceRowSecurity(sql: Sql, table: string, column: string) {
  // The owner too, in whose name triggers delete what an organization leaves: one tenant at a time like every role.
  const tenant = "(select nullif(current_setting('app.current_organization_id', true), ''))::uuid";
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
    // Signing in, a person's organizations are looked up before any of them is chosen.
    const person = "(select nullif(current_setting('app.current_user_id', true), ''))::uuid";
    await replacePolicy(sql, table, "own", `for select to ${roles.app} using (user_id = ${person})`);
  }
}

async function replacePolicy(sql: Sql, table: string, name: string, definition: string) {
  await sql`drop policy if exists ${sql(name)} on ${sql(table)}`;
  await sql.unsafe(`create policy ${name} on ${table} ${definition}`);
}

async function grantRights(sql: Sql) {
  for (const role of Object.values(roles)) {
    await sql.unsafe(`
      grant usage on schema public to ${role};
      grant select, insert, update, delete on all tables in schema public to ${role};
      grant execute on all functions in schema public to ${role};
      revoke update, delete on ${appendOnly.join(", ")} from ${role};
      revoke update, delete on stripe_events from ${role};
      grant update (handled_at) on stripe_events to ${role};
      revoke delete on subscriptions, trials from ${role};`);
  }
  // Emails contain links that sign in. The app role writes them into the outbox and can't read any; the worker sends them.
  await sql.unsafe(`
    revoke select, update, delete on ${outboxes.join(", ")} from ${roles.app};
    revoke all on ${platformTables.join(", ")} from ${roles.app};`);
  for (const outbox of outboxes) await sql.unsafe(`grant select (id, dedupe_key) on ${outbox} to ${roles.app}`);
  await narrowApp(sql);
  const partitions = await sql<{ name: string }[]>`
    select relname as name from pg_class where relispartition and relnamespace = 'public'::regnamespace and relkind = 'r'`;
  for (const { name } of partitions) await sql.unsafe(`revoke all on ${name} from ${Object.values(roles).join(", ")}`);
}

/**
 * What serves customers makes nobody a platform admin, makes and changes no platform key, writes nothing that Stripe says
 * and lifts no suspension. Of a subscription it creates the empty row and links the customer; the version its triggers raise.
 */
async function narrowApp(sql: Sql) {
  const [users] = await sql<{ columns: string }[]>`
    select string_agg(quote_ident(attname), ', ') as columns from pg_attribute
    where attrelid = 'users'::regclass and attnum > 0 and not attisdropped and attname <> 'is_platform_admin'`;
  await sql.unsafe(`
    revoke insert, update, delete on platform_keys, suspensions, ${mirrorTables.join(", ")} from ${roles.app};
    grant insert (organization_id, updated_at), update (stripe_customer_id, entitlements_version) on subscriptions to ${roles.app};
    revoke execute on function drop_usage_partitions(timestamptz, integer) from public, ${roles.app};
    revoke update on users from ${roles.app};
    grant update (${users?.columns}) on users to ${roles.app};`);
}
