import type { paymentOutcomes } from "@/db/schema/metrics";
import { customerAge } from "../customer-age";
import type { MovementKind } from "../movements";
import { type CohortSum, type Dimension, type Sum, type SumKind, unknownValue } from "./sums";

/** A movement, as far as rollups need it. Days are UTC. */
export type RolledMovement = {
  kind: MovementKind;
  currency: string;
  amount: number;
  planBefore: string | null;
  planAfter: string | null;
  intervalBefore: string | null;
  intervalAfter: string | null;
  cause: "voluntary" | "delinquent" | null;
  reason: string | null;
  /** `2026-11-30`. */
  day: string;
};

/** A payment that was attempted, by the UTC day it was due. */
export type RolledPayment = {
  day: string;
  currency: string;
  amount: number;
  outcome: (typeof paymentOutcomes)[number];
};

/** What organizations are segmented by, and their trial. Days are UTC. */
export type Attributes = {
  signedUpOn: string | null;
  country: string | null;
  industry: string | null;
  size: string | null;
  source: string | null;
  trialPlan: string | null;
  trialStartedOn: string | null;
  trialEndsOn: string | null;
  deletedOn: string | null;
};

/** All that is known of an organization; movements oldest first. */
export type History = {
  movements: readonly RolledMovement[];
  payments: readonly RolledPayment[];
  attributes: Attributes;
};

/** What one organization adds to the sums. */
export type Contribution = { days: Sum[]; retention: Sum[]; cohorts: CohortSum[] };

/**
 * Everything an organization contributes to the rollups, from its whole history. When something about it changes, even in
 * the past, its former contribution is subtracted and the new one added.
 */
export function contributionOf({ movements, payments, attributes }: History): Contribution {
  const first = movements.find(({ amount }) => amount > 0);
  const cohort = first ? monthOf(first.day) : null;
  const fixed = fixedValues(attributes, cohort);
  const days: Sum[] = acquisition(attributes, fixed, cohort !== null);
  const retention: Sum[] = [];
  const cohorts: CohortSum[] = [];
  const ledger = new Ledger();
  for (const [month, own] of byMonth(movements)) {
    const opening = ledger.balances();
    for (const movement of own) {
      days.push(...movementSums(ledger.apply(movement), movement, [...fixed, ...churnValues(movement, first)]));
    }
    retention.push(...retentionSums(month, opening, ledger.balances(), own, fixed));
    if (first) cohorts.push(...cohortSums(month, first, opening, ledger.balances(), fixed));
  }
  if (first) cohorts.push(...cohortStart(first, fixed));
  for (const payment of payments) days.push(...paymentSums(payment, movements, fixed));
  return { days, retention, cohorts };
}

type FixedValues = [dimension: Dimension, value: string][];

/** The dimensions whose value is the same for all of an organization's history. */
function fixedValues(attributes: Attributes, cohort: string | null): FixedValues {
  const { country, industry, size, source, signedUpOn } = attributes;
  return [
    ["all", "all"],
    ["country", country ?? unknownValue],
    ["industry", industry ?? unknownValue],
    ["size", size ?? unknownValue],
    ["source", source ?? unknownValue],
    ["sign_up_month", signedUpOn?.slice(0, 7) ?? unknownValue],
    ["cohort", cohort?.slice(0, 7) ?? unknownValue],
  ];
}

/** What churn is divided by; nothing for another movement. */
function churnValues({ kind, reason, cause, day }: RolledMovement, first: RolledMovement | undefined): FixedValues {
  if (kind !== "churn") return [];
  return [
    ["churn_reason", reason ?? unknownValue],
    ["churn_cause", cause ?? "voluntary"],
    ["churn_age", customerAge(first?.day ?? day, day)],
  ];
}

