import "server-only";
import { readFile } from "node:fs/promises";
import postgres from "postgres";
import { exemptTables } from "@/db/access";
import { type RoleName, roles, roleUrl } from "@/db/roles";
import { sessionSettings } from "@/db/session-settings";
import { signingSecret } from "@/lib/auth-secrets";
import { wallNow } from "@/lib/clock";
import { second } from "@/lib/durations";
import { env } from "@/lib/env";
import { codeOf, type Finding, failed, ok, reasonOf, warning } from "./finding";

const oldestVersion = 15;
const maxSkewMs = 5 * second;

/** How to connect: as the owner past a pooler, and as the roles the way the application does. */
const ownerUrl = () => env.DATABASE_DIRECT_URL ?? env.DATABASE_URL;
const urlOf = (role: RoleName) =>
  (role === "app" ? env.DATABASE_APP_URL : env.DATABASE_PLATFORM_URL) ??
  roleUrl(env.DATABASE_URL, role, signingSecret());

const clientFor = (url: string, startup: Record<string, string | number> = {}) =>
  postgres(url, {
    max: 1,
    connect_timeout: 5,
    prepare: false,
    onnotice: () => undefined,
    connection: startup,
  });

/** Connects and closes again. */
async function withClient<T>(client: postgres.Sql, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  try {
    return await work(client);
  } finally {
    await client.end({ timeout: 1 });
  }
}

/** Reachability, version, clock, migrations, roles, their rights and row-level security. */
export async function checkDatabase(): Promise<Finding[]> {
  try {
    return await withClient(clientFor(ownerUrl()), async (sql) => {
      const server = await checkServer(sql);
      if (server.some(({ status }) => status === "failed")) return server;
      const migrations = await checkMigrations(sql);
      if (migrations.status === "failed") return [...server, migrations];
      const asRoles = [await checkRole("app"), await checkRole("platform")];
      return [
        ...server,
        migrations,
        ...asRoles,
        await checkRights(sql),
        await checkRowSecurity(sql),
        await checkPooler(sql),
        ...(await checkReplica(sql)),
      ];
    });
  } catch (error) {
    return [unreachable(error)];
  }
}

function unreachable(error: unknown): Finding {
  const check = "database";
  const { hostname, port, pathname } = new URL(ownerUrl());
  const where = `${hostname}:${port || 5432}${pathname}`;
  switch (codeOf(error)) {
    case "28P01":
    case "28000":
      return failed(check, `${where} refuses the owner's user or password.`, "Correct DATABASE_URL.");
    case "3D000":
      return failed(check, `${where}: there is no such database.`, "Create it, or correct DATABASE_URL.");
    case "08P01":
      return failed(
        check,
        `${where} is a pooler: ${reasonOf(error)}.`,
        "Set DATABASE_POOLER=transaction, and DATABASE_DIRECT_URL to PostgreSQL itself.",
      );
    default:
      return failed(
        check,
        `${where} can't be reached: ${reasonOf(error)}.`,
        "Start PostgreSQL, or correct DATABASE_URL.",
      );
  }
}

async function checkServer(sql: postgres.Sql): Promise<Finding[]> {
  const [row] = await sql<{ version: string; number: number; now: Date; read_only: boolean }[]>`
    select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
      clock_timestamp() as now, pg_is_in_recovery() as read_only`;
  if (!row) throw new Error("The database returned no row.");
  const check = "database";
  if (row.number < oldestVersion * 10_000) {
    return [failed(check, `PostgreSQL ${row.version} is too old.`, `Use PostgreSQL ${oldestVersion} or newer.`)];
  }
  if (row.read_only) {
    return [failed(check, "The server is a replica and can't be written to.", "Point DATABASE_URL to the primary.")];
  }
  const skew = row.now.getTime() - wallNow().getTime();
  const clock =
    Math.abs(skew) > maxSkewMs
      ? warning(
          "database clock",
          `It differs from this machine's by ${Math.round(skew / second)} s.`,
          "Synchronize both with NTP.",
        )
      : ok("database clock", "agrees with this machine's");
  return [ok(check, `PostgreSQL ${row.version}`), clock];
}

