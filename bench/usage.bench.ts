import { post, prepared, type Speed } from "./load";
import { type Figure, median } from "./report";
import type { UsageSite } from "./usage-site";

const rounds = 3;
const seconds = 4;
const warmUpSeconds = 5;

type Place = "empty" | "hot" | "spread";
const places = ["empty", "hot", "spread"] as const;
type Speeds = Record<Place, Speed>;

/**
 * One event per request, for 1 and 1,000 organizations, alternating with the empty handler, which the Next.js router serves like
 * every route off the fast path. Before and after many events are stored.
 */
export async function measureUsage(site: UsageSite): Promise<() => Promise<Figure[]>> {
  const few = await measure(site);
  return async () => {
    const many = await measure(site);
    await assertCounted(site);
    return figures(few, many);
  };
}

async function measure(site: UsageSite): Promise<Speeds> {
  console.log("  requests per second …");
  const seen: Record<Place, Speed[]> = { empty: [], hot: [], spread: [] };
  let expected = 0;
  for (const place of places) expected = Math.max(expected, (await run(site, place, warmUpSeconds, 0)).rate);
  for (let round = 0; round < rounds; round += 1) {
    for (const place of places) seen[place].push(await run(site, place, seconds, expected * seconds * 1.2));
  }
  return { empty: medianOf(seen.empty), hot: medianOf(seen.hot), spread: medianOf(seen.spread) };
}

let sent = 0;

/** The empty handler gets the same requests, and ignores the key and the body. */
function run({ url, key, organizations: ids }: UsageSite, place: Place, duration: number, count: number) {
  const path = place === "empty" ? "/api/live" : "/api/v1/usage/track";
  const body = prepared(count, () => {
    sent += 1;
    const organization = place === "hot" ? ids[0] : ids[sent % ids.length];
    return JSON.stringify({ organization, meter: "work_orders", idempotencyKey: `order-${sent}` });
  });
  return post({ url: url + path, key, seconds: duration, body });
}

const medianOf = (speeds: readonly Speed[]): Speed => ({
  rate: median(speeds.map(({ rate }) => rate)),
  p99: median(speeds.map(({ p99 }) => p99)),
  requests: speeds.reduce((sum, { requests }) => sum + requests, 0),
});

/** Counters equal the sum of events under load as well. */
async function assertCounted({ sql }: UsageSite): Promise<void> {
  const [row] = await sql<{ used: string; events: string }[]>`
    select (select sum(used) from usage_counters) as used, (select sum(amount) from usage_events) as events`;
  if (row?.used !== row?.events) throw new Error(`counters say ${row?.used}, events ${row?.events}`);
}

function figures(few: Speeds, many: Speeds): Figure[] {
  const ratio = (speeds: Speeds, place: Place) => speeds[place].rate / speeds.empty.rate;
  return [
    { name: "empty_rate", value: many.empty.rate, unit: "/s" },
    { name: "empty_p99", value: many.empty.p99, unit: "ms" },
    { name: "track_rate", value: many.hot.rate, unit: "/s" },
    { name: "track_p99", value: many.hot.p99, unit: "ms" },
    { name: "track_rate_ratio", value: ratio(many, "hot"), goal: { kind: ">=", value: 0.9 } },
    { name: "track_p99_ratio", value: many.hot.p99 / many.empty.p99, goal: { kind: "<=", value: 1.5 } },
    { name: "track_1000_organizations_rate_ratio", value: ratio(many, "spread"), goal: { kind: ">=", value: 0.9 } },
    {
      name: "track_1000_organizations_p99_ratio",
      value: many.spread.p99 / many.empty.p99,
      goal: { kind: "<=", value: 1.5 },
    },
    { name: "track_rate_ratio_when_empty", value: ratio(few, "hot") },
    {
      name: "track_cost_growth",
      value: ratio(few, "spread") / ratio(many, "spread"),
      goal: { kind: "<=", value: 1.25 },
    },
  ];
}
