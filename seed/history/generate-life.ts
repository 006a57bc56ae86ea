import { currentPrice, type Plan } from "@/lib/catalog";
import { addDays, day, hour, minute } from "@/lib/durations";
import type { Origin } from "@/lib/visits/visit";
import { monthsAfter, monthsOf, wholeSeconds } from "./calendar";
import type { Company } from "./company";
import type { CancelReason, SoldItem, Step } from "./customer";
import { coupons } from "./market";
import type { Random } from "./random";
import { workdayAfter } from "./sign-ups";

type Given = {
  /** 0 for the smallest companies. */
  size: number;
  /** The plan that fits. */
  plan: Plan;
  origin: Origin;
  currency: string;
  trialEndsAt: Date;
  onboardedAt: Date | null;
};

/** What a paying customer has while we follow them. */
type Standing = {
  plan: Plan;
  interval: "month" | "year";
  currency: string;
  items: readonly SoldItem[];
  anchor: Date;
  invoiced: boolean;
  /** Nothing else changes during a pause. */
  pausedUntil: Date | null;
};

/** The chance to leave in a month, of the smallest, middle and largest plan. */
const monthlyChurn = [0.042, 0.021, 0.008];
/** The same at the end of a year that was paid in advance. */
const yearlyChurn = [0.24, 0.14, 0.07];
const reasons: readonly (readonly [CancelReason, number])[] = [
  ["too_expensive", 26],
  ["unused", 22],
  ["missing_features", 18],
  ["switched_service", 14],
  ["too_complex", 8],
  ["customer_service", 4],
  ["low_quality", 3],
  ["other", 5],
];

/** What a customer bought, changed, failed to pay and canceled, and how many seats that leaves room for. */
export function generateLife(company: Company, random: Random, given: Given): { steps: Step[]; seats: number } {
  const steps: Step[] = [];
  const bought = given.onboardedAt ? firstPurchase(company, random.child("purchase"), given) : undefined;
  const free = seatsOf(given.plan);
  if (!bought) return { steps, seats: free };
  let standing = begin(steps, company, random, bought);
  let fewest = seatsOf(standing.plan);
  let gone: Date | undefined;
  for (let month = 1; ; month += 1) {
    const start = monthsAfter(standing.anchor, month - 1);
    if (start >= company.until) break;
    const next = liveMonth(
      steps,
      company,
      random.child(`month ${month} ${standing.anchor.toISOString()}`),
      standing,
      month,
    );
    if (next === "gone") {
      gone = steps.at(-1)?.at;
      break;
    }
    standing = next;
    fewest = Math.min(fewest, seatsOf(standing.plan));
  }
  if (gone) comeBack(steps, company, random.child("return"), standing, gone);
  const happened = steps.filter(({ at }) => at < company.until).sort((a, b) => a.at.getTime() - b.at.getTime());
  return { steps: happened, seats: fewest };
}

const seatsOf = (plan: Plan): number => {
  const limit = plan.limits.users;
  return limit === undefined || limit === "unlimited" ? 12 : Math.max(1, limit);
};

type Purchase = Omit<Standing, "items" | "pausedUntil"> & { coupon: (typeof coupons)[keyof typeof coupons] | null };

function firstPurchase({ market, conversion, until }: Company, random: Random, given: Given): Purchase | undefined {
  const { size, plan, origin, currency, trialEndsAt, onboardedAt } = given;
  const wanted = conversion * (1 + size * 0.12) * (origin.source === "reseller" ? 1.3 : 1);
  if (!onboardedAt || !random.chance(Math.min(0.95, wanted))) return undefined;
  const early = random.chance(0.3);
  const at = early
    ? workdayAfter(random, onboardedAt, random.between(1, 9))
    : workdayAfter(
        random,
        trialEndsAt,
        random.weighted([
          [-1, 3],
          [-0.2, 4],
          [0.4, 3],
          [3, 1],
          [12, 1],
        ] as const),
      );
  const anchor = at > onboardedAt ? at : new Date(onboardedAt.getTime() + hour);
  if (anchor >= until) return undefined;
  const rank = market.plans.indexOf(plan);
  const large = market.plans.length > 1 && rank === market.plans.length - 1;
  return {
    plan,
    interval: random.chance(large ? 0.5 : 0.16) ? "year" : "month",
    currency,
    anchor,
    invoiced: large && random.chance(0.35),
    coupon: random.chance(0.14)
      ? random.pick([coupons.launch, coupons.launch, coupons.welcome, coupons.partner])
      : null,
  };
}

