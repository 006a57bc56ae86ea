import { z } from "zod";
import { decimalPlaces, placesOf } from "./rating";
import { highlightChartSchema, ledgerSchema, returnSchema, usageExampleSchema } from "./site-copy";

const key = z.string().regex(/^[a-z][a-z0-9_]*$/, "lowercase letters, digits and _");
const text = z.string().min(1);
const trialLength = z.int().min(1).max(730).describe("days");
const amount = z.int().min(0).describe("minor units");
/** A JSON number stands for the decimal it is written as, which is exact up to 15 digits. */
const decimalAmount = z
  .number()
  .min(0)
  .refine((value) => placesOf(value) <= decimalPlaces, `at most ${decimalPlaces} decimal places`)
  .refine(
    (value) =>
      String(value)
        .replace(/e.*|\D/g, "")
        .replace(/^0+/, "").length <= 15,
    "at most 15 digits",
  )
  .describe("minor units, with up to 12 decimal places");
const currencyCode = z.string().regex(/^[a-z]{3}$/);

/** The limit of a meter: a number of units (0: not included), or no limit. */
export const limitSchema = z.union([z.int().min(0), z.literal("unlimited")]);

export const intervalSchema = z.enum(["month", "year"]);

/** A tier of a price, in ascending order. The first one is billed even without a unit, so its flat amount always is. */
export const tierSchema = z.strictObject({
  /** The last unit of the tier; null in the last tier, which has no end. */
  upTo: z.int().min(1).nullable(),
  /** For each unit in the tier. */
  unitAmount: decimalAmount.default(0),
  /** Once, if the tier is reached. Stripe takes whole minor units only. */
  flatAmount: amount.default(0),
});

/**
 * How a price turns a quantity into an amount (`rating.ts`): per unit, in packages, or by tiers. Stripe doesn't combine packages
 * with tiers.
 */
const rateShape = {
  /** For one unit or package; 0 with tiers. */
  unitAmount: decimalAmount,
  tiers: z.array(tierSchema).min(1).optional(),
  /** `volume`: all units at the price of the tier the quantity falls into. `graduated`: each unit at that of its own tier. */
  tiersMode: z.enum(["graduated", "volume"]).optional(),
};

/** A price of a plan or add-on. A price change is a new version; customers keep the version they bought. */
export const priceSchema = z.strictObject({
  version: z.int().min(1),
  interval: intervalSchema,
  currency: currencyCode,
  ...rateShape,
  /** The amount is for each package of so many units, the last one included or left out if it isn't full. */
  packageSize: z.int().min(2).optional(),
  packageRounding: z.enum(["up", "down"]).optional(),
});

/** A plan's amount is whole: a fraction would be an amount in the major unit by mistake. */
const planPriceSchema = priceSchema.extend({ unitAmount: amount });

export const featureSchema = z.strictObject({
  key,
  name: text,
  description: text,
  group: text,
});

/** A counter sums events over a usage period; a gauge is a current level. */
export const meterSchema = z.strictObject({
  key,
  kind: z.enum(["counter", "gauge"]),
  name: text,
  unit: z.strictObject({ one: text, other: text }),
  description: text,
});

/**
 * The price of usage beyond the limit: `unitAmount` for each started block of `per` units, or tiers. The first unit of the first tier
 * is the first one beyond the limit. A price change is a new version; the first is 1.
 */
export const overageSchema = z.strictObject({
  ...rateShape,
  /** The amount, or the tiers, in every other currency the catalog is sold in. */
  otherCurrencies: z.record(currencyCode, z.union([decimalAmount, z.array(tierSchema).min(1)])).optional(),
  per: z.int().min(1),
  version: z.int().min(1).optional(),
});

/** Credits of a plan: `amount` units each usage period. Of what is left at its end, up to `rolloverCap` stays for the next one. */
export const planCreditsSchema = z.strictObject({
  meter: key,
  amount: z.int().min(1),
  rolloverCap: z.int().min(0).default(0),
});

/** A plan that is sold by the seat: its quantity at Stripe follows a gauge, such as the team's members. */
export const perSeatSchema = z.strictObject({
  /** The gauge that counts the seats. The plan doesn't limit it: each one that is added is paid for. */
  meter: key,
  /** How many are paid for at least. */
  minimum: z.int().min(1).default(1),
  /**
   * What becomes of the rest of a period in which seats are assigned or released: `prorate` charges or credits it on the next
   * invoice, `next_period` leaves it as it is paid.
   */
  change: z.enum(["prorate", "next_period"]).default("prorate"),
});

export const planSchema = z.strictObject({
  key,
  name: text,
  tagline: text,
  audience: text,
  /** The length of this plan's trial, if it differs from the catalog's `trial.days`. */
  trialDays: trialLength.optional(),
  /** The order of plans: a change to a higher rank is an upgrade. */
  rank: z.int().min(0),
  highlighted: z.boolean().default(false),
  highlights: z.array(text),
  features: z.array(key),
  limits: z.record(key, limitSchema),
  overage: z.record(key, overageSchema).default({}),
  /** Units of counters beyond the limits that the plan grants each usage period. */
  credits: z.array(planCreditsSchema).default([]),
  perSeat: perSeatSchema.optional(),
  prices: z.array(planPriceSchema),
});

/** Capacity on top of the plan: each unit raises the limit of `meter` by `adds`. */
export const addOnSchema = z.strictObject({
  key,
  name: text,
  description: text,
  meter: key,
  adds: z.int().min(1),
  prices: z.array(priceSchema).min(1),
});

