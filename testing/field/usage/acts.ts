import fc from "fast-check";

export const plans = ["starter", "professional", "enterprise"] as const;
export const meters = ["work_orders", "api_calls"] as const;
export type Plan = (typeof plans)[number];
export type MeterKey = (typeof meters)[number];
export type Limit = number | "unlimited";

/** What can happen to an organization and its usage. */
export type Act =
  /** Events of one request, each so many hours ago; 0 is now, without a timestamp. */
  | { do: "use"; meter: MeterKey; events: { size: number; hoursAgo: number }[] }
  | { do: "repeat" }
  | { do: "reserve"; meter: MeterKey; size: number }
  | { do: "commit" }
  | { do: "override"; meter: MeterKey; limit: Limit; days: number | null }
  | { do: "revoke"; meter: MeterKey }
  | { do: "change_plan"; plan: Plan }
  | { do: "pause" | "resume" }
  | { do: "wait"; hours: number }
  /** The hourly report to Stripe; `lost`: its answer never arrives; `crash`: the worker dies before it is recorded. */
  | { do: "report"; fault: "none" | "down" | "lost" | "crash" };

const meter = fc.constantFrom(...meters);
/** In thousandths of what the plan includes, so that every threshold is met often. */
const size = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 400 }) },
  { weight: 2, arbitrary: fc.constantFrom(1, 100, 200, 800, 900, 1000) },
  { weight: 1, arbitrary: fc.integer({ min: 400, max: 1500 }) },
);
const hoursAgo = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 200 }) },
);
const limit: fc.Arbitrary<Limit> = fc.oneof(
  fc.constantFrom<Limit>(0, 9, 10, 150, 205, 1000, 5000, 90_000, 150_000, 200_000, "unlimited"),
  fc.integer({ min: 1, max: 250_000 }),
);

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant("use" as const),
      meter,
      events: fc.array(fc.record({ size, hoursAgo }), { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("repeat" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("reserve" as const), meter, size }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("commit" as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("override" as const),
      meter,
      limit,
      days: fc.option(fc.integer({ min: 1, max: 12 })),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("revoke" as const), meter }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("change_plan" as const), plan: fc.constantFrom(...plans) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("pause" as const, "resume" as const) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("wait" as const), hours: fc.integer({ min: 1, max: 120 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("report" as const),
      fault: fc.constantFrom("none", "down", "lost", "crash"),
    }),
  },
);

/** Mostly the plan that sells overage. */
const firstPlan = fc.oneof({ weight: 3, arbitrary: fc.constant("enterprise" as const) }, fc.constantFrom(...plans));

/** Histories of a plan and up to forty acts, about forty days long at most. */
export const histories = fc
  .tuple(firstPlan, fc.array(act, { minLength: 1, maxLength: 40, size: "max" }))
  .map(([plan, acts]): Act[] => [{ do: "change_plan", plan }, ...withinFortyDays(acts)]);

function withinFortyDays(acts: Act[]): Act[] {
  let hours = 0;
  return acts.filter((one) => {
    if (one.do === "wait") hours += one.hours;
    return one.do !== "wait" || hours <= 40 * 24;
  });
}