function begin(steps: Step[], { market, catalog, words }: Company, random: Random, bought: Purchase): Standing {
  const { coupon, ...standing } = bought;
  const plan = { price: market.priceOf(bought.plan, bought.interval, bought.currency, bought.anchor), quantity: 1 };
  const { interval } = plan.price;
  const extra = random.child("add-ons");
  const seats = extra.chance(0.22) && bought.currency === catalog.currency ? market.addOnPrice(interval) : undefined;
  const service =
    extra.chance(0.05) && interval === "month" ? market.service(words.service, "month", bought.currency) : undefined;
  const items = [
    plan,
    ...(seats ? [{ price: seats, quantity: extra.int(1, 4) }] : []),
    ...(service ? [{ price: service, quantity: 1 }] : []),
  ];
  steps.push({
    at: bought.anchor,
    kind: "buy",
    items,
    coupon,
    collection: bought.invoiced ? "send_invoice" : "charge_automatically",
  });
  return { ...standing, interval, items, pausedUntil: null };
}

/** What happens between one monthly date and the next. @returns what the customer has then. */
function liveMonth(
  steps: Step[],
  company: Company,
  random: Random,
  standing: Standing,
  month: number,
): Standing | "gone" {
  const { market, until } = company;
  const start = monthsAfter(standing.anchor, month - 1);
  const end = monthsAfter(standing.anchor, month);
  if (standing.pausedUntil && start < standing.pausedUntil) return standing;
  const renews = month % monthsOf(standing.interval) === 0;
  const billed = (month - 1) % monthsOf(standing.interval) === 0;
  const middle = wholeSeconds(
    new Date(start.getTime() + random.between(0.25, 0.7) * (end.getTime() - start.getTime())),
  );
  if (standing.invoiced && billed) payLater(steps, random, start, until);
  else if (billed && month > 1 && random.chance(0.028)) {
    if (!failPayment(steps, random, start, until)) return "gone";
    return standing;
  }
  const rank = Math.min(2, Math.max(0, market.plans.indexOf(standing.plan)));
  if (leaves(company, random, standing, { rank, month, renews, end })) {
    const reason = random.weighted(reasons);
    const comment = random.chance(0.5) ? random.pick(company.words.comments[reason] ?? [""]) || null : null;
    const now = standing.interval === "month" && !standing.invoiced && random.chance(0.2);
    steps.push({ at: middle, kind: "cancel", when: now ? "now" : "period_end", reason, comment });
    if (now && random.chance(0.6)) steps.push({ at: later(middle, 2), kind: "refund" });
    return "gone";
  }
  return change(steps, company, random, standing, { middle, end, renews, month });
}

function leaves(
  { market }: Company,
  random: Random,
  { interval }: Standing,
  { rank, month, renews, end }: { rank: number; month: number; renews: boolean; end: Date },
): boolean {
  if (interval === "year") return renews && random.chance(yearlyChurn[rank] ?? 0);
  const settled = month > 9 ? 0.6 : month <= 2 ? 1.35 : 1;
  const sinceRaise = (end.getTime() - market.raisedAt.getTime()) / day;
  const raised = sinceRaise > 0 && sinceRaise < 100 ? 1.6 : 1;
  const season = end.getUTCMonth() === 0 ? 1.3 : 1;
  return random.chance((monthlyChurn[rank] ?? 0) * settled * raised * season);
}

/** Invoices that are sent get paid by transfer, some after they were due. The newest may still be open. */
function payLater(steps: Step[], random: Random, sentAt: Date, until: Date): void {
  const at = wholeSeconds(addDays(sentAt, random.chance(0.15) ? random.between(15, 26) : random.between(3, 14)));
  if (at < until) steps.push({ at, kind: "pay" });
}

/** The card stops working before a renewal. @returns whether the customer is still one after the retries. */
function failPayment(steps: Step[], random: Random, renewsAt: Date, until: Date): boolean {
  steps.push({ at: wholeSeconds(new Date(renewsAt.getTime() - 20 * minute)), kind: "card", works: false });
  const recovers = random.chance(0.68);
  if (!recovers) return false;
  const at = wholeSeconds(addDays(renewsAt, random.between(0.6, 11)));
  if (at >= until) return true;
  steps.push({ at, kind: "card", works: true }, { at: later(at, 1), kind: "pay" });
  return true;
}

