import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import postgres from "postgres";
import { startDatabase } from "../database";
import { benchSecret } from "../site";

export type AdminDatabase = {
  url: string;
  sql: postgres.Sql;
  /** How long it took to write the organizations; null if they were there. */
  seconds: number | null;
  environment: Record<string, string>;
  stop: () => Promise<void>;
};

/**
 * A durable PostgreSQL with so many organizations and 24 months of their past, written as `npm run db:seed` does. In the folder
 * `BENCH_DATA`, if there is one, it is kept for the next run.
 */
export async function loadDatabase(organizations: number): Promise<AdminDatabase> {
  const kept = process.env.BENCH_DATA;
  const database = await startDatabase(kept && join(kept, String(organizations)));
  const environment = {
    NODE_ENV: "production",
    DEMO: "1",
    AUTH_SECRET: benchSecret,
    DATABASE_URL: database.url,
    STRIPE_WEBHOOK_SECRET: "whsec_of_the_benchmark",
    LOG_LEVEL: "warn",
  };
  const sql = postgres(database.url, { max: 1, onnotice: () => undefined });
  const stop = async () => {
    await sql.end();
    await database.stop();
  };
  try {
    const started = performance.now();
    const isThere = (await written(sql)) >= organizations;
    if (!isThere) await seed(environment, organizations);
    const seconds = isThere ? null : (performance.now() - started) / 1000;
    // PostgreSQL does this by itself, but not by the time an admin looks.
    await sql.unsafe("vacuum analyze");
    return { url: database.url, sql, seconds, environment, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function written(sql: postgres.Sql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from organizations`;
  return row?.count ?? 0;
}

async function seed(environment: Record<string, string>, organizations: number): Promise<void> {
  const options = ["--organizations", String(organizations), "--months", "24", "--seed", "1", "--database-only"];
  const child = spawn(process.execPath, ["--import", "./scripts/preload/script.mjs", "scripts/seed.ts", ...options], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`the seed exited with ${code}`);
}
