import { get, type Speed } from "./load";
import { type Figure, median } from "./report";
import type { UsageSite } from "./usage-site";

const rounds = 3;
const seconds = 4;
const warmUpSeconds = 5;

const paths = {
  empty: "/api/live",
  usage: "/api/v1/usage/current",
  limits: "/api/v1/usage/limits",
  features: "/api/v1/features/available",
} as const;
type Path = keyof typeof paths;
const reads = ["usage", "limits", "features"] as const;
const all = ["empty", ...reads] as const;

/** Reads of 1,000 organizations, and the same with a key of one organization, compared with the empty handler. */
export async function measureReads(site: UsageSite): Promise<() => Promise<Figure[]>> {
  return async () => {
    console.log("  reads per second …");
    const byPlatform = await measure(site, site.key);
    const byOrganization = await measure(site, site.organizationKey);
    return [...figures("", byPlatform), ...figures("organization_key_", byOrganization)];
  };
}

async function measure(site: UsageSite, key: string): Promise<Record<Path, Speed[]>> {
  const seen: Record<Path, Speed[]> = { empty: [], usage: [], limits: [], features: [] };
  for (const path of all) await run(site, key, path, warmUpSeconds);
  for (let round = 0; round < rounds; round += 1) {
    for (const path of all) seen[path].push(await run(site, key, path, seconds));
  }
  return seen;
}

let sent = 0;

function run(
  { url, organizations, key: platformKey }: UsageSite,
  key: string,
  path: Path,
  duration: number,
): Promise<Speed> {
  const next = () => {
    sent += 1;
    return key === platformKey
      ? `${paths[path]}?organization=${organizations[sent % organizations.length]}`
      : paths[path];
  };
  return get({ url, key, seconds: duration, path: next });
}

function figures(prefix: string, seen: Record<Path, Speed[]>): Figure[] {
  const rate = (path: Path) => median(seen[path].map((speed) => speed.rate));
  return reads.flatMap((path) => [
    { name: `${prefix}${path}_rate`, value: rate(path), unit: "/s" },
    {
      name: `${prefix}${path}_rate_ratio`,
      value: rate(path) / rate("empty"),
      goal: { kind: ">=", value: 0.7 } as const,
    },
  ]);
}