/** A one-time offer to a monthly customer who is about to cancel: a percentage off for some months. */
export const retentionSchema = z.strictObject({
  percentOff: z.int().min(1).max(100),
  months: z.int().min(1).max(24),
  title: text,
  body: text,
});

export const trialSchema = z.strictObject({
  /** The length of a trial, unless the plan has its own. */
  days: trialLength,
  /** The plan to try if the visitor didn't choose one. */
  defaultPlan: key,
  /** What happens if no plan is bought by the end of the trial: read-only access, or a free plan. */
  fallback: z.union([z.literal("read_only"), z.strictObject({ plan: key })]),
});

/** When a payment that is missing ends access. Failed charges of a card do after the third. */
export const paymentSchema = z.strictObject({
  /** How many days after its due date an invoice that was sent may be unpaid before access is read-only. */
  overdueDays: z.int().min(0).default(30),
  /** Access while collection is paused at Stripe in a way that writes the invoices off (`mark_uncollectible`). */
  pausedUncollectible: z.enum(["full", "read_only"]).default("full"),
});

/** A counter's thresholds as ratios of the limit, and the length of the grace period at the limit. */
export const thresholdsSchema = z.strictObject({
  warning: z.number(),
  critical: z.number(),
  soft: z.number(),
  hard: z.number(),
  graceDays: z.int().min(0),
});

const figure = z.strictObject({
  title: text,
  body: text,
  figure: text,
  figureLabel: text,
  chart: highlightChartSchema.optional(),
  /** Where the figure is from: shown with it. */
  source: text.optional(),
});

/** The copy of the marketing pages. */
export const copySchema = z.strictObject({
  tagline: text,
  description: text,
  hero: z.strictObject({
    eyebrow: text,
    title: text,
    lead: text,
    proof: z.array(text).min(1),
  }),
  personas: z.array(z.strictObject({ role: text, title: text, body: text, points: z.array(text).min(1) })).length(4),
  /** Above the highlights; a neutral heading without it. */
  highlightsHeading: z.strictObject({ title: text, lead: text }).optional(),
  highlights: z.array(figure).length(6),
  testimonials: z
    .array(
      z.strictObject({
        quote: text,
        name: text,
        role: text,
        company: text,
        /** What it was worth to them, in a figure. */
        result: z.strictObject({ value: text, label: text }).optional(),
      }),
    )
    .min(1),
  /** Something the product counts, from an opening to a closing. */
  ledger: ledgerSchema.optional(),
  /** What customers of different sizes use, smallest first. */
  usageExamples: z.array(usageExampleSchema).min(2).max(5).optional(),
  /** What the product is worth a month. */
  returns: returnSchema.optional(),
  figures: z.array(z.strictObject({ value: text, label: text })).min(3),
  matrix: z
    .array(
      z.strictObject({
        group: text,
        rows: z.array(
          z.strictObject({
            name: text,
            /** Where a cell's value comes from: a meter's limit, a feature, or text per plan. */
            from: z.union([
              z.strictObject({ meter: key }),
              z.strictObject({ feature: key }),
              z.strictObject({ text: z.record(key, text) }),
            ]),
          }),
        ),
      }),
    )
    .min(1),
  faqs: z.array(z.strictObject({ question: text, answer: text })).min(10),
  company: z.strictObject({ legalName: text, address: text, email: z.email() }),
});

/** How the product looks within the visual language. */
export const brandSchema = z.strictObject({
  /** The hue of its own color, in degrees of `oklch()`. Lightness and chroma are the same for every product. */
  hue: z.number().min(0).lt(360),
  /** What stands in the arch of its mark: an SVG path on a grid of 24, drawn as a line. */
  mark: z.string().regex(/^[a-z\d\s.,-]+$/i, "an SVG path"),
});

export const catalogSchema = z.strictObject({
  product: key,
  name: text,
  brand: brandSchema,
  /** The currency that is offered first, and that revenue is reported in. Prices may be in others, too. */
  currency: currencyCode,
  /** How much less a year costs than 12 months, in percent. Checked against every yearly price. */
  annualDiscountPercent: z.number().min(0).max(99),
  usagePeriod: z.enum(["billing_month", "calendar_month"]),
  /** How many whole months before the current one single events are kept. Sums per period are kept for good. */
  usageEventsKeptMonths: z.int().min(3).max(120).default(13),
  trial: trialSchema,
  payment: paymentSchema.default({ overdueDays: 30, pausedUncollectible: "full" }),
  /** The offer to stay; without one, cancellation makes no offer. */
  retention: retentionSchema.optional(),
  thresholds: thresholdsSchema,
  features: z.array(featureSchema).min(1),
  meters: z.array(meterSchema).min(1),
  plans: z.array(planSchema).min(1),
  addOns: z.array(addOnSchema),
  checkout: z.strictObject({ collectTax: z.boolean(), collectAddress: z.boolean() }),
  copy: copySchema,
});

export type Catalog = z.infer<typeof catalogSchema>;
/** What prices a selection: all of the catalog that a calculator in the browser needs. */
export type PriceList = Pick<Catalog, "product" | "currency" | "plans" | "meters" | "addOns">;
export type CatalogInput = z.input<typeof catalogSchema>;
export type Brand = z.infer<typeof brandSchema>;
export type Plan = z.infer<typeof planSchema>;
export type AddOn = z.infer<typeof addOnSchema>;
export type Meter = z.infer<typeof meterSchema>;
export type Feature = z.infer<typeof featureSchema>;
export type Price = z.infer<typeof priceSchema>;
export type Interval = z.infer<typeof intervalSchema>;
export type Limit = z.infer<typeof limitSchema>;
export type ThresholdShares = z.infer<typeof thresholdsSchema>;
export type Overage = z.infer<typeof overageSchema>;
