import type { fxRates, metricGauges } from "@/db/schema";
import type { Catalog } from "@/lib/catalog";
import { isoDay } from "@/lib/dates";
import { addDays, day } from "@/lib/durations";
import { sourceOf } from "@/lib/visits/visit";
import type { CustomerHistory } from "./customer";
import { priceLevels } from "./market";
import { Random } from "./random";

/** What metrics know of an organization, as far as no trigger finds it out. */
export function attributesOf(
  { country, origin, verifiedAt, onboardedAt, trial, steps }: CustomerHistory,
  organizationId: string,
  usedSomething: boolean,
) {
  const bought = steps[0]?.at;
  return {
    organizationId,
    country: bought ? country : null,
    source: sourceOf(origin),
    verifiedAt,
    activatedAt: usedSomething ? onboardedAt : null,
    // A purchase ends the trial.
    trialEndsAt: bought && bought < trial.endsAt ? bought : trial.endsAt,
  };
}

/** The total of each gauge on each day of the past. Levels are added up customer by customer. */
export class GaugeTotals {
  readonly #changes = new Map<string, { level: number; organizations: number }>();
  readonly #levels = new Map<string, number>();
  #first = "9999";

  add(organizationId: string, meter: string, level: number, at: Date): void {
    const key = `${organizationId} ${meter}`;
    const before = this.#levels.get(key) ?? 0;
    this.#levels.set(key, level);
    const on = isoDay(at);
    if (on < this.#first) this.#first = on;
    const change = this.#changes.get(`${meter} ${on}`) ?? { level: 0, organizations: 0 };
    change.level += level - before;
    change.organizations += Number(level > 0) - Number(before > 0);
    this.#changes.set(`${meter} ${on}`, change);
  }

  /** Up to the day before `until`: that day's own is measured. */
  rows(catalog: Catalog, until: Date): (typeof metricGauges.$inferInsert)[] {
    const rows: (typeof metricGauges.$inferInsert)[] = [];
    for (const { key: meter, kind } of catalog.meters) {
      let [total, organizations] = [0, 0];
      if (kind !== "gauge") continue;
      for (let at = new Date(`${this.#first}T00:00:00Z`); isoDay(at) < isoDay(until); at = addDays(at, 1)) {
        const change = this.#changes.get(`${meter} ${isoDay(at)}`);
        total += change?.level ?? 0;
        organizations += change?.organizations ?? 0;
        rows.push({ meter, day: isoDay(at), total, organizations, measuredAt: new Date(at.getTime() + day - 1000) });
      }
    }
    return rows;
  }
}

/** What a unit of each currency cost on each day, in the catalog's currency: near what prices assume, with small moves. */
export function fxRows(catalog: Catalog, from: Date, until: Date, seed: string): (typeof fxRates.$inferInsert)[] {
  const others = Object.entries(priceLevels).filter(([currency]) => currency !== catalog.currency);
  return others.flatMap(([currency, level]) => {
    const random = new Random(`${seed}/fx/${currency}`);
    const middle = 1 / level;
    let rate = middle;
    const rows: (typeof fxRates.$inferInsert)[] = [];
    for (let at = from; at <= until; at = addDays(at, 1)) {
      rate += (middle - rate) * 0.01 + middle * random.between(-0.004, 0.004);
      rows.push({ base: catalog.currency, currency, day: isoDay(at), rate: Math.round(rate * 10_000) / 10_000 });
    }
    return rows;
  });
}
