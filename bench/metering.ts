import type { Figure, Result } from "./report";
import { serveUsage, storeEvents, type UsageSite } from "./usage-site";

/** Measures with few events stored, and returns the measurement for when many are stored. */
type Measurement = (site: UsageSite) => Promise<() => Promise<Figure[]>>;

/** `npm run bench -- metering 20000000` stores twenty million events. */
const stored = Number(process.argv[3] ?? 1_000_000);

/** Runs measurements on the same server and database. */
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
