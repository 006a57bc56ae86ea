import { movementKinds } from "@/db/schema/metrics";

/** What an organization switching its plan or interval takes out of one and into another, besides its movement. */
export const transferKinds = ["transfer_out", "transfer_in"] as const;

/** What the customers of a month's start did until its end, per customer, so that one's growth doesn't hide another's loss. */
export const retentionKinds = ["gained", "reduced", "left_voluntary", "left_delinquent"] as const;

/** Not money: `currency` is empty. `trial_converted` counts in the period in which the trial started. */
export const acquisitionKinds = ["sign_up", "deleted", "trial_started", "trial_ended", "trial_converted"] as const;

/** In metric_payments' terms, by the day the payment was due. */
export const paymentKinds = ["payment_succeeded", "payment_recovered", "payment_failed"] as const;

export const sumKinds = [
  ...movementKinds,
  ...transferKinds,
  ...retentionKinds,
  ...acquisitionKinds,
  ...paymentKinds,
] as const;
export type SumKind = (typeof sumKinds)[number];

/** What only movements of the kind `churn` are divided by: only customers who leave have a reason, a cause and an age. */
export const churnDimensions = ["churn_reason", "churn_cause", "churn_age"] as const;

/** The dimensions that rollups have. In each of them, an organization counts once at a time. */
export const dimensions = [
  "all",
  "plan",
  "interval",
  "country",
  "industry",
  "size",
  "sign_up_month",
  "source",
  "cohort",
  ...churnDimensions,
] as const;
export type Dimension = (typeof dimensions)[number];

/** The value for organizations that don't say. */
export const unknownValue = "unknown";

/** Numbers that can be added and subtracted. */
export type Amounts = { amount: number; count: number; customers: number };

/** One additive sum; `period` is a day, or the first day of a month. */
export type Sum = Amounts & { dimension: Dimension; value: string; period: string; currency: string; kind: SumKind };

export type CohortSum = {
  dimension: Dimension;
  value: string;
  cohort: string;
  month: string;
  currency: string;
  amount: number;
  customers: number;
  startAmount: number;
  startCustomers: number;
};

/** Sums by key, to which contributions are added and from which former ones are subtracted. */
export class SumMap<Row extends object> {
  private readonly rows = new Map<string, Row>();

  /** @param accumulate adds a row to another one of the same key, or subtracts it. */
  constructor(
    private readonly keyOf: (row: Row) => string,
    private readonly accumulate: (sum: Row, row: Row, sign: 1 | -1) => void,
    private readonly isZero: (sum: Row) => boolean,
    private readonly zeroOf: (row: Row) => Row,
  ) {}

  add(row: Row, sign: 1 | -1 = 1): void {
    const key = this.keyOf(row);
    let sum = this.rows.get(key);
    if (!sum) {
      sum = this.zeroOf(row);
      this.rows.set(key, sum);
    }
    this.accumulate(sum, row, sign);
  }

  /** The sums that aren't 0. */
  nonZero(): Row[] {
    return [...this.rows.values()].filter((sum) => !this.isZero(sum));
  }
}

const separator = "\u0000";

export const newSums = (): SumMap<Sum> =>
  new SumMap(
    ({ dimension, value, period, currency, kind }) => [dimension, value, period, currency, kind].join(separator),
    (sum, { amount, count, customers }, sign) => {
      sum.amount += sign * amount;
      sum.count += sign * count;
      sum.customers += sign * customers;
    },
    ({ amount, count, customers }) => amount === 0 && count === 0 && customers === 0,
    (row) => ({ ...row, amount: 0, count: 0, customers: 0 }),
  );

export const newCohortSums = (): SumMap<CohortSum> =>
  new SumMap(
    ({ dimension, value, cohort, month, currency }) => [dimension, value, cohort, month, currency].join(separator),
    (sum, { amount, customers, startAmount, startCustomers }, sign) => {
      sum.amount += sign * amount;
      sum.customers += sign * customers;
      sum.startAmount += sign * startAmount;
      sum.startCustomers += sign * startCustomers;
    },
    ({ amount, customers, startAmount, startCustomers }) =>
      amount === 0 && customers === 0 && startAmount === 0 && startCustomers === 0,
    (row) => ({ ...row, amount: 0, customers: 0, startAmount: 0, startCustomers: 0 }),
  );
