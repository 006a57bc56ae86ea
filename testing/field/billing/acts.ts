import fc from "fast-check";

export const plans = ["starter", "professional", "enterprise"] as const;
export type PlanKey = (typeof plans)[number];
export type Interval = "month" | "year";
type Target = { plan: PlanKey; interval: Interval };
type AddOns = { extra_user: number; extra_plant: number };

/** What the customer does on our pages. `quoted`: confirms what a preview showed. */
export type CustomerAct = { by: "customer" } & (
  | ({ do: "buy"; card: "good" | "declined" } & Target)
  | ({ do: "change"; quoted: boolean } & Target)
  | { do: "add_ons"; quoted: boolean; addOns: AddOns }
  | { do: "undo" | "resume" | "offer" | "code" | "pay" }
  | { do: "cancel"; discardScheduled: boolean }
  | { do: "card"; card: "pm_card_visa" | "pm_card_chargeCustomerFail" }
);

/** Acts without any detail, each a type of its own. */
type Plain<Name> = Name extends string ? { do: Name } : never;

/** A discount's kind. Amounts in minor units. */
export type CouponKind = {
  percent: number | null;
  amount: number;
  duration: "once" | "repeating" | "forever";
};

/** What a person does in the Stripe dashboard. */
export type PersonAct = { by: "person" } & (
  | { do: "custom_item"; amount: number; quantity: number; interval: Interval; prorated: boolean }
  | { do: "own_price"; plan: PlanKey; amount: number; interval: Interval }
  | { do: "quantity"; quantity: number }
  | { do: "foreign_only" }
  | { do: "trial"; days: number }
  | { do: "schedule"; amount: number; custom: boolean; months: number }
  | { do: "edit_schedule"; amount: number }
  | Plain<"release_schedule" | "resume_collection" | "keep_plan" | "charge_card" | "credit_note" | "delete_customer">
  | { do: "second_subscription"; plan: PlanKey | null; amount: number; trialDays: number }
  | { do: "coupon"; on: "item" | "subscription" | "customer"; coupon: CouponKind }
  | { do: "delete_coupon"; which: number }
  | { do: "remove_discounts" }
  | { do: "pause"; behavior: "void" | "keep_as_draft" | "mark_uncollectible"; days: number | null }
  | { do: "send_invoice"; days: number }
  | { do: "refund"; percent: number }
  | { do: "credit"; amount: number }
  | { do: "card"; card: "pm_card_visa" | "pm_card_chargeCustomerFail" | "pm_card_createDispute" }
  | { do: "cancel"; when: "now" | "period_end"; which: number }
);

export type Act =
  /** `synced`: whether anything tells us about it before the next act. */
  | (CustomerAct & { synced: boolean })
  | (PersonAct & { synced: boolean })
  | { by: "time"; do: "wait"; days: number; synced: boolean }
  /** The events since the last delivery arrive: some lost, some twice, in any order. */
  | { by: "network"; do: "webhooks"; lost: number; seed: number; synced: true };

const one = fc.constant;
const target = { plan: fc.constantFrom(...plans), interval: fc.constantFrom<Interval>("month", "month", "year") };
const amount = fc.constantFrom(0, 1, 999, 5_000, 33_333, 150_000);

const customer: fc.Arbitrary<CustomerAct> = fc
  .oneof(
    {
      weight: 5,
      arbitrary: fc.record({ do: one("buy" as const), card: fc.constantFrom("good", "good", "declined"), ...target }),
    },
    { weight: 7, arbitrary: fc.record({ do: one("change" as const), quoted: fc.boolean(), ...target }) },
    {
      weight: 4,
      arbitrary: fc.record({
        do: one("add_ons" as const),
        quoted: fc.boolean(),
        addOns: fc.record({
          extra_user: fc.integer({ min: 0, max: 3 }),
          extra_plant: fc.integer({ min: 0, max: 2 }),
        }),
      }),
    },
    { weight: 6, arbitrary: fc.record({ do: fc.constantFrom("undo", "resume", "offer", "code", "pay") }) },
    { weight: 2, arbitrary: fc.record({ do: one("cancel" as const), discardScheduled: fc.boolean() }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: one("card" as const),
        card: fc.constantFrom("pm_card_visa", "pm_card_visa", "pm_card_chargeCustomerFail"),
      }),
    },
  )
  .map((act) => ({ by: "customer", ...act }) as CustomerAct);

