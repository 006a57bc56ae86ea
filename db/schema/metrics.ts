import { sql } from "drizzle-orm";
import {
  bigint,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { cancelReasons } from "./billing";
import { instant, minorUnits, organizationId, quantity } from "./columns";

export const movementKinds = ["new", "expansion", "contraction", "churn", "reactivation", "paused", "resumed"] as const;

/**
 * One row per change of an organization's MRR. Append-only: the app role may only select and insert. No foreign key, because
 * deleting an organization must not change the revenue of past months.
 */
export const movements = pgTable(
  "movements",
  {
    organizationId: organizationId(),
    id: uuid().notNull(),
    kind: text({ enum: movementKinds }).notNull(),
    currency: text().notNull(),
    /** Minor units per month: `mrrAfter` − `mrrBefore`. */
    amount: minorUnits().notNull(),
    mrrBefore: minorUnits().notNull(),
    mrrAfter: minorUnits().notNull(),
    planBefore: text(),
    planAfter: text(),
    /** How often the plan was and is charged: `month`, `year`, `3-month`; null without MRR, and in rows older than these columns. */
    intervalBefore: text(),
    intervalAfter: text(),
    /** Whether a churned customer canceled or didn't pay. */
    cause: text({ enum: ["voluntary", "delinquent"] }),
    /** The reason the customer gave for canceling. */
    reason: text({ enum: cancelReasons }),
    stripeSubscriptionId: text(),
    occurredAt: instant().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    index().on(table.occurredAt, table.id),
    index("movements_churn").on(table.occurredAt).where(sql`${table.kind} = 'churn'`),
  ],
);

/**
 * What metrics need to know of an organization apart from its movements: its segments and how far it got. Nothing in it is
 * personal. Triggers keep it in line with the organization and its trial; it has no foreign key, because it outlives both:
 * deleting an organization changes no past figure.
 */
export const metricOrganizations = pgTable(
  "metric_organizations",
  {
    organizationId: organizationId().primaryKey(),
    signedUpAt: instant().notNull(),
    /** ISO 3166-1 alpha-2, upper case: the billing address at Stripe. */
    country: text(),
    industry: text(),
    size: text(),
    /** How it found the product: a campaign, or the host of the page that linked here. Written at sign-up. */
    source: text(),
    trialPlanKey: text(),
    trialStartedAt: instant(),
    trialEndsAt: instant(),
    /** When the first member verified an email address. */
    verifiedAt: instant(),
    onboardedAt: instant(),
    /** When it first used a metered part of the product. */
    activatedAt: instant(),
    /** When its MRR was first above 0. */
    firstPaidAt: instant(),
    deletedAt: instant(),
  },
  (table) => [index().on(table.signedUpAt), index().on(table.trialStartedAt)],
);

/**
 * What the rollups don't contain yet: a movement, by its ID, or a change of `metric_organizations` or a payment, by a random ID. Written
 * by triggers in the transaction of the change, so the movements that aren't in it are exactly those that were rolled up.
 */
export const metricQueue = pgTable(
  "metric_queue",
  { organizationId: organizationId(), id: uuid().notNull() },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] })],
);

/** The attributes with which an organization is contained in the rollups. Only `rollMetrics` writes it. */
export const rolledOrganizations = pgTable("rolled_organizations", {
  organizationId: organizationId().primaryKey(),
  attributes: jsonb().$type<Record<string, string | null>>().notNull(),
});

/**
 * Additive sums, by day. Each organization is contained once in every dimension, so a dimension's values add up to `all`.
 * `kind` is one of `sumKinds` (lib/metrics/rollup); `currency` is empty where nothing is counted in money.
 */
