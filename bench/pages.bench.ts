import autocannon from "autocannon";
import { categories, type Scores, scores } from "./lighthouse";
import { answers } from "./pages/answer";
import { type SignedInSite, serveSignedIn } from "./pages/signed-in";
import { type Figure, median, type Result } from "./report";
import { pageBytes } from "./script-bytes";
import { build, buildOurs, type Site, serve } from "./site";

/** Pages for everyone. Those of the site are built ahead; the form depends on the visitor. */
const publicPages = { home: "/", pricing: "/pricing", docs: "/docs", sign_up: "/sign-up" } as const;
const sitePages = ["home", "pricing", "docs"] as const satisfies readonly (keyof typeof publicPages)[];
const signedInPages = {
  dashboard: { path: "/dashboard", who: "member" },
  billing: { path: "/billing", who: "member" },
  usage: { path: "/usage", who: "member" },
  team: { path: "/team", who: "member" },
  settings: { path: "/settings", who: "member" },
  admin: { path: "/admin", who: "admin" },
  admin_organizations: { path: "/admin/organizations", who: "admin" },
} as const;
/** Lighthouse takes a quarter of a minute per page and round. */
const scored = ["dashboard", "billing", "usage", "admin"] as const satisfies readonly (keyof typeof signedInPages)[];

/** KB above the bare page, gzipped. */
const scriptGoals = { site: 15, signedIn: 60 };
/** Someone who is signed in has most scripts in the cache, which Lighthouse never has. */
const signedInGoals: Partial<Scores> = { performance: 90, accessibility: 100, "best-practices": 100 };
const answerGoalMs = 100;
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const clickRounds = Number(process.env.BENCH_CLICKS ?? 12);
const seconds = 4;
const connections = 20;

/** The pages, compared with a bare static Next.js page that is built and served the same way in the same run. */
export async function measurePages(): Promise<Result> {
  await buildOurs();
  await build("bench/bare");
  const ours = await serve(".");
  const bare = await serve("bench/bare");
  const signedIn = await serveSignedIn();
  try {
    return {
      figures: [
        ...(await sizeFigures(ours, bare, signedIn)),
        ...(await answerFigures(signedIn)),
        ...(await requestFigures(ours, bare)),
        ...(await lighthouseFigures(ours, bare, signedIn)),
      ],
    };
  } finally {
    await ours.stop();
    await bare.stop();
    await signedIn.stop();
  }
}

async function sizeFigures(ours: Site, bare: Site, signedIn: SignedInSite): Promise<Figure[]> {
  const floor = await pageBytes(`${bare.url}/`);
  const figures: Figure[] = [
    { name: "bare_script", value: floor.scripts / 1024, unit: "KB" },
    { name: "bare_html", value: floor.html / 1024, unit: "KB" },
  ];
  const add = async (name: string, url: string, headers: Record<string, string>, goal?: number) => {
    const { html, gzipped, scripts } = await pageBytes(url, headers);
    const above = { name: `${name}_script_above_bare`, value: (scripts - floor.scripts) / 1024, unit: "KB" };
    figures.push(goal === undefined ? above : { ...above, goal: { kind: "<=", value: goal } });
    figures.push({ name: `${name}_html`, value: html / 1024, unit: "KB" });
    figures.push({ name: `${name}_html_gzipped`, value: gzipped / 1024, unit: "KB" });
  };
  for (const name of sitePages) await add(name, ours.url + publicPages[name], {}, scriptGoals.site);
  await add("sign_up", signedIn.url + publicPages.sign_up, {});
  for (const [name, { path, who }] of Object.entries(signedInPages)) {
    await add(name, signedIn.url + path, { cookie: signedIn.cookies[who] }, scriptGoals.signedIn);
  }
  return figures;
}

async function answerFigures(signedIn: SignedInSite): Promise<Figure[]> {
  console.log("  clicks …");
  const found = await answers(signedIn, clickRounds);
  return found.flatMap(({ page, slowdown, p50, p95 }) => {
    const name = `${page}_click_cpu_${slowdown}x`;
    const goal = page === "bare" ? {} : { goal: { kind: "<=" as const, value: answerGoalMs } };
    return [
      { name: `${name}_p50`, value: p50, unit: "ms", ...goal },
      { name: `${name}_p95`, value: p95, unit: "ms", ...goal },
    ];
  });
}

/** The bare page shows what the framework alone scores on this machine. */
async function lighthouseFigures(ours: Site, bare: Site, signedIn: SignedInSite): Promise<Figure[]> {
  console.log("  Lighthouse on the bare page …");
  const floor = await scores(`${bare.url}/`, rounds);
  const figures: Figure[] = [{ name: "bare_lighthouse_performance", value: floor.performance }];
  for (const [name, path] of Object.entries(publicPages)) {
    console.log(`  Lighthouse on ${path} …`);
    const seen = await scores((name === "sign_up" ? signedIn : ours).url + path, rounds);
    for (const category of categories) {
      const goal = category === "performance" ? Math.min(100, floor.performance) : 100;
      figures.push(scoreFigure(name, category, seen, goal));
    }
  }
  for (const name of scored) {
    const { path, who } = signedInPages[name];
    console.log(`  Lighthouse on ${path} …`);
    const seen = await scores(signedIn.url + path, rounds, { cookie: signedIn.cookies[who] });
    for (const category of categories) {
      const goal = signedInGoals[category];
      // Search engines don't see these pages.
      if (goal !== undefined) figures.push(scoreFigure(name, category, seen, goal));
    }
  }
  return figures;
}

const scoreFigure = (name: string, category: keyof Scores, seen: Scores, goal: number): Figure => ({
  name: `${name}_lighthouse_${category.replace("-", "_")}`,
  value: seen[category],
  goal: { kind: ">=", value: goal },
});

/** Alternates between the pages, so that a slowdown of the machine affects all of them. */
async function requestFigures(ours: Site, bare: Site): Promise<Figure[]> {
  console.log("  requests per second …");
  const addresses = {
    bare: `${bare.url}/`,
    home: ours.url + publicPages.home,
    pricing: ours.url + publicPages.pricing,
  };
  const rates: Record<keyof typeof addresses, number[]> = { bare: [], home: [], pricing: [] };
  for (const url of Object.values(addresses)) await requestsPerSecond(url, 1);
  for (let round = 0; round < rounds; round += 1) {
    rates.bare.push(await requestsPerSecond(addresses.bare, seconds));
    rates.home.push(await requestsPerSecond(addresses.home, seconds));
    rates.pricing.push(await requestsPerSecond(addresses.pricing, seconds));
  }
  const bareRate = median(rates.bare);
  const ratio = (rate: readonly number[]): Pick<Figure, "value" | "goal"> => ({
    value: median(rate) / bareRate,
    goal: { kind: ">=", value: 0.5 },
  });
  return [
    { name: "bare_requests", value: bareRate, unit: "/s" },
    { name: "home_requests", value: median(rates.home), unit: "/s" },
    { name: "pricing_requests", value: median(rates.pricing), unit: "/s" },
    { name: "home_requests_ratio", ...ratio(rates.home) },
    { name: "pricing_requests_ratio", ...ratio(rates.pricing) },
  ];
}

/** Requests per second of `url` over 20 connections. @throws Error unless every response is a 2xx. */
async function requestsPerSecond(url: string, seconds: number): Promise<number> {
  const result = await autocannon({ url, connections, duration: seconds });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} rejected, ${result.errors} failed`);
  return result.requests.average;
}
