import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, day } from "@/lib/durations";
import { catalog as unison } from "@/products/unison/catalog";
import { questions } from "@/products/unison/domain/questions";
import { words } from "@/products/unison/sample/words";
import { booksOf } from "./books";
import type { Company } from "./company";
import { companyHistory } from "./company-history";
import type { CustomerHistory } from "./customer";
import { marketOf, soldMonthly } from "./market";

const until = new Date("2026-11-30T12:00:00Z");
const from = new Date("2024-11-30T00:00:00Z");

const company: Company = {
  catalog: unison,
  market: marketOf(unison, addDays(until, -400)),
  questions,
  words,
  from,
  until,
  conversion: 0.5,
};

const customers = (organizations: number, seed: string): CustomerHistory[] => [
  ...companyHistory(company, { organizations, seed }),
];
const many = customers(600, "many");
const sample = fc.constantFrom(...many);

const share = (of: readonly CustomerHistory[], is: (history: CustomerHistory) => boolean) =>
  of.filter(is).length / of.length;
const count = (kind: string) => many.flatMap(({ steps }) => steps).filter((step) => step.kind === kind).length;

describe("the customers of a generated company", () => {
  it("are the same for the same seed, and others for another", () => {
    expect(customers(40, "a")).toEqual(customers(40, "a"));
    expect(customers(40, "a")).not.toEqual(customers(40, "b"));
  });

  it("stay the same when there are more of them", () => {
    expect(customers(80, "a").slice(0, 40)).toEqual(customers(40, "a"));
  });

  it("have names, domains and addresses of their own, and none that is taken", () => {
    const names = many.map(({ organization }) => organization);
    const addresses = many.flatMap(({ people }) => people.map(({ email }) => email));
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(addresses).size).toBe(addresses.length);
    const domains = many.flatMap(({ domain }) => domain ?? []);
    expect(new Set(domains).size).toBe(domains.length);
    const [first = ""] = names;
    const others = [...companyHistory(company, { organizations: 600, seed: "many", reserved: [first] })];
    expect(others.map(({ organization }) => organization)).not.toContain(first);
  });

  it("sign up more and more often, mostly on working days", () => {
    const in90Days = (since: Date) =>
      many.filter(({ signedUpAt }) => signedUpAt >= since && signedUpAt < addDays(since, 90)).length;
    expect(in90Days(addDays(until, -90))).toBeGreaterThan(1.4 * in90Days(from));
    expect(share(many, ({ signedUpAt }) => signedUpAt.getUTCDay() % 6 === 0)).toBeLessThan(0.12);
  });

  it("do everything that customers do", () => {
    for (const kind of ["buy", "change", "card", "pay", "pause", "cancel", "refund"])
      expect(count(kind), kind).toBeGreaterThan(0);
    const prices = many.flatMap(({ steps }) => steps.flatMap((step) => ("items" in step ? step.items : [])));
    expect(new Set(prices.map(({ price }) => price.currency))).toEqual(new Set(["usd", "eur", "gbp"]));
    expect(new Set(prices.map(({ price }) => price.interval))).toEqual(new Set(["month", "year"]));
    expect(new Set(prices.map(({ price }) => price.kind))).toEqual(new Set(["plan", "add_on", "custom"]));
  });

  it("are a believable company: about half buy, and most of those stay", () => {
    const books = many.map(({ steps }) => booksOf(steps, until));
    const bought = books.filter(({ subscriptions }) => subscriptions.length > 0);
    const paying = bought.filter(({ movements }) => (movements.at(-1)?.mrrAfter ?? 0) > 0);
    expect(bought.length / many.length).toBeGreaterThan(0.38);
    expect(bought.length / many.length).toBeLessThan(0.62);
    expect(paying.length / bought.length).toBeGreaterThan(0.55);
    expect(paying.length / bought.length).toBeLessThan(0.9);
    const causes = books.flatMap(({ movements }) => movements.flatMap(({ cause }) => cause ?? []));
    expect(new Set(causes)).toEqual(new Set(["voluntary", "delinquent"]));
  });
});

