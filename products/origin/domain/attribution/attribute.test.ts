import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attributionBy, type Credit, type Model } from "./attribute";
import type { Journey } from "./journey";
import { shapleyShares } from "./shapley";

const end = new Date("2026-03-31T12:00:00Z");

/** `paid > email` with days before the conversion: `paid@7 > email@0`. A value in cents, or null for a lost journey. */
function journey(path: string, value: number | null): Journey {
  const touches = path.split(" > ").map((step, index, steps) => {
    const [channel = "", days = steps.length - index] = step.split("@");
    return { channel, at: new Date(end.getTime() - Number(days) * 86_400_000) };
  });
  return { touches, conversion: value === null ? null : { at: end, value } };
}

function credits(model: Model, journeys: readonly Journey[]): Credit[] {
  const attribution = attributionBy(model);
  for (const each of journeys) attribution.add(each);
  return attribution.credits();
}

const conversionsOf = (found: readonly Credit[]) =>
  Object.fromEntries(found.map(({ channel, conversions }) => [channel, Number(conversions.toFixed(9))]));
const valuesOf = (found: readonly Credit[]) => Object.fromEntries(found.map(({ channel, value }) => [channel, value]));

const models: readonly Model[] = [
  { name: "first_touch" },
  { name: "last_touch" },
  { name: "linear" },
  { name: "time_decay", halfLifeDays: 7 },
  { name: "position_based" },
  { name: "markov", order: 1 },
  { name: "markov", order: 2 },
  { name: "markov", order: 3 },
  { name: "shapley" },
];

describe("one conversion of $100.00 after search, email, ads and email again", () => {
  const one = [journey("search@28 > email@14 > ads@7 > email@0", 10_000)];

  it.each<[Model, Record<string, number>]>([
    [{ name: "first_touch" }, { search: 10_000 }],
    [{ name: "last_touch" }, { email: 10_000 }],
    [{ name: "linear" }, { search: 2_500, email: 5_000, ads: 2_500 }],
    // The half-life is a week: 1/29, 4/29, 8/29 and 16/29, and the two cents that are left go to the largest remainders.
    [
      { name: "time_decay", halfLifeDays: 7 },
      { search: 345, email: 6_896, ads: 2_759 },
    ],
    [{ name: "position_based" }, { search: 4_000, email: 5_000, ads: 1_000 }],
  ])("%o", (model, expected) => {
    expect(valuesOf(credits(model, one))).toEqual(expected);
  });

  it("is half and half between two touches in the position-based model, and whole for one", () => {
    expect(valuesOf(credits({ name: "position_based" }, [journey("ads > email", 101)]))).toEqual({
      ads: 51,
      email: 50,
    });
    expect(valuesOf(credits({ name: "position_based" }, [journey("ads", 101)]))).toEqual({ ads: 101 });
  });
});

describe("the Markov model", () => {
  /**
   * The example of "Marketing Multi-Channel Attribution Model with R" (S. Bryl, analyzecore.com, 2016): three journeys, one of which
   * converts. Removal effects 0.5, 1 and 1.
   */
  it("gives the published shares of three journeys", () => {
    const journeys = [journey("c1 > c2 > c3", 100), journey("c1", null), journey("c2 > c3", null)];
    expect(conversionsOf(credits({ name: "markov", order: 1 }, journeys))).toEqual({ c1: 0.2, c2: 0.4, c3: 0.4 });
    expect(valuesOf(credits({ name: "markov", order: 1 }, journeys))).toEqual({ c1: 20, c2: 40, c3: 40 });
  });

  it("follows loops to their end", () => {
    // From a: 1/3 again to a, 1/3 to b, 1/3 lost. From b: 1/2 back to a, 1/2 conversion.
    const journeys = [journey("a > a > b > a", null), journey("b", 100)];
    // Start: 1/2 a, 1/2 b. p(a) = p(a)/3 + p(b)/3, p(b) = 1/2 + p(a)/2, so p(a) = 1/3 and p(b) = 2/3, together 1/2.
    // Without a: 1/2 × 1/2 = 1/4, an effect of 1/2. Without b: 0, an effect of 1.
    expect(conversionsOf(credits({ name: "markov", order: 1 }, journeys))).toEqual({
      a: Number((1 / 3).toFixed(9)),
      b: Number((2 / 3).toFixed(9)),
    });
  });

  it("tells apart what order one mixes up: a channel that only matters after another one", () => {
    const journeys = [
      ...Array.from({ length: 10 }, () => journey("ads > email", 100)),
      ...Array.from({ length: 10 }, () => journey("social > email", null)),
    ];
    const first = conversionsOf(credits({ name: "markov", order: 1 }, journeys));
    const second = conversionsOf(credits({ name: "markov", order: 2 }, journeys));
    expect(first.social).toBeGreaterThan(0);
    expect(second).toEqual({ ads: 5, email: 5, social: 0 });
  });
});