export const metricDays = pgTable(
  "metric_days",
  {
    dimension: text().notNull(),
    value: text().notNull(),
    day: date({ mode: "string" }).notNull(),
    currency: text().notNull(),
    kind: text().notNull(),
    amount: minorUnits().notNull(),
    /** How many rows, such as movements, are in it. */
    count: quantity().notNull(),
    /** By how many the number of paying organizations changed; for trials, of running trials. */
    customers: quantity().notNull(),
    /** `amount` in the catalog's currency, at the rate of the day. Null while it waits for `convertSums`, or without any rate. */
    converted: minorUnits(),
  },
  (table) => [
    primaryKey({ columns: [table.dimension, table.value, table.day, table.currency, table.kind] }),
    index("metric_days_not_converted").on(table.currency, table.day).where(sql`${table.converted} is null`),
  ],
);

/** The same by month, with the sums per customer that retention needs. `month` is its first day. */
export const metricMonths = pgTable(
  "metric_months",
  {
    dimension: text().notNull(),
    value: text().notNull(),
    month: date({ mode: "string" }).notNull(),
    currency: text().notNull(),
    kind: text().notNull(),
    amount: minorUnits().notNull(),
    count: quantity().notNull(),
    customers: quantity().notNull(),
    /** The sum over its days. Not for sums per customer, which are converted at the rate of the day before the month. */
    converted: minorUnits(),
  },
  (table) => [
    primaryKey({ columns: [table.dimension, table.value, table.month, table.currency, table.kind] }),
    index("metric_months_not_converted").on(table.currency, table.month).where(sql`${table.converted} is null`),
  ],
);

/**
 * By how much the MRR and the number of a cohort's paying organizations changed in a month, pauses left out. A cohort is the
 * month of the first payment.
 */
export const metricCohorts = pgTable(
  "metric_cohorts",
  {
    dimension: text().notNull(),
    value: text().notNull(),
    cohort: date({ mode: "string" }).notNull(),
    month: date({ mode: "string" }).notNull(),
    currency: text().notNull(),
    amount: minorUnits().notNull(),
    customers: quantity().notNull(),
    /** What the first payments were for: MRR and number of organizations. Only in the cohort's own month. */
    startAmount: minorUnits().notNull(),
    startCustomers: quantity().notNull(),
  },
  (table) => [primaryKey({ columns: [table.dimension, table.value, table.cohort, table.month, table.currency] })],
);

export const paymentOutcomes = ["succeeded", "recovered", "failed"] as const;

/** The outcome of each payment that was attempted. A trigger on `invoices` writes it; it outlives them. */
export const metricPayments = pgTable(
  "metric_payments",
  {
    organizationId: organizationId(),
    stripeInvoiceId: text().notNull(),
    day: date({ mode: "string" }).notNull(),
    currency: text().notNull(),
    amount: minorUnits().notNull(),
    /** `recovered`: paid after an attempt had failed. `failed`: not paid so far. */
    outcome: text({ enum: paymentOutcomes }).notNull(),
    /** As what the rollups contain it; null: not yet. */
    rolled: text({ enum: paymentOutcomes }),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.stripeInvoiceId] })],
);

/** The total level of each gauge over all organizations, once a day. */
export const metricGauges = pgTable(
  "metric_gauges",
  {
    meter: text().notNull(),
    day: date({ mode: "string" }).notNull(),
    total: quantity().notNull(),
    /** How many organizations have a level above 0. */
    organizations: quantity().notNull(),
    measuredAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.meter, table.day] })],
);

/** The price of one unit of a currency in another one, by day. A day without a rate has that of the day before. */
export const fxRates = pgTable(
  "fx_rates",
  {
    /** The currency that amounts are converted to, lower case as Stripe writes it. */
    base: text().notNull(),
    currency: text().notNull(),
    day: date({ mode: "string" }).notNull(),
    rate: doublePrecision().notNull(),
  },
  (table) => [primaryKey({ columns: [table.base, table.currency, table.day] })],
);

/**
 * One row: by which version of the definitions the rollups were computed, to which currency they are converted, and when they
 * were last brought up to date.
 */
export const metricState = pgTable("metric_state", {
  id: integer().primaryKey(),
  version: bigint({ mode: "number" }).notNull(),
  currency: text(),
  rolledAt: instant(),
});