const later = (at: Date, minutes: number) => new Date(at.getTime() + minutes * minute);

type Moment = { middle: Date; end: Date; renews: boolean; month: number };

function change(steps: Step[], company: Company, random: Random, standing: Standing, moment: Moment): Standing {
  const { market } = company;
  const { middle, end, renews } = moment;
  const index = market.plans.indexOf(standing.plan);
  const higher = market.plans[index + 1];
  const lower = market.plans[index - 1];
  const step = (at: Date, prorated: boolean, next: Partial<Standing>): Standing => {
    const after = { ...standing, ...next };
    steps.push({ at, kind: "change", items: after.items, prorated });
    if (prorated && standing.invoiced) steps.push({ at: wholeSeconds(addDays(at, random.between(2, 6))), kind: "pay" });
    return after;
  };
  const raise = raisedItems(company, standing, end);
  if (renews && raise && random.chance(0.8)) return step(beforeRenewal(end), false, { items: raise });
  if (higher && random.chance(index === 0 ? 0.03 : 0.008)) {
    const price = market.priceOf(higher, standing.interval, standing.currency, later(market.raisedAt, 1));
    if (price.interval === standing.interval)
      return step(middle, true, { plan: higher, items: withPlan(standing, price) });
  }
  if (lower && renews && random.chance(0.011)) {
    const price = market.priceOf(lower, standing.interval, standing.currency, later(market.raisedAt, 1));
    if (price.interval === standing.interval)
      return step(beforeRenewal(end), false, { plan: lower, items: withPlan(standing, price) });
  }
  const seats = standing.items.find(({ price }) => price.kind === "add_on");
  if (seats && random.chance(0.07)) {
    const quantity = Math.max(1, seats.quantity + random.int(1, 3));
    return step(middle, true, { items: standing.items.map((item) => (item === seats ? { ...item, quantity } : item)) });
  }
  if (seats && renews && seats.quantity > 1 && random.chance(0.04)) {
    const quantity = seats.quantity - 1;
    return step(beforeRenewal(end), false, {
      items: standing.items.map((item) => (item === seats ? { ...item, quantity } : item)),
    });
  }
  if (standing.interval === "month" && !standing.invoiced && random.chance(0.006)) {
    const pausedUntil = wholeSeconds(addDays(middle, random.int(35, 85)));
    steps.push({ at: middle, kind: "pause", until: pausedUntil });
    return { ...standing, pausedUntil };
  }
  return standing;
}

/** A minute before the period ends, so that the next one is charged by the new items. */
const beforeRenewal = (end: Date): Date => later(end, -1);

/** What a customer from before the raise pays after it; undefined for others, and in the first month. */
function raisedItems({ market }: Company, standing: Standing, end: Date): readonly SoldItem[] | undefined {
  if (end < addDays(market.raisedAt, 30)) return undefined;
  const old = standing.items.find(({ price }) => price.kind === "plan" && price.lookupKey.endsWith("_before"));
  if (!old) return undefined;
  return withPlan(standing, market.priceOf(standing.plan, standing.interval, standing.currency, end));
}

const withPlan = ({ items }: Standing, price: SoldItem["price"]): readonly SoldItem[] =>
  items.map((item) => (item.price.kind === "plan" ? { ...item, price } : item));

/** Some who left return, mostly to a smaller plan. */
function comeBack(steps: Step[], company: Company, random: Random, standing: Standing, left: Date): void {
  if (!random.chance(0.13)) return;
  const at = workdayAfter(random, left, random.between(95, 280));
  if (at >= company.until) return;
  const { market } = company;
  const index = market.plans.indexOf(standing.plan);
  const plan = random.chance(0.35) ? (market.plans[index - 1] ?? standing.plan) : standing.plan;
  if (!currentPrice(company.catalog, plan, "month")) return;
  const items = [{ price: market.priceOf(plan, "month", standing.currency, at), quantity: 1 }];
  steps.push({ at, kind: "card", works: true });
  steps.push({ at: later(at, 1), kind: "buy", items, coupon: null, collection: "charge_automatically" });
}
