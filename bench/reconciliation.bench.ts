import { execFile } from "node:child_process";
import { promisify } from "node:util";
import postgres from "postgres";
import Stripe from "stripe";
import { addSubscribers, end, script, startStripe } from "./billing-site";
import { startDatabase } from "./database";
import type { Result } from "./report";
import { benchSecret } from "./site";

const customers = Number(process.env.BENCH_CUSTOMERS ?? 10_000);
const wrong = 100;

type Measured = { seconds: number; customersChecked: number; invoicesChecked: number; repaired: number; reads: number };

/** Reconciles many customers as the worker does at night, and again after introducing mismatches. */
export async function measureReconciliation(): Promise<Result> {
  const database = await startDatabase();
  const local = await startStripe();
  const environment = {
    ...process.env,
    DEMO: "1",
    NODE_ENV: "production" as const,
    AUTH_SECRET: benchSecret,
    DATABASE_URL: database.url,
    LOCAL_STRIPE_PORT: String(local.port),
    STRIPE_WEBHOOK_SECRET: "whsec_of_the_benchmark",
    LOG_LEVEL: "warn",
  };
  const sql = postgres(database.url, { max: 2, onnotice: () => undefined });
  const stripe = new Stripe("sk_test_bench", {
    host: "127.0.0.1",
    port: local.port,
    protocol: "http",
    telemetry: false,
  });
  try {
    await script("migrate", environment);
    await script("stripe-sync", environment);
    await addSubscribers({ stripe, sql }, customers);
    const arguments_ = ["--import", "./scripts/preload/script.mjs", "bench/reconciliation/runs.ts", String(wrong)];
    const { stdout } = await promisify(execFile)(process.execPath, arguments_, { env: environment });
    const [equal, differing] = JSON.parse(stdout) as [Measured, Measured];
    return {
      figures: [
        { name: "customers", value: equal.customersChecked, goal: { kind: ">=", value: customers } },
        { name: "invoices", value: equal.invoicesChecked },
        { name: "seconds", value: equal.seconds, unit: "s" },
        { name: "reads_of_stripe", value: equal.reads },
        { name: "reads_per_second", value: equal.reads / equal.seconds, unit: "/s", goal: { kind: "<=", value: 100 } },
        { name: "found_where_nothing_is_wrong", value: equal.repaired, goal: { kind: "<=", value: 0 } },
        { name: "seconds_with_100_wrong", value: differing.seconds, unit: "s" },
        { name: "repaired", value: differing.repaired, goal: { kind: ">=", value: wrong } },
        {
          name: "reads_per_second_with_100_wrong",
          value: differing.reads / differing.seconds,
          unit: "/s",
          goal: { kind: "<=", value: 100 },
        },
      ],
    };
  } finally {
    await sql.end();
    await end(local.child);
    await database.stop();
  }
}