/** The sign-up and the trial. */
function acquisition(attributes: Attributes, fixed: FixedValues, paid: boolean): Sum[] {
  const { signedUpOn, trialStartedOn, trialEndsOn, trialPlan, deletedOn } = attributes;
  const trialEnd = trialEndsOn && deletedOn && deletedOn < trialEndsOn ? deletedOn : trialEndsOn;
  const values: FixedValues = [...fixed, ["plan", trialPlan ?? unknownValue], ["interval", unknownValue]];
  const events: [SumKind, string | null, number][] = [
    ["sign_up", signedUpOn, 0],
    ["deleted", deletedOn, 0],
    ["trial_started", trialStartedOn, 1],
    ["trial_ended", trialStartedOn && trialEnd, -1],
    ["trial_converted", paid ? trialStartedOn : null, 0],
  ];
  return events.flatMap(([kind, period, customers]) =>
    period === null
      ? []
      : values.map(([dimension, value]) => ({
          dimension,
          value,
          period,
          currency: "",
          kind,
          amount: 0,
          count: 1,
          customers,
        })),
  );
}

/** A payment counts for the plan and interval that the movements up to the end of its day say. */
function paymentSums(
  { day, currency, amount, outcome }: RolledPayment,
  movements: readonly RolledMovement[],
  fixed: FixedValues,
): Sum[] {
  const until = movements.filter((movement) => movement.day <= day);
  const values: FixedValues = [
    ...fixed,
    ["plan", until.findLast(({ planAfter }) => planAfter !== null)?.planAfter ?? unknownValue],
    ["interval", until.findLast(({ intervalAfter }) => intervalAfter !== null)?.intervalAfter ?? unknownValue],
  ];
  return values.map(([dimension, value]) => ({
    dimension,
    value,
    period: day,
    currency,
    kind: `payment_${outcome}`,
    amount,
    count: 1,
    customers: 0,
  }));
}

/** An organization's revenue in one currency. `kept` leaves pauses out; `plan` and `interval` are kept during a pause. */
type Balance = { mrr: number; kept: number; plan: string; interval: string };

/** A movement in the light of those before it. */
type Step = { before: Balance; after: Balance };

/**
 * What the movements so far add up to. Plans are continued from here, not taken from `planBefore`: if a plan changed
 * without a movement, as it could in the past, the next one moves all of it.
 */
class Ledger {
  private readonly byCurrency = new Map<string, Balance>();

  apply(movement: RolledMovement): Step {
    const { kind, currency, amount } = movement;
    const before = this.byCurrency.get(currency) ?? empty;
    const isPause = kind === "paused" || kind === "resumed";
    const mrr = before.mrr + amount;
    // Without MRR, and not on hold, no plan is continued.
    const continued = before.kept > 0 || before.mrr > 0;
    const after: Balance = {
      mrr,
      kept: before.kept + (isPause ? 0 : amount),
      plan: movement.planAfter ?? (continued ? before.plan : (movement.planBefore ?? unknownValue)),
      interval: movement.intervalAfter ?? (continued ? before.interval : (movement.intervalBefore ?? unknownValue)),
    };
    this.byCurrency.set(currency, after);
    return { before, after };
  }

  balances(): ReadonlyMap<string, Balance> {
    return new Map(this.byCurrency);
  }
}

const empty: Balance = { mrr: 0, kept: 0, plan: unknownValue, interval: unknownValue };

function movementSums({ before, after }: Step, movement: RolledMovement, fixed: FixedValues): Sum[] {
  const { kind, currency, day: period, amount } = movement;
  const customers = paying(after.mrr) - paying(before.mrr);
  const base = { period, currency };
  const same = fixed.map(
    ([dimension, value]): Sum => ({ ...base, dimension, value, kind, amount, count: 1, customers }),
  );
  const switched = (["plan", "interval"] as const).flatMap((dimension): Sum[] => {
    const [from, to] = [before[dimension], after[dimension]];
    const own = { ...base, dimension, kind, amount, count: 1, customers };
    const continues = before.mrr > 0 && after.mrr > 0;
    if (from === to || !(continues || kind === "resumed")) {
      return [{ ...own, value: after.mrr > 0 || before.mrr === 0 ? to : from }];
    }
    // First what was there moves along, or comes back as it was put on hold; then it changes.
    const moved = continues ? before.mrr : amount;
    const transfer = (value: string, sign: 1 | -1, transferKind: "transfer_in" | "transfer_out"): Sum => ({
      ...base,
      dimension,
      value,
      kind: transferKind,
      amount: sign * moved,
      count: 1,
      customers: sign,
    });
    return [
      { ...own, value: continues ? to : from },
      transfer(from, -1, "transfer_out"),
      transfer(to, 1, "transfer_in"),
    ];
  });
  return [...same, ...switched];
}

