import { expireTrials } from "@/lib/billing";
import { type Catalog, findPlan, type Limit, type Plan, trialDays } from "@/lib/catalog";
import { withPlatform } from "@/lib/context";
import { measuredGauges, product } from "@/lib/products";
import { seatMeter, sellsSeats } from "@/lib/seats/seat-meter";
import { adjustGauge, trackUsage } from "@/lib/usage";
import { soldMonthly } from "../history/market";
import { slug } from "../history/names";
import { addColleague, asOwner, newOrganization, type SeedOrganization, seeder } from "../organization";
import type { Scenario, ScenarioChoices, Scenarios } from "../scenario";
import { subscribe } from "../subscribe";

type Kind = keyof Scenarios;

/** What each kind is if the product doesn't choose. `usage` is the share of each counter's limit. */
const defaults = {
  paying: { organization: "Harbor Lane Partners", owner: "Dana Whitfield", usage: 0.62, signedUpDaysAgo: 13 },
  trialing: { organization: "Northfield Group", owner: "Priya Raman", usage: 0.24, signedUpDaysAgo: 3 },
  expired: { organization: "Copper Ridge Studio", owner: "Tom Aldridge", usage: 0.41, signedUpDaysAgo: 5 },
} as const satisfies Record<Kind, object>;

const team = [
  { name: "Luis Ortega", role: "admin", seenDaysAgo: 1 },
  { name: "Mei Tanaka", role: "member", seenDaysAgo: 0 },
  { name: "Robert Haas", role: "billing", seenDaysAgo: 9 },
] as const;

/** How much of the days before is reported on each, the newest last: work days and a weekend. */
const weights = [7, 8, 10, 7, 1, 0, 9, 10, 11, 8, 7, 2];

/** An organization on a plan of any catalog, with a team, usage of every meter, and the rows the product adds. */
export function genericScenario(catalog: Catalog, kind: Kind, choices: ScenarioChoices): Scenario {
  const preset = defaults[kind];
  const { organization: name = preset.organization, owner: ownerName = preset.owner } = choices;
  const domain = `${slug(name)}.example`;
  const plan = findPlan(catalog, choices.plan ?? (kind === "paying" ? paidPlan(catalog) : catalog.trial.defaultPlan));
  const signedUpDaysAgo = preset.signedUpDaysAgo + (kind === "expired" ? trialDays(catalog, plan) : 0);
  const owner = { name: ownerName, email: addressOf(ownerName, domain) };
  const answers = product.questions.map(({ key, choices: [first] }) => [key, first?.value ?? ""]);
  return {
    owner,
    organization: name,
    async create(password) {
      const organization = await newOrganization({
        name,
        owner: { ...owner, password },
        plan: plan.key,
        signedUpDaysAgo,
        profile: { ...Object.fromEntries(answers), ...choices.profile },
      });
      if (kind === "paying") await addTeam(organization, plan, { password, domain, sold: sellsSeats(catalog) });
      await choices.addRows?.(organization);
      const share = (meter: string) => choices.usage?.[meter] ?? preset.usage;
      const asked = { catalog, plan, signedUpDaysAgo };
      await setGauges(organization, asked);
      // A purchase starts a new billing month, with a usage of its own. A calendar month has both.
      const afterwards = catalog.usagePeriod === "billing_month" ? 1 : 0.6;
      await reportDays(organization, asked, (meter) => share(meter) * (kind === "paying" ? 0.4 : 1));
      if (kind === "paying") {
        await subscribe(organization, plan.key, choices.interval ?? plan.prices[0]?.interval ?? "month");
        await reportNow(organization, asked, (meter) => share(meter) * afterwards);
      }
      if (kind === "expired") await withPlatform({ actor: seeder }, expireTrials);
    },
  };
}

/** The plan shown as recommended, or the cheapest one that is paid for. */
function paidPlan(catalog: Catalog): string {
  const paid = soldMonthly(catalog);
  const plan = paid.find(({ highlighted }) => highlighted) ?? paid[0] ?? catalog.plans.find(({ prices }) => prices[0]);
  if (!plan) throw new Error("The catalog has no plan with a price, so no sample customer can buy one.");
  return plan.key;
}

const addressOf = (name: string, domain: string) => `${slug(name.split(" ")[0] ?? name)}@${domain}`;

async function addTeam(
  organization: SeedOrganization,
  { limits }: Plan,
  { password, domain, sold }: { password: string; domain: string; sold: boolean },
): Promise<void> {
  const free = sold && limits[seatMeter] !== "unlimited" ? (limits[seatMeter] ?? 0) - 1 : team.length;
  for (const person of team.slice(0, Math.max(0, free))) {
    await addColleague(organization, { ...person, email: addressOf(person.name, domain), password });
    if (sold) await asOwner(organization, 12, (ctx) => adjustGauge(ctx, { meter: seatMeter, delta: 1 }));
  }
}

type Asked = { catalog: Catalog; plan: Plan; signedUpDaysAgo: number };

/** Gauges that nothing measures are set by programs: here to half of the limit. */
async function setGauges(organization: SeedOrganization, { catalog, plan, signedUpDaysAgo }: Asked): Promise<void> {
  for (const { key, kind } of catalog.meters) {
    if (kind !== "gauge" || measuredGauges.includes(key)) continue;
    const limit = plan.limits[key] ?? 0;
    const delta = limit === "unlimited" ? 12 : Math.floor(limit / 2);
    if (delta > 0) await asOwner(organization, signedUpDaysAgo - 1, (ctx) => adjustGauge(ctx, { meter: key, delta }));
  }
}

type Share = (meter: string) => number;

async function reportDays(organization: SeedOrganization, asked: Asked, share: Share): Promise<void> {
  const days = weights.slice(-Math.min(weights.length, Math.floor(asked.signedUpDaysAgo)));
  const total = days.reduce((sum, weight) => sum + weight, 0);
  for (const { key, limit } of countersOf(asked)) {
    const wanted = limit * share(key);
    let passed = 0;
    for (const [index, weight] of days.entries()) {
      const before = Math.round((wanted * passed) / total);
      passed += weight;
      const amount = Math.round((wanted * passed) / total) - before;
      const daysBack = asked.signedUpDaysAgo - index - 0.25;
      if (amount > 0) await asOwner(organization, daysBack, (ctx) => trackUsage(ctx, { meter: key, amount }));
    }
  }
}

async function reportNow(organization: SeedOrganization, asked: Asked, share: Share): Promise<void> {
  for (const { key, limit } of countersOf(asked)) {
    const amount = Math.floor(limit * share(key));
    if (amount > 0) await asOwner(organization, 0, (ctx) => trackUsage(ctx, { meter: key, amount }));
  }
}

/** The counters a plan includes, with how many units are a full month. */
function countersOf({ catalog, plan }: Asked): { key: string; limit: number }[] {
  return catalog.meters
    .filter(({ kind }) => kind === "counter")
    .map(({ key }) => ({ key, limit: fullMonth(plan.limits[key] ?? 0) }));
}

const fullMonth = (limit: Limit): number => (limit === "unlimited" ? 5_000 : limit);
