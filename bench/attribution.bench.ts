import { execFile } from "node:child_process";
import { promisify } from "node:util";
import postgres from "postgres";
import { uuidv7 } from "uuidv7";
import { startDatabase } from "./database";
import type { Result } from "./report";
import { benchSecret } from "./site";

const persons = Number(process.env.BENCH_PERSONS ?? 100_000);
const touchesEach = 10;

type Measured = { seconds: number; touches: number; conversions: number };
type Runs = { floor: number; linear: Measured; markov: Measured; shapley: Measured; peakMegabytes: number };

/** Runs over a million touchpoints of 100,000 journeys, compared with reading them alone; and the memory of the process. */
export async function measureAttribution(): Promise<Result> {
  const database = await startDatabase();
  const sql = postgres(database.url, { max: 1, onnotice: () => undefined });
  try {
    const organizationId = uuidv7();
    await fill(sql, organizationId);
    const env = {
      ...process.env,
      NODE_ENV: "production" as const,
      DEMO: "1",
      PRODUCT: "origin",
      AUTH_SECRET: benchSecret,
      DATABASE_URL: database.url,
      STRIPE_WEBHOOK_SECRET: "whsec_of_the_benchmark",
      LOG_LEVEL: "warn",
    };
    const program = ["--import", "./scripts/preload/script.mjs", "bench/attribution/runs.ts", organizationId];
    const { stdout } = await promisify(execFile)(process.execPath, program, { env });
    const { floor, linear, markov, shapley, peakMegabytes }: Runs = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
    return {
      figures: [
        { name: "touchpoints", value: linear.touches, goal: { kind: ">=", value: persons * touchesEach } },
        { name: "conversions", value: linear.conversions },
        { name: "reading_alone", value: floor, unit: "s" },
        { name: "linear", value: linear.seconds, unit: "s", goal: { kind: "<=", value: 5 } },
        { name: "markov", value: markov.seconds, unit: "s", goal: { kind: "<=", value: 10 } },
        { name: "shapley", value: shapley.seconds, unit: "s" },
        { name: "linear_to_reading", value: linear.seconds / floor },
        { name: "peak_memory", value: peakMegabytes, unit: "MB", goal: { kind: "<=", value: 300 } },
      ],
    };
  } finally {
    await sql.end();
    await database.stop();
  }
}

/** Written in bulk: a third of the persons convert, and the channel of a touch is one of twelve. */
async function fill(sql: postgres.Sql, organizationId: string): Promise<void> {
  console.log(`  writing ${persons * touchesEach} touchpoints …`);
  await sql`select set_config('app.current_organization_id', ${organizationId}, false)`;
  await sql.begin(async (tx) => {
    await tx`
      insert into organizations (id, name, created_at, onboarded_at)
      values (${organizationId}, 'Benchmark', '2025-12-01', '2025-12-01')`;
    await tx`
      insert into trials (organization_id, plan_key, started_at, ends_at)
      values (${organizationId}, 'scale', '2025-12-01', '2026-12-01')`;
  });
  await sql`
    insert into touchpoints (organization_id, id, visitor, person, channel, at)
    select ${organizationId}, 't' || person || '-' || touch, 'v' || person, 'v' || person,
      'channel ' || (person * 7919 + touch * 104729) % 12,
      timestamptz '2026-01-02' + make_interval(mins => person % 400000 + touch * 2000)
    from generate_series(1, ${persons}) person, generate_series(1, ${touchesEach}) touch`;
  await sql`
    insert into conversions (organization_id, id, visitor, person, type, value, at)
    select ${organizationId}, 'c' || person, 'v' || person, 'v' || person, 'purchase', 1000 + person % 9000,
      timestamptz '2026-01-02' + make_interval(mins => person % 400000 + 21000)
    from generate_series(1, ${persons}) person where person % 3 = 0`;
  await sql.unsafe("vacuum analyze touchpoints, conversions");
}
