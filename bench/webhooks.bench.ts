import { setTimeout as sleep } from "node:timers/promises";
import autocannon from "autocannon";
import Stripe from "stripe";
import { addSubscribers, type BillingSite, eventsAt, serveBilling } from "./billing-site";
import { type Figure, median, type Result } from "./report";

const rounds = 3;
const seconds = 4;
const connections = 20;
const customers = 1_000;
const deliveries = 10_000;
/** Ten times the goal: events that aren't processed by then never will be. */
const settleTimeoutMs = 300_000;

/** Acknowledgments, compared with the empty handler; then a storm of shuffled, duplicated events until the database matches Stripe. */
export async function measureWebhooks(): Promise<Result> {
  const site = await serveBilling();
  try {
    const acknowledged = await measureAcknowledgments(site);
    await site.sql`truncate stripe_events, pgboss.job`;
    return { figures: [...acknowledged, ...(await measureStorm(site))] };
  } finally {
    await site.stop();
  }
}

async function measureAcknowledgments(site: BillingSite): Promise<Figure[]> {
  console.log("  acknowledgments per second …");
  const rates = { empty: [] as number[], webhook: [] as number[] };
  await rateOf(site, "/api/live", 2);
  await rateOf(site, "/api/webhooks/stripe", 2);
  for (let round = 0; round < rounds; round += 1) {
    rates.empty.push(await rateOf(site, "/api/live", seconds));
    rates.webhook.push(await rateOf(site, "/api/webhooks/stripe", seconds));
  }
  const [empty, webhook] = [median(rates.empty), median(rates.webhook)];
  return [
    { name: "empty_rate", value: empty, unit: "/s" },
    { name: "acknowledgement_rate", value: webhook, unit: "/s" },
    { name: "acknowledgement_ratio", value: webhook / empty, goal: { kind: ">=", value: 0.8 } },
  ];
}

let made = 0;

/** Sends a new event of one of a thousand customers with each request, as large as Stripe's. */
async function rateOf({ url, webhookSecret }: BillingSite, path: string, duration: number): Promise<number> {
  const result = await autocannon({
    url: url + path,
    connections,
    duration,
    method: "POST",
    requests: [
      {
        setupRequest: (request) => {
          made += 1;
          const body = JSON.stringify(madeUpEvent(made));
          return { ...request, body, headers: signed(body, webhookSecret) };
        },
      },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${path}: ${result.non2xx} rejected, ${result.errors} failed`);
  return result.requests.average;
}

const signed = (payload: string, secret: string) => ({
  "content-type": "application/json",
  "stripe-signature": Stripe.webhooks.generateTestHeaderString({ payload, secret }),
});

function madeUpEvent(number: number) {
  const customer = `cus_bench_${number % customers}`;
  const filling = { description: "x".repeat(2_500) };
  const object = { id: `sub_bench_${number % customers}`, object: "subscription", customer, ...filling };
  const created = Math.floor(Date.now() / 1000);
  const about = { id: `evt_bench_${number}`, object: "event", type: "customer.subscription.updated", created };
  return {
    ...about,
    api_version: Stripe.API_VERSION,
    livemode: false,
    pending_webhooks: 1,
    request: null,
    data: { object },
  };
}

async function measureStorm(site: BillingSite): Promise<Figure[]> {
  await addSubscribers(site, customers);
  const storm = await stormOf(site);
  const worker = site.startWorker();
  try {
    // The worker's start isn't part of the measurement.
    await sleep(3_000);
    console.log(`  a storm of ${storm.length.toLocaleString("en-US")} events …`);
    const began = performance.now();
    await deliver(site, storm);
    const acknowledged = (performance.now() - began) / 1000;
    await settled(site, began);
    const whole = (performance.now() - began) / 1000;
    await assertEqual(site);
    return [
      { name: "storm_events", value: storm.length },
      { name: "storm_customers", value: customers },
      { name: "storm_acknowledged", value: acknowledged, unit: "s" },
      { name: "storm_settled", value: whole, unit: "s", goal: { kind: "<=", value: 30 } },
    ];
  } finally {
    await worker.stop();
  }
}

/** Each event twice, in random order, with at least one per customer so that every customer gets synced. */
async function stormOf({ stripe }: BillingSite): Promise<string[]> {
  const all = (await eventsAt(stripe)).filter(({ type }) => /^(customer|invoice|payment_method)\./.test(type));
  const anyOrder = shuffled(all);
  const oneOfEach = new Map(anyOrder.map((event) => [customerOf(event), event])).values();
  const chosen = [...new Set([...oneOfEach, ...anyOrder])].slice(0, deliveries / 2);
  return shuffled([...chosen, ...chosen]).map((event) => JSON.stringify(event));
}

function customerOf({ data: { object } }: Stripe.Event): unknown {
  return "customer" in object ? object.customer : "id" in object && object.id;
}

function shuffled<T>(items: readonly T[]): T[] {
  const keyed = items.map((item) => ({ item, key: Math.random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

async function deliver({ url, webhookSecret }: BillingSite, storm: readonly string[]): Promise<void> {
  let next = 0;
  const sender = async () => {
    for (let body = storm[next++]; body !== undefined; body = storm[next++]) {
      const response = await fetch(`${url}/api/webhooks/stripe`, {
        method: "POST",
        body,
        headers: signed(body, webhookSecret),
      });
      if (!response.ok) throw new Error(`a webhook got status ${response.status}`);
      await response.text();
    }
  };
  await Promise.all(Array.from({ length: connections }, sender));
}

async function settled({ sql }: BillingSite, began: number): Promise<void> {
  for (;;) {
    const [row] = await sql<{ open: number }[]>`
      select (select count(*) from stripe_events where handled_at is null)::int
        + (select count(*) from pgboss.job where name = 'sync-customer' and state in ('created', 'retry', 'active'))::int as open`;
    if (row?.open === 0) return;
    if (performance.now() - began > settleTimeoutMs) throw new Error(`the storm hasn't settled: ${row?.open} open`);
    await sleep(100);
  }
}

/** Each organization matches Stripe: one live subscription, its plan, its invoice, one movement. */
async function assertEqual({ stripe, sql }: BillingSite): Promise<void> {
  const live = new Map<string, Stripe.Subscription>();
  for await (const subscription of stripe.subscriptions.list({ limit: 100 })) {
    live.set(String(subscription.customer), subscription);
  }
  const rows = await sql<
    { customer: string; id: string; status: string; mrr: string; invoices: number; moved: string }[]
  >`
    select s.stripe_customer_id as customer, s.stripe_subscription_id as id, s.status, s.mrr,
      (select count(*)::int from invoices i where i.organization_id = s.organization_id and i.status = 'paid') as invoices,
      (select sum(amount) from movements m where m.organization_id = s.organization_id) as moved
    from subscriptions s where s.stripe_customer_id is not null`;
  const wrong = rows.filter((row) => {
    const { id, status } = live.get(row.customer) ?? {};
    return (
      row.id !== id || row.status !== status || row.invoices !== 1 || row.mrr !== row.moved || Number(row.mrr) <= 0
    );
  });
  if (rows.length !== customers || wrong.length > 0) {
    throw new Error(`${wrong.length} of ${rows.length} differ from Stripe, such as ${JSON.stringify(wrong[0])}`);
  }
}
