import { movementKinds } from "@/db/schema/metrics";
import { grouped } from "@/lib/grouped";
import type { Conversion } from "./fx/conversion";
import { type Amounts, acquisitionKinds, paymentKinds, retentionKinds, type SumKind, sumKinds } from "./rollup/sums";

/** What exists at an instant. Amounts in minor units a month. */
export type Balances = {
  mrr: number;
  /** MRR with what pauses took out of it: a pause is no loss until the customer leaves. */
  kept: number;
  /** Paying organizations. */
  customers: number;
  /** The same with those on pause. */
  keptCustomers: number;
  organizations: number;
  trials: number;
};

/** The sums of one period. */
export type PeriodSums = {
  opening: Balances;
  closing: Balances;
  kinds: Record<SumKind, Readonly<Amounts>>;
  /** By how much rates changed what was there: opening + movements + fx = closing. 0 in one currency. */
  fx: number;
};

/** A row of the rollups. `period` is empty for everything before the first period. */
export type SumRow = Amounts & {
  period: string;
  currency: string;
  kind: SumKind;
  /** The amount at the rates of its days, where the conversion needs it. */
  converted: number | null;
};

/** A period by its name in the rows, with its days, inclusive. */
export type Period = { name: string; firstDay: string; lastDay: string };

/** The sums of each period, in one currency. */
export function periodSums(rows: readonly SumRow[], periods: readonly Period[], conversion: Conversion): PeriodSums[] {
  const balances = new Map<string, Balances>();
  for (const row of rows.filter(({ period }) => period === "")) addTo(balanceOf(balances, row.currency), row);
  const byPeriod = grouped(rows, ({ period }) => period);
  return periods.map(({ name, firstDay, lastDay }) => {
    const own = byPeriod.get(name) ?? [];
    const factorAtStart = (currency: string) => conversion.factorBefore(currency, firstDay);
    const opening = total(balances, factorAtStart);
    const kinds = { ...noKinds };
    for (const row of own) {
      addTo(balanceOf(balances, row.currency), row);
      kinds[row.kind] = added(kinds[row.kind], { ...row, amount: amountOf(row, conversion, firstDay, lastDay) });
    }
    const closing = total(balances, (currency) => conversion.factorAt(currency, lastDay));
    const moved = [...movementKinds, "transfer_in" as const, "transfer_out" as const].map((kind) => kinds[kind].amount);
    const fx = closing.mrr - opening.mrr - moved.reduce((sum, amount) => sum + amount, 0);
    return { opening, closing, kinds, fx };
  });
}

/** Movements at the rates of their days; what the customers of the start did at the rate of the start, or FX would look like churn. */
function amountOf(row: SumRow, conversion: Conversion, firstDay: string, lastDay: string): number {
  if (row.amount === 0) return 0;
  if (isRetention(row.kind)) return Math.round(row.amount * conversion.factorBefore(row.currency, firstDay));
  return row.converted ?? Math.round(row.amount * conversion.factorAt(row.currency, lastDay));
}

function addTo(balances: Balances, { kind, amount, count, customers }: SumRow): void {
  switch (kind) {
    case "sign_up":
      balances.organizations += count;
      return;
    case "deleted":
      balances.organizations -= count;
      return;
    case "trial_started":
    case "trial_ended":
      balances.trials += customers;
      return;
    case "paused":
    case "resumed":
      balances.mrr += amount;
      balances.customers += customers;
      return;
    default:
      if (!movesBalance(kind)) return;
      balances.mrr += amount;
      balances.customers += customers;
      balances.kept += amount;
      balances.keptCustomers += customers;
  }
}

const notMovements: ReadonlySet<SumKind> = new Set([...retentionKinds, ...acquisitionKinds, ...paymentKinds]);
const movesBalance = (kind: SumKind) => !notMovements.has(kind);
const isRetention = (kind: SumKind) => (retentionKinds as readonly SumKind[]).includes(kind);

function balanceOf(balances: Map<string, Balances>, currency: string): Balances {
  const known = balances.get(currency) ?? emptyBalances();
  balances.set(currency, known);
  return known;
}

function total(balances: ReadonlyMap<string, Balances>, factorOf: (currency: string) => number): Balances {
  const sum = emptyBalances();
  for (const [currency, each] of balances) {
    const factor = currency === "" ? 1 : factorOf(currency);
    sum.mrr += Math.round(each.mrr * factor);
    sum.kept += Math.round(each.kept * factor);
    sum.customers += each.customers;
    sum.keptCustomers += each.keptCustomers;
    sum.organizations += each.organizations;
    sum.trials += each.trials;
  }
  return sum;
}

const emptyBalances = (): Balances => ({
  mrr: 0,
  kept: 0,
  customers: 0,
  keptCustomers: 0,
  organizations: 0,
  trials: 0,
});

/** Shared by all kinds that nothing is known of: most are, in most of hundreds of periods. */
const nothing: Amounts = { amount: 0, count: 0, customers: 0 };

const noKinds = Object.fromEntries(sumKinds.map((kind) => [kind, nothing])) as Record<SumKind, Amounts>;

const added = (sums: Amounts, { amount, count, customers }: Amounts): Amounts => ({
  amount: sums.amount + amount,
  count: sums.count + count,
  customers: sums.customers + customers,
});

/** Several periods in a row as one. */
export function combined(periods: readonly PeriodSums[]): PeriodSums {
  const kinds = { ...noKinds };
  for (const period of periods) {
    for (const kind of sumKinds) {
      if (period.kinds[kind] !== nothing) kinds[kind] = added(kinds[kind], period.kinds[kind]);
    }
  }
  return {
    opening: periods[0]?.opening ?? emptyBalances(),
    closing: periods.at(-1)?.closing ?? emptyBalances(),
    kinds,
    fx: periods.reduce((sum, { fx }) => sum + fx, 0),
  };
}
