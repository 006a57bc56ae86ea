import { post, prepared } from "./load";
import { type Figure, median } from "./report";
import type { UsageSite } from "./usage-site";

const rounds = 3;
const seconds = 4;
const warmUpSeconds = 4;
const perRequest = 500;

/** Batches of 500 events with idempotency keys, for 1, 100 and 1,000 organizations, before and after many events are stored. */
export async function measureBatch(site: UsageSite): Promise<() => Promise<Figure[]>> {
  const few = await rate(site, 100);
  return async () => {
    const figures: Figure[] = [];
    for (const organizations of [1, 100, 1_000]) {
      const events = await rate(site, organizations);
      const name = `batch_events_of_${organizations}_organizations`;
      figures.push({ name, value: events, unit: "/s", goal: { kind: ">=", value: 100_000 } });
      if (organizations === 100) {
        figures.push({ name: "batch_cost_growth", value: few / events, goal: { kind: "<=", value: 1.25 } });
      }
    }
    return figures;
  };
}

/** Events per second, verified in the database. */
async function rate(site: UsageSite, organizations: number): Promise<number> {
  console.log(`  batches over ${organizations} organization(s) …`);
  const rates: number[] = [];
  const expected = await run(site, organizations, warmUpSeconds, 0);
  for (let round = 0; round < rounds; round += 1) {
    rates.push(await run(site, organizations, seconds, ((expected * seconds) / perRequest) * 1.5));
  }
  return median(rates);
}

let sent = 0;

async function run(site: UsageSite, organizations: number, duration: number, count: number): Promise<number> {
  const { url, key, organizations: ids, sql } = site;
  const body = prepared(count, () => batch(ids, organizations));
  const before = await storedEvents(sql);
  const began = performance.now();
  const { requests } = await post({ url: `${url}/api/v1/usage/track`, key, seconds: duration, body });
  const events = requests * perRequest;
  const took = (performance.now() - began) / 1000;
  const written = (await storedEvents(sql)) - before;
  if (written < events) throw new Error(`${events} events acknowledged, ${written} stored`);
  return events / took;
}

function batch(ids: readonly string[], organizations: number): string {
  const events = Array.from({ length: perRequest }, () => {
    sent += 1;
    const organization = ids[sent % organizations];
    return { organization, meter: "work_orders", idempotencyKey: `batch-${sent}` };
  });
  return JSON.stringify({ events });
}

async function storedEvents(sql: UsageSite["sql"]): Promise<number> {
  const [row] = await sql<{ used: string | null }[]>`select sum(used) as used from usage_counters`;
  return Number(row?.used ?? 0);
}
