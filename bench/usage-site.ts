import postgres from "postgres";
import { uuidv7 } from "uuidv7";
import { newKey } from "@/lib/keys/key-format";
import { startDatabase } from "./database";
import { buildOurs, type Site, serve } from "./site";

/** A production server with a durable PostgreSQL, organizations and a platform key. */
export type UsageSite = Site & { organizations: string[]; key: string; organizationKey: string; sql: postgres.Sql };

/** A plan without a limit on the tracked meter, because the benchmark measures counting, not rejecting. */
const plan = "enterprise";

export async function serveUsage(count: number): Promise<UsageSite> {
  await buildOurs();
  const database = await startDatabase();
  const sql = postgres(database.url, { max: 1, onnotice: () => undefined });
  const organizations = await addOrganizations(sql, count);
  const key = await addKey(sql);
  const organizationKey = await addOrganizationKey(sql, organizations[0] ?? "");
  const site = await serve(".", {
    DATABASE_URL: database.url,
    RATE_LIMIT_PLATFORM_KEY: "1000000000",
    RATE_LIMIT_API_KEY: "1000000000",
    RATE_LIMIT_ORGANIZATION: "1000000000",
  });
  const stop = async () => {
    await site.stop();
    await sql.end();
    await database.stop();
  };
  return { url: site.url, organizations, key, organizationKey, sql, stop };
}

async function addOrganizations(sql: postgres.Sql, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => uuidv7());
  await sql`
    with made as (
      insert into organizations (id, name, onboarded_at, created_at)
      select id, 'Bench ' || n, now(), now()
      from unnest(${ids}::text[]::uuid[]) with ordinality as o(id, n) returning id)
    insert into trials (organization_id, plan_key, started_at, ends_at)
    select id, ${plan}, now(), now() + interval '300 days' from made`;
  return ids;
}

async function addKey(sql: postgres.Sql): Promise<string> {
  const { key, prefix, hash } = newKey("platform");
  const admin = uuidv7();
  await sql`insert into users (id, email, name, is_platform_admin, created_at) values (${admin}, 'bench@example.com', 'Bench', true, now())`;
  await sql`
    insert into platform_keys (id, name, prefix, hash, scopes, created_by, created_at)
    values (${uuidv7()}, 'bench', ${prefix}, ${hash}, ${["usage:write", "usage:read", "features:read"]}, ${admin}, now())`;
  return key;
}

async function addOrganizationKey(sql: postgres.Sql, organizationId: string): Promise<string> {
  const { key, prefix, hash } = newKey("organization");
  await sql`
    insert into api_keys (organization_id, id, name, prefix, hash, scopes, created_by, created_at)
    select ${organizationId}, ${uuidv7()}, 'bench', ${prefix}, ${hash}, ${["usage:read", "features:read"]}, id, now() from users limit 1`;
  return key;
}

/**
 * Stores events with keys and counters in past and current periods. Ends with a checkpoint, so that the WAL reuses existing files,
 * as on a server that has run for a day.
 */
export async function storeEvents({ sql, organizations }: UsageSite, count: number): Promise<void> {
  console.log(`  storing ${count.toLocaleString("en-US")} events …`);
  await sql`select make_usage_partitions(now() - interval '2 months', 6)`;
  const recreateIndexes = await dropKeyIndexes(sql);
  await sql.unsafe(
    `insert into usage_events (organization_id, recorded_at, id, meter, amount, period_start, idempotency_key, source, used, resets_at)
     select o, t, gen_random_uuid(), 'work_orders', 1, date_trunc('month', t), 'stored-' || n, 'platform_key:bench', 1, t
     from (select ($1::text[]::uuid[])[1 + n % $2] as o, n, now() - interval '45 days' * (1 - n::float8 / $3) as t
       from generate_series(1, $3::int) as n) as s`,
    [organizations, organizations.length, count],
  );
  await recreateIndexes();
  await sql`
    insert into usage_counters (organization_id, meter, period_start, period_end, used, updated_at)
    select organization_id, meter, period_start, period_start + interval '1 month', sum(amount), now() from usage_events
    where idempotency_key like 'stored-%' group by 1, 2, 3 on conflict do nothing`;
  await sql`vacuum analyze`;
  await sql`checkpoint`;
}

/** Inserting is faster without these indexes. @returns a function that recreates them. */
async function dropKeyIndexes(sql: postgres.Sql): Promise<() => Promise<void>> {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select indexname as name, indexdef as definition from pg_indexes where tablename ~ '^usage_events_' and indexname ~ '_key$'`;
  for (const { name } of indexes) await sql`drop index ${sql(name)}`;
  return async () => {
    await sql`set maintenance_work_mem = '512MB'`;
    for (const { definition } of indexes) await sql.unsafe(definition);
  };
}