async function checkMigrations(sql: postgres.Sql): Promise<Finding> {
  const check = "migrations";
  const fix = "Run npm run db:migrate.";
  const journal: { entries: { tag: string; when: number }[] } = JSON.parse(
    await readFile("drizzle/meta/_journal.json", "utf8"),
  );
  const [exists] = await sql<{ there: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null and to_regclass('pgboss.version') is not null as there`;
  if (!exists?.there) return failed(check, "The database is empty: no migration has run.", fix);
  const [last] = await sql<
    { at: string | null }[]
  >`select max(created_at)::text as at from drizzle.__drizzle_migrations`;
  const done = Number(last?.at ?? 0);
  const pending = journal.entries.filter(({ when }) => when > done).map(({ tag }) => tag);
  if (pending.length > 0) return failed(check, `Not run yet: ${pending.join(", ")}.`, fix);
  const newest = journal.entries.at(-1)?.when ?? 0;
  if (done > newest) return warning(check, "The database is newer than this program.", "Deploy the newest version.");
  return ok(check, `${journal.entries.length} have run`);
}

async function checkRole(role: RoleName): Promise<Finding> {
  const check = `role ${roles[role]}`;
  const pooled = env.DATABASE_POOLER === "transaction";
  try {
    return await withClient(clientFor(urlOf(role), pooled ? {} : sessionSettings), async (sql) => {
      const [row] = await sql<{ name: string; powerful: boolean }[]>`
        select rolname as name, rolsuper or rolbypassrls or rolcreaterole or
          pg_has_role(current_user, (select datdba from pg_database where datname = current_database()), 'member') as powerful
        from pg_roles where rolname = current_user`;
      return row?.powerful
        ? failed(
            check,
            `Connects as ${row.name}, which sees every organization whatever the policies say.`,
            `Use a role without rights of its own in DATABASE_${role.toUpperCase()}_URL, or remove that variable.`,
          )
        : ok(check, `connects as ${row?.name}`);
    });
  } catch (error) {
    return roleProblem(check, role, error);
  }
}

function roleProblem(check: string, role: RoleName, error: unknown): Finding {
  const variable = `DATABASE_${role.toUpperCase()}_URL`;
  const isOwn = (role === "app" ? env.DATABASE_APP_URL : env.DATABASE_PLATFORM_URL) !== undefined;
  const code = codeOf(error);
  if (/unsupported startup parameter/.test(reasonOf(error))) {
    const fix = "Set DATABASE_POOLER=transaction, and DATABASE_DIRECT_URL to PostgreSQL itself.";
    return failed(check, `A pooler refuses what connections send: ${reasonOf(error)}.`, fix);
  }
  if (["28P01", "28000", "08P01"].includes(code)) {
    const fix = isOwn
      ? `Correct the password in ${variable}.`
      : "Run npm run db:migrate with the AUTH_SECRET of this process: it sets the password. Behind a pooler, update its user list.";
    return failed(check, "The password is wrong.", fix);
  }
  return failed(check, `It can't connect: ${reasonOf(error)}.`, `Correct ${isOwn ? variable : "DATABASE_URL"}.`);
}

/** Rights that only the platform role may have, with the table that would betray the most. */
const forbiddenToApp = [
  ["webhook_endpoints", "SELECT"],
  ["retained_documents", "SELECT"],
  ["movements", "UPDATE"],
  ["audit_log", "DELETE"],
] as const;

async function checkRights(sql: postgres.Sql): Promise<Finding> {
  const check = "rights";
  const fix = "Run npm run db:migrate, which sets them.";
  for (const [table, right] of forbiddenToApp) {
    const [row] = await sql<{ has: boolean }[]>`select has_table_privilege(${roles.app}, ${table}, ${right}) as has`;
    if (row?.has) return failed(check, `${roles.app} may ${right} ${table}, which it mustn't.`, fix);
  }
  const [row] = await sql<{ has: boolean }[]>`
    select has_table_privilege(${roles.app}, 'organizations', 'SELECT') and has_table_privilege(${roles.platform}, 'webhook_endpoints', 'SELECT')
      and has_schema_privilege(${roles.platform}, 'pgboss', 'USAGE') as has`;
  return row?.has
    ? ok(check, "as the migrations set them")
    : failed(check, "The serving roles can't read their tables.", fix);
}

async function checkRowSecurity(sql: postgres.Sql): Promise<Finding> {
  const check = "row-level security";
  const open = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and not (c.relrowsecurity and c.relforcerowsecurity) and not c.relname = any(${Object.keys(exemptTables)})
      and (c.relname = 'organizations'
        or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped))`;
  if (open.length === 0) return ok(check, "forced on every tenant table");
  const names = open.map(({ name }) => name).join(", ");
  return failed(
    check,
    `Not forced on ${names}: one organization could see another's rows.`,
    "Run npm run db:migrate, which forces it.",
  );
}

