import type { Figure, Result } from "./report";
import { serveUsage, storeEvents, type UsageSite } from "./usage-site";

/** Measures what it must with few events stored, and gives back what is to be done when there are many. */
type Measurement = (site: UsageSite) => Promise<() => Promise<Figure[]>>;

/** `npm run bench -- metering 20000000` stores twenty million. */
const stored = Number(process.argv[3] ?? 1_000_000);

/** Measurements that share a server and what is stored in its database. */
export async function measureStored(...measurements: readonly Measurement[]): Promise<Result> {
  const site = await serveUsage(1_000);
  try {
    const rest: (() => Promise<Figure[]>)[] = [];
    for (const measure of measurements) rest.push(await measure(site));
    await storeEvents(site, stored);
    const figures: Figure[] = [{ name: "stored_events", value: stored }];
    for (const measure of rest) figures.push(...(await measure()));
    return { figures };
  } finally {
    await site.stop();
  }
}