const coupon: fc.Arbitrary<CouponKind> = fc.record({
  percent: fc.option(fc.constantFrom(1, 10, 33, 50, 100)),
  amount: fc.constantFrom(1, 2_000, 50_000),
  duration: fc.constantFrom("once", "repeating", "forever"),
});

const person: fc.Arbitrary<PersonAct> = fc
  .oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        do: one("custom_item" as const),
        amount,
        quantity: fc.integer({ min: 1, max: 5 }),
        interval: target.interval,
        prorated: fc.boolean(),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: one("own_price" as const), amount, ...target }) },
    { weight: 2, arbitrary: fc.record({ do: one("quantity" as const), quantity: fc.integer({ min: 1, max: 5 }) }) },
    { weight: 1, arbitrary: fc.record({ do: one("foreign_only" as const) }) },
    { weight: 2, arbitrary: fc.record({ do: one("trial" as const), days: fc.integer({ min: 1, max: 60 }) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: one("schedule" as const),
        amount,
        custom: fc.boolean(),
        months: fc.integer({ min: 1, max: 12 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: one("edit_schedule" as const), amount }) },
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constantFrom("release_schedule", "resume_collection", "keep_plan", "charge_card", "credit_note"),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: one("delete_customer" as const) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: one("second_subscription" as const),
        plan: fc.option(target.plan),
        amount,
        trialDays: fc.constantFrom(0, 0, 20),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: one("coupon" as const),
        on: fc.constantFrom("item", "subscription", "customer"),
        coupon,
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: one("delete_coupon" as const), which: fc.nat(20) }) },
    { weight: 1, arbitrary: fc.record({ do: one("remove_discounts" as const) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: one("pause" as const),
        behavior: fc.constantFrom("void", "keep_as_draft", "mark_uncollectible"),
        days: fc.option(fc.integer({ min: 1, max: 50 })),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: one("send_invoice" as const), days: fc.constantFrom(1, 14, 30) }) },
    { weight: 1, arbitrary: fc.record({ do: one("refund" as const), percent: fc.constantFrom(10, 50, 100) }) },
    { weight: 1, arbitrary: fc.record({ do: one("credit" as const), amount: fc.constantFrom(-100_000, -5_000, 700) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: one("card" as const),
        card: fc.constantFrom("pm_card_visa", "pm_card_chargeCustomerFail", "pm_card_createDispute"),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: one("cancel" as const),
        when: fc.constantFrom("now", "period_end", "period_end"),
        which: fc.nat(3),
      }),
    },
  )
  .map((act) => ({ by: "person", ...act }) as PersonAct);

/** Three of four acts are followed by a sync, as their events cause one. */
const synced = fc.constantFrom(true, true, true, false);
const withSync = <T extends object>(acts: fc.Arbitrary<T>) =>
  fc.tuple(acts, synced).map(([act, is]) => ({ ...act, synced: is }));

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 8, arbitrary: withSync(customer) },
  { weight: 8, arbitrary: withSync(person) },
  {
    weight: 4,
    arbitrary: withSync(
      fc.integer({ min: 1, max: 40 }).map((days) => ({ by: "time" as const, do: "wait" as const, days })),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      by: one("network" as const),
      do: one("webhooks" as const),
      lost: fc.constantFrom(0, 30, 80),
      seed: fc.nat(1_000),
      synced: one(true as const),
    }),
  },
);

/** Mostly histories of somebody who has bought a plan. */
const first: fc.Arbitrary<Act> = fc
  .record({ do: one("buy" as const), card: one("good" as const), ...target })
  .map((buying) => ({ by: "customer", synced: true, ...buying }));

/** Thirty acts. A failing history shrinks by leaving acts out. */
export const histories: fc.Arbitrary<Act[]> = fc
  .tuple(first, fc.array(fc.option(act, { freq: 1_000_000 }), { minLength: 29, maxLength: 29 }))
  .map(([buying, acts]) => [buying, ...acts.flatMap((each) => each ?? [])]);
