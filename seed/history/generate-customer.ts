import { type Catalog, currentPrice, type Plan, trialDays } from "@/lib/catalog";
import { addDays, day, minute } from "@/lib/durations";
import { wholeSeconds } from "./calendar";
import type { Company } from "./company";
import type { CustomerHistory, Person } from "./customer";
import { generateLife } from "./generate-life";
import { organizationName, personName, slug } from "./names";
import type { Random } from "./random";
import { signUpTime } from "./sign-ups";

const countries = [
  ["US", 70],
  ["CA", 8],
  ["GB", 8],
  ["DE", 8],
  ["FR", 4],
  ["AU", 2],
] as const;

const currencies: Readonly<Record<string, string>> = { GB: "gbp", DE: "eur", FR: "eur" };

/** The history of one customer. It depends on `random` and `company` alone. */
export function generateCustomer(company: Company, random: Random): CustomerHistory {
  const { catalog, until } = company;
  const signedUpAt = signUpTime(random.child("sign-up"), company.from, until);
  const profile = profileOf(company, random.child("profile"));
  const organization = organizationName(random.child("name"), company.words, profile.industry);
  const size = sizeOf(company, profile);
  const country = random.child("country").weighted(countries);
  const origin = random.child("source").weighted(company.words.origins);
  const steady = random.child("onboarding");
  const verified = steady.chance(0.94);
  const verifiedAt = verified ? past(new Date(signedUpAt.getTime() + steady.int(1, 90) * minute), until) : null;
  const onboards = verifiedAt !== null && steady.chance(0.92);
  const onboardedAt = onboards ? past(new Date(verifiedAt.getTime() + steady.int(4, 600) * minute), until) : null;
  const plan = fittingPlan(company, size, random.child("plan"));
  const trialPlan = random.child("trial").chance(0.6) ? plan.key : catalog.trial.defaultPlan;
  const endsAt = addDays(signedUpAt, trialDays(catalog, catalog.plans.find(({ key }) => key === trialPlan) ?? plan));
  const interval = random.child("interval").weighted([
    [null, 40],
    ["month" as const, 45],
    ["year" as const, currentPrice(catalog, plan, "year") ? 15 : 0],
  ]);
  const life = generateLife(company, random.child("life"), {
    size,
    plan,
    origin,
    currency: currencyOf(catalog, country, random.child("currency")),
    trialEndsAt: endsAt,
    onboardedAt,
  });
  return {
    key: random.key,
    organization,
    domain: verifiedAt ? `${slug(organization)}.example` : null,
    country,
    profile: onboardedAt ? profile : {},
    origin,
    signedUpAt,
    verifiedAt,
    onboardedAt,
    trial: { plan: trialPlan, interval, endsAt },
    people: peopleOf(random.child("people"), {
      organization,
      size,
      from: signedUpAt,
      until,
      onboardedAt,
      seats: life.seats,
    }),
    steps: life.steps,
    appetite: random.child("appetite").between(0.08, 0.95) * (random.child("heavy").chance(0.06) ? 1.4 : 0.8),
  };
}

const past = (at: Date, until: Date): Date | null => (at < until ? wholeSeconds(at) : null);

function profileOf({ questions }: Company, random: Random): Record<string, string> {
  return Object.fromEntries(
    questions.flatMap(({ key, choices }) => {
      // The first answers are the most common ones.
      const weighted = choices.map(({ value }, index) => [value, 1 / (1 + index * 0.6)] as const);
      return weighted.length === 0 ? [] : [[key, random.weighted(weighted)]];
    }),
  );
}

/** The larger a company, the larger the plan it needs, with exceptions. */
function fittingPlan({ market, questions }: Company, size: number, random: Random): Plan {
  const largest = Math.max(1, sizesOf(questions).length - 1);
  const wanted = Math.round((size / largest) * (market.plans.length - 1) - random.between(-0.6, 0.8));
  const plan = market.plans[Math.min(Math.max(0, wanted), market.plans.length - 1)];
  if (!plan) throw new Error("A market has at least one plan.");
  return plan;
}

/** The answers to the question about the company's size, the smallest first. */
const sizesOf = (questions: Company["questions"]) => questions.find(({ key }) => /size/i.test(key))?.choices ?? [];

/** 0 for the smallest companies. */
function sizeOf({ questions }: Company, profile: Record<string, string>): number {
  const index = sizesOf(questions).findIndex(({ value }) => Object.values(profile).includes(value));
  return Math.max(0, index);
}

/** Most pay in the catalog's currency; some Europeans in their own. */
function currencyOf(catalog: Catalog, country: string, random: Random): string {
  const own = currencies[country];
  return own !== undefined && random.chance(0.6) ? own : catalog.currency;
}

function peopleOf(
  random: Random,
  given: { organization: string; size: number; from: Date; until: Date; onboardedAt: Date | null; seats: number },
): Person[] {
  const { organization, size, from, until, onboardedAt, seats } = given;
  const count = onboardedAt ? Math.min(seats, 1 + random.int(0, 1 + size * 3)) : 1;
  const domain = `${slug(organization)}.example`;
  const people: Person[] = [];
  for (let index = 0; index < count; index += 1) {
    const name = personName(random);
    const first = slug(name.split(" ")[0] ?? name);
    const email = `${people.some((each) => each.email.startsWith(`${first}@`)) ? slug(name) + (index || "") : first}@${domain}`;
    const joinedAt = index === 0 ? from : new Date(from.getTime() + random.between(0.2, 60) * day);
    const role =
      index === 0
        ? "owner"
        : random.weighted([
            ["member", 6],
            ["admin", 2],
            ["billing", 1],
          ] as const);
    if (joinedAt < until) people.push({ name, email, role, joinedAt: wholeSeconds(joinedAt) });
  }
  return people;
}