describe("a company with one plan, no add-ons and no questions", () => {
  const plans = unison.plans.slice(0, 1).map((plan) => ({ ...plan, overage: {} }));
  const catalog = { ...unison, plans, addOns: [], trial: { ...unison.trial, defaultPlan: "starter" } };
  const market = marketOf(catalog, addDays(until, -400));

  it("has customers too", () => {
    const all = [...companyHistory({ ...company, catalog, market, questions: [] }, { organizations: 60, seed: "one" })];
    const books = all.map(({ steps }) => booksOf(steps, until));
    expect(books.filter(({ subscriptions }) => subscriptions.length > 0).length).toBeGreaterThan(10);
    expect(new Set(all.map(({ trial }) => trial.plan))).toEqual(new Set(["starter"]));
  });

  it("has none when nothing is sold by the month", () => {
    const free = { ...catalog, plans: plans.map((plan) => ({ ...plan, prices: [] })) };
    expect(soldMonthly(free)).toEqual([]);
    expect(() => marketOf(free, until)).toThrow("no plan with a monthly price");
  });
});

describe("any generated customer", () => {
  it("does everything in order, between sign-up and the present", () => {
    fc.assert(
      fc.property(sample, ({ signedUpAt, verifiedAt, onboardedAt, steps, people }) => {
        const times = [signedUpAt, verifiedAt, onboardedAt].flatMap((at) => at ?? []);
        const dates = steps.map(({ at }) => at);
        for (const list of [times, dates]) expect(list.map(Number)).toEqual(list.map(Number).toSorted((a, b) => a - b));
        for (const at of [...times, ...dates, ...people.map(({ joinedAt }) => joinedAt)]) {
          expect(at >= from && at < until).toBe(true);
          expect(at.getTime() % 1000).toBe(0);
        }
        if (steps.length > 0) expect(onboardedAt).not.toBeNull();
      }),
    );
  });

  it("has one owner, and buys before it does anything else", () => {
    fc.assert(
      fc.property(sample, ({ people, steps }) => {
        expect(people.filter(({ role }) => role === "owner")).toHaveLength(1);
        expect(people[0]?.role).toBe("owner");
        if (steps[0]) expect(steps[0].kind).toBe("buy");
      }),
    );
  });

  it("has a trial as long as its plan's", () => {
    fc.assert(
      fc.property(sample, ({ trial, signedUpAt }) => {
        expect(trial.endsAt.getTime() - signedUpAt.getTime()).toBe(14 * day);
      }),
    );
  });

  it("keeps opening + movements = closing, in one currency, at every moment", () => {
    fc.assert(
      fc.property(sample, fc.double({ min: 0, max: 1, noNaN: true }), ({ steps }, part) => {
        const at = new Date(from.getTime() + part * (until.getTime() - from.getTime()));
        const { movements, subscriptions } = booksOf(steps, at);
        let mrr = 0;
        for (const { mrrBefore, mrrAfter, amount } of movements) {
          expect(mrrBefore).toBe(mrr);
          expect(amount).toBe(mrrAfter - mrrBefore);
          expect(amount).not.toBe(0);
          mrr = mrrAfter;
        }
        const last = subscriptions.at(-1);
        if (!last || last.endedAt || last.status === "paused") expect(mrr).toBe(0);
        else expect(mrr).toBeGreaterThan(0);
      }),
    );
  });

  it("has the same past, however often the present is looked at", () => {
    fc.assert(
      fc.property(sample, ({ steps }) => {
        const all = booksOf(steps, until).movements.map(({ occurredAt, amount }) => [occurredAt, amount]);
        const half = new Date((from.getTime() + until.getTime()) / 2);
        const before = booksOf(steps, half).movements.map(({ occurredAt, amount }) => [occurredAt, amount]);
        expect(all.slice(0, before.length)).toEqual(before);
      }),
    );
  });
});
