import fc from "fast-check";

/** An amount in hundredths of a minor unit, so that a year is exactly twelve of them. */
type Amount = number;

/** How something is priced, before it is a price of a catalog. */
export type Pricing =
  | { model: "per_unit"; each: Amount }
  | { model: "package"; each: Amount; size: number; round: "up" | "down" }
  | { model: "graduated" | "volume"; tiers: { upTo: number | null; each: Amount; flat: number }[] };

/** One customer of one catalog, all of it random. */
export type Sale = {
  currency: string;
  /** Whether the catalog's own currency is another one. */
  foreign: boolean;
  interval: "month" | "year";
  plan: Pricing;
  seats: number;
  addOns: { pricing: Pricing; quantity: number }[];
  /** By what counts it: its price beyond the limit, and what is reported beyond it, in pieces. */
  overage: { pricing: Pricing; reports: number[] }[];
};

/** Of two, no and three decimals. */
const currencies = ["usd", "eur", "gbp", "inr", "jpy", "krw", "kwd", "bhd"] as const;

/** Tens of minor units, as Stripe asks in currencies of three decimals. */
const whole = fc.integer({ min: 0, max: 20_000 }).map((tens) => tens * 1_000);
const fraction = fc.integer({ min: 1, max: 50_000 }).filter((amount) => amount % 100 !== 0 || amount % 1_000 === 0);
const bounds = fc
  .uniqueArray(fc.integer({ min: 1, max: 2_000 }), { maxLength: 4 })
  .map((ends): (number | null)[] => [...ends.toSorted((a, b) => a - b), null]);
const tiersOf = (flat: fc.Arbitrary<number>) =>
  bounds.chain((ends) =>
    fc
      .array(fc.record({ each: fc.oneof(whole, fraction), flat }), { minLength: ends.length, maxLength: ends.length })
      .map((amounts) => ends.map((upTo, index) => ({ upTo, ...(amounts[index] ?? { each: 0, flat: 0 }) }))),
  );
const size = fc.integer({ min: 2, max: 1_000 });

function pricing(each: fc.Arbitrary<number>, firstIsFree = false): fc.Arbitrary<Pricing> {
  const tiers = tiersOf(
    fc.oneof(
      fc.constant(0),
      fc.nat(5_000).map((tens) => tens * 10),
    ),
  ).map((all) => all.map((tier, index) => (firstIsFree && index === 0 ? { ...tier, flat: 0 } : tier)));
  const any = fc.oneof(
    fc.record({ model: fc.constant("per_unit" as const), each }),
    fc.record({
      model: fc.constant("package" as const),
      each,
      size,
      round: firstIsFree ? fc.constant("up" as const) : fc.constantFrom("up" as const, "down" as const),
    }),
    fc.record({ model: fc.constantFrom("graduated" as const, "volume" as const), tiers }),
  );
  // What is free isn't bought.
  return any.filter((one) => ("tiers" in one ? one.tiers.some((tier) => tier.each + tier.flat > 0) : one.each > 0));
}

export const sales: fc.Arbitrary<Sale[]> = fc.array(
  fc.record({
    currency: fc.constantFrom(...currencies),
    foreign: fc.boolean(),
    interval: fc.constantFrom("month" as const, "year" as const),
    plan: pricing(whole.map((amount) => amount + 1_000)),
    seats: fc.integer({ min: 1, max: 3_000 }),
    addOns: fc.array(
      fc.record({ pricing: pricing(fc.oneof(whole, fraction)), quantity: fc.integer({ min: 1, max: 10_000 }) }),
      { maxLength: 3 },
    ),
    overage: fc.array(
      fc.record({
        pricing: pricing(fc.oneof(whole, fraction), true),
        reports: fc.array(fc.integer({ min: 1, max: 4_000 }), { maxLength: 3 }),
      }),
      { maxLength: 2 },
    ),
  }),
  { minLength: 1, maxLength: 2 },
);