describe("the Shapley model", () => {
  it("equals the definition: the mean over all orders of what a channel adds", () => {
    fc.assert(
      fc.property(fc.array(anyPath, { minLength: 1, maxLength: 8 }), (paths) => {
        const counted = paths.map((channels) => ({ channels, conversions: 1, value: 0, lost: 0 }));
        const found = shapleyShares(counted, ({ conversions }) => conversions);
        for (const [channel, share] of byDefinition(paths)) {
          expect(found.get(channel) ?? 0).toBeCloseTo(share / paths.length, 9);
        }
      }),
    );
  });

  it("values each conversion by itself", () => {
    const found = credits({ name: "shapley" }, [journey("ads > email", 9_000), journey("email", 1_000)]);
    expect(valuesOf(found)).toEqual({ email: 5_500, ads: 4_500 });
    expect(conversionsOf(found)).toEqual({ email: 1.5, ads: 0.5 });
  });
});

describe.each(models)("credit by %o", (model) => {
  it("adds up to all conversions, and to their value to the cent, and is never negative", () => {
    fc.assert(
      fc.property(anyJourneys, (journeys) => {
        const found = credits(model, journeys);
        const converted = journeys.flatMap(({ conversion }) => conversion ?? []);
        const value = converted.reduce((sum, each) => sum + each.value, 0);
        expect(found.reduce((sum, each) => sum + each.value, 0)).toBe(value);
        expect(found.reduce((sum, { conversions }) => sum + conversions, 0)).toBeCloseTo(converted.length, 6);
        for (const { conversions, value: own } of found) {
          expect(conversions).toBeGreaterThanOrEqual(-1e-9);
          expect(own).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it("only goes to channels of journeys that converted, and is the same in whatever order journeys come", () => {
    fc.assert(
      fc.property(anyJourneys, (journeys) => {
        const found = credits(model, journeys);
        const touched = new Set(
          journeys
            .filter(({ conversion }) => conversion)
            .flatMap(({ touches }) => touches.map(({ channel }) => channel)),
        );
        const earning = found.filter(({ conversions }) => conversions > 1e-9);
        if (model.name !== "markov") expect(earning.every(({ channel }) => touched.has(channel))).toBe(true);
        expect(conversionsOf(credits(model, journeys.toReversed()))).toEqual(conversionsOf(found));
      }),
    );
  });
});

describe("the order of touches", () => {
  it.each<Model>([{ name: "linear" }, { name: "shapley" }])("doesn't matter to %o", (model) => {
    fc.assert(
      fc.property(anyJourneys, (journeys) => {
        const turned = journeys.map((each) => ({ ...each, touches: each.touches.toReversed() }));
        expect(conversionsOf(credits(model, turned))).toEqual(conversionsOf(credits(model, journeys)));
      }),
    );
  });
});

const anyPath = fc.array(fc.constantFrom("ads", "email", "search", "social", "direct"), { minLength: 1, maxLength: 6 });
const anyJourneys = fc.array(
  fc
    .record({ path: anyPath, value: fc.option(fc.integer({ min: 0, max: 1_000_000 })) })
    .map(({ path, value }) => journey(path.join(" > "), value)),
  { maxLength: 12 },
);

/** By enumeration: in each order of the channels, one gets the conversions that become reachable when it joins. */
function byDefinition(paths: readonly (readonly string[])[]): Map<string, number> {
  const channels = [...new Set(paths.flat())];
  const orders = permutations(channels);
  const reached = (coalition: readonly string[]) =>
    paths.filter((path) => path.every((channel) => coalition.includes(channel))).length;
  return new Map(
    channels.map((channel) => {
      const added = orders.map((order) => {
        const before = order.slice(0, order.indexOf(channel));
        return reached([...before, channel]) - reached(before);
      });
      return [channel, added.reduce((sum, each) => sum + each, 0) / orders.length];
    }),
  );
}

function permutations(items: readonly string[]): string[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}
