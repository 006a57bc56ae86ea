import autocannon from "autocannon";
import { categories, scores } from "./lighthouse";
import { type Figure, median, type Result } from "./report";
import { scriptBytes } from "./script-bytes";
import { build, buildOurs, type Site, serve } from "./site";

const pages = { home: "/", pricing: "/pricing" } as const;
const rounds = 3;
const seconds = 4;

/** The marketing pages, compared with a bare static Next.js page that is built and served the same way in the same run. */
export async function measurePages(): Promise<Result> {
  await buildOurs();
  await build("bench/bare");
  const ours = await serve(".");
  const bare = await serve("bench/bare");
  try {
    return {
      figures: [
        ...(await lighthouseFigures(ours, bare)),
        ...(await scriptFigures(ours, bare)),
        ...(await requestFigures(ours, bare)),
      ],
    };
  } finally {
    await ours.stop();
    await bare.stop();
  }
}

/** The bare page shows what the framework alone scores on this machine. */
async function lighthouseFigures(ours: Site, bare: Site): Promise<Figure[]> {
  console.log("  Lighthouse on the bare page …");
  const floor = await scores(`${bare.url}/`, rounds);
  const figures: Figure[] = [{ name: "bare_lighthouse_performance", value: floor.performance }];
  for (const [name, path] of Object.entries(pages)) {
    console.log(`  Lighthouse on ${path} …`);
    const seen = await scores(ours.url + path, rounds);
    for (const category of categories) {
      const figure = `${name}_lighthouse_${category.replace("-", "_")}`;
      figures.push({ name: figure, value: seen[category], goal: { kind: ">=", value: 100 } });
    }
  }
  return figures;
}

async function scriptFigures(ours: Site, bare: Site): Promise<Figure[]> {
  const floor = await scriptBytes(`${bare.url}/`);
  const figures: Figure[] = [{ name: "bare_script", value: floor / 1024, unit: "KB" }];
  for (const [name, path] of Object.entries(pages)) {
    const above = ((await scriptBytes(ours.url + path)) - floor) / 1024;
    figures.push({ name: `${name}_script_above_bare`, value: above, unit: "KB", goal: { kind: "<=", value: 15 } });
  }
  return figures;
}

/** Alternates between the pages, so that a slowdown of the machine affects all of them. */
async function requestFigures(ours: Site, bare: Site): Promise<Figure[]> {
  console.log("  requests per second …");
  const addresses = { bare: `${bare.url}/`, home: ours.url + pages.home, pricing: ours.url + pages.pricing };
  const rates: Record<keyof typeof addresses, number[]> = { bare: [], home: [], pricing: [] };
  for (const url of Object.values(addresses)) await requestsPerSecond(url, 1);
  for (let round = 0; round < rounds; round += 1) {
    rates.bare.push(await requestsPerSecond(addresses.bare, seconds));
    rates.home.push(await requestsPerSecond(addresses.home, seconds));
    rates.pricing.push(await requestsPerSecond(addresses.pricing, seconds));
  }
  const bareRate = median(rates.bare);
  return [
    { name: "bare_requests", value: bareRate, unit: "/s" },
    { name: "home_requests", value: median(rates.home), unit: "/s" },
    { name: "pricing_requests", value: median(rates.pricing), unit: "/s" },
    { name: "home_requests_ratio", value: median(rates.home) / bareRate },
    { name: "pricing_requests_ratio", value: median(rates.pricing) / bareRate },
  ];
}

const connections = 20;

/** Requests per second of `url` over 20 connections. @throws Error unless every response is a 2xx. */
async function requestsPerSecond(url: string, seconds: number): Promise<number> {
  const result = await autocannon({ url, connections, duration: seconds });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} rejected, ${result.errors} failed`);
  return result.requests.average;
}
