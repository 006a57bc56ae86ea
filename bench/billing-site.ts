import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import postgres from "postgres";
import Stripe from "stripe";
import { uuidv7 } from "uuidv7";
import { startDatabase } from "./database";
import { benchSecret, buildOurs, type Site, serve } from "./site";

/** A production server, a worker, a durable PostgreSQL, and a local Stripe that sends no webhooks. */
export type BillingSite = Site & {
  stripe: Stripe;
  sql: postgres.Sql;
  webhookSecret: string;
  startWorker: () => Worker;
};

type Worker = { stop: () => Promise<void> };

const webhookSecret = "whsec_of_the_benchmark";

export async function serveBilling(): Promise<BillingSite> {
  await buildOurs();
  const database = await startDatabase();
  const local = await startStripe();
  const environment = {
    NODE_ENV: "production" as const,
    DEMO: "1",
    AUTH_SECRET: benchSecret,
    DATABASE_URL: database.url,
    LOCAL_STRIPE_PORT: String(local.port),
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    LOG_LEVEL: "warn",
  };
  await script("migrate", environment);
  await script("stripe-sync", environment);
  const site = await serve(".", environment);
  const sql = postgres(database.url, { max: 2, onnotice: () => undefined });
  const stop = async () => {
    await site.stop();
    await sql.end();
    await end(local.child);
    await database.stop();
  };
  const startWorker = () => {
    const child = spawn(process.execPath, ["--import", "./scripts/preload/script.mjs", "worker/start.ts"], {
      env: { ...process.env, ...environment, APP_URL: site.url },
      stdio: ["ignore", "ignore", "inherit"],
    });
    return { stop: () => end(child) };
  };
  const stripe = new Stripe("sk_test_bench", {
    host: "127.0.0.1",
    port: local.port,
    protocol: "http",
    telemetry: false,
  });
  return { url: site.url, stripe, sql, webhookSecret, startWorker, stop };
}

export async function startStripe(): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, ["packages/local-stripe/bin/local-stripe.mjs", "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [output] = (await once(child.stdout, "data")) as [Buffer];
  const [, port] = /:(\d+)/.exec(output.toString("utf8")) ?? [];
  if (!port) throw new Error(`the local Stripe didn't start: ${output.toString("utf8")}`);
  return { child, port: Number(port) };
}

export async function script(name: string, environment: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, ["--import", "./scripts/preload/script.mjs", `scripts/${name}.ts`], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`${name} exited with ${code}`);
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}

const parallel = 16;

/** Organizations that pay for a plan at Stripe. The database only has their customer id so far. */
export async function addSubscribers(
  { stripe, sql }: Pick<BillingSite, "stripe" | "sql">,
  count: number,
): Promise<void> {
  console.log(`  ${count.toLocaleString("en-US")} subscribers …`);
  const { data } = await stripe.prices.list({ lookup_keys: ["unison_professional_month_usd_v1"] });
  const price = data[0]?.id;
  if (!price) throw new Error("Stripe doesn't have the catalog");
  const ids = Array.from({ length: count }, () => uuidv7());
  await sql`
    with made as (
      insert into organizations (id, name, onboarded_at, created_at)
      select id, 'Bench ' || n, now(), now()
      from unnest(${ids}::text[]::uuid[]) with ordinality as o(id, n) returning id)
    insert into trials (organization_id, plan_key, started_at, ends_at)
    select id, 'professional', now(), now() + interval '14 days' from made`;
  const waiting = [...ids];
  const one = async () => {
    for (let id = waiting.pop(); id; id = waiting.pop()) {
      const customer = await stripe.customers.create({
        metadata: { organization_id: id },
        payment_method: "pm_card_visa",
        invoice_settings: { default_payment_method: "pm_card_visa" },
      });
      await stripe.subscriptions.create({ customer: customer.id, items: [{ price }] });
      await sql`update subscriptions set stripe_customer_id = ${customer.id} where organization_id = ${id}`;
    }
  };
  await Promise.all(Array.from({ length: parallel }, one));
}

/** All events at Stripe, oldest first. */
export async function eventsAt(stripe: Stripe): Promise<Stripe.Event[]> {
  const events: Stripe.Event[] = [];
  for await (const event of stripe.events.list({ limit: 100 })) events.push(event);
  return events.reverse();
}