/** Whether the replica follows this server. Its lag is on `/admin/jobs` and in the metrics. */
async function checkReplica(primary: postgres.Sql): Promise<Finding[]> {
  const url = env.DATABASE_REPLICA_URL;
  if (!url) return [];
  const check = "read replica";
  const identify = (sql: postgres.Sql) => sql<{ id: string; standby: boolean }[]>`
    select (select system_identifier::text from pg_control_system()) || ' ' || current_database() as id,
      pg_is_in_recovery() as standby`;
  try {
    const [[ours], [theirs]] = await Promise.all([identify(primary), withClient(clientFor(url), identify)]);
    if (!theirs?.standby) {
      const fix =
        "If it was promoted, set DATABASE_URL to it. Otherwise point DATABASE_REPLICA_URL to a streaming replica.";
      return [failed(check, "It isn't a replica: it takes writes of its own, so nothing reads from it.", fix)];
    }
    return ours?.id === theirs.id
      ? [ok(check, "follows a primary")]
      : [failed(check, "It's a replica of another database.", "Correct DATABASE_REPLICA_URL.")];
  } catch (error) {
    const fix = "Start it, or remove DATABASE_REPLICA_URL. Until then, everything reads from the primary.";
    return [warning(check, `It can't be reached: ${reasonOf(error)}.`, fix)];
  }
}

/** Timeouts that connections behind a pooler get from their role, and connections that the server can't give. */
async function checkPooler(sql: postgres.Sql): Promise<Finding> {
  const check = "connections";
  const rows = await sql<{ name: string; settings: string[] | null }[]>`
    select rolname as name, rolconfig as settings from pg_roles where rolname = any(${Object.values(roles)})`;
  const lacking = rows.find(({ settings }) =>
    Object.entries(sessionSettings).some(([name, value]) => !settings?.includes(`${name}=${value}`)),
  );
  if (env.DATABASE_POOLER === "transaction" && lacking) {
    return failed(
      check,
      `${lacking.name} lacks the timeouts that a pooler can't send.`,
      "Run npm run db:migrate, which sets them.",
    );
  }
  const [row] = await sql<{ max: number }[]>`
    select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as max`;
  const wanted = 2 * 2 * env.DATABASE_POOL_SIZE;
  if (env.DATABASE_POOLER === "none" && wanted > (row?.max ?? 0)) {
    const message = `A web server and a worker may open ${wanted} connections, and the server allows ${row?.max}.`;
    return warning(check, message, "Lower DATABASE_POOL_SIZE, raise max_connections, or use a pooler.");
  }
  return ok(check, env.DATABASE_POOLER === "none" ? "direct" : "through a pooler in transaction mode");
}