/** What the customers of the month's start lost and gained until its end, each by itself. */
function retentionSums(
  month: string,
  opening: ReadonlyMap<string, Balance>,
  closing: ReadonlyMap<string, Balance>,
  movements: readonly RolledMovement[],
  fixed: FixedValues,
): Sum[] {
  const movedTo = [...closing].some(([currency, { kept }]) => kept > 0 && !((opening.get(currency)?.kept ?? 0) > 0));
  return [...opening].flatMap(([currency, start]) => {
    const end = closing.get(currency)?.kept ?? 0;
    const change = end - start.kept;
    // Who pays in another currency now was neither lost nor reduced.
    if (start.kept <= 0 || change === 0 || (end <= 0 && movedTo)) return [];
    const kind = change > 0 ? "gained" : end > 0 ? "reduced" : leftKind(movements);
    const values: FixedValues = [...fixed, ["plan", start.plan], ["interval", start.interval]];
    return values.map(
      ([dimension, value]): Sum => ({
        dimension,
        value,
        period: month,
        currency,
        kind,
        amount: Math.abs(change),
        count: 1,
        customers: 0,
      }),
    );
  });
}

function leftKind(movements: readonly RolledMovement[]): SumKind {
  const cause = movements.findLast(({ kind }) => kind === "churn")?.cause;
  return cause === "delinquent" ? "left_delinquent" : "left_voluntary";
}

function cohortSums(
  month: string,
  first: RolledMovement,
  opening: ReadonlyMap<string, Balance>,
  closing: ReadonlyMap<string, Balance>,
  fixed: FixedValues,
): CohortSum[] {
  return [...closing].flatMap(([currency, end]) => {
    const start = opening.get(currency)?.kept ?? 0;
    const amount = end.kept - start;
    const customers = paying(end.kept) - paying(start);
    if (amount === 0 && customers === 0) return [];
    return inCohort(first, fixed, { month, currency, amount, customers, startAmount: 0, startCustomers: 0 });
  });
}

/** What the first payment was for. */
const cohortStart = (first: RolledMovement, fixed: FixedValues): CohortSum[] =>
  inCohort(first, fixed, {
    month: monthOf(first.day),
    currency: first.currency,
    amount: 0,
    customers: 0,
    startAmount: first.amount,
    startCustomers: 1,
  });

/** A cohort's plan and interval are those of the first payment. */
function inCohort(
  first: RolledMovement,
  fixed: FixedValues,
  row: Omit<CohortSum, "dimension" | "value" | "cohort">,
): CohortSum[] {
  const values: FixedValues = [
    ...fixed.filter(([dimension]) => dimension !== "cohort"),
    ["plan", first.planAfter ?? unknownValue],
    ["interval", first.intervalAfter ?? unknownValue],
  ];
  return values.map(([dimension, value]) => ({ ...row, dimension, value, cohort: monthOf(first.day) }));
}

function byMonth(movements: readonly RolledMovement[]): Map<string, RolledMovement[]> {
  const months = new Map<string, RolledMovement[]>();
  for (const movement of movements) {
    const month = monthOf(movement.day);
    months.set(month, [...(months.get(month) ?? []), movement]);
  }
  return months;
}

/** The first day of the month. */
export const monthOf = (day: string): string => `${day.slice(0, 7)}-01`;

const paying = (mrr: number): number => (mrr > 0 ? 1 : 0);
