import { grouped } from "@/lib/grouped";
import type { Conversion } from "./fx/conversion";
import type { Period } from "./period-sums";

/** MRR, in minor units a month, and paying organizations at the end of a period. */
export type Closing = { mrr: number; customers: number };

/** By how much both changed in a period; `period` is empty for everything before the first one. */
export type ClosingRow = Closing & { period: string; currency: string };

/** What is there at the end of each period, in one currency. */
export function closings(rows: readonly ClosingRow[], periods: readonly Period[], conversion: Conversion): Closing[] {
  const balances = new Map<string, Closing>();
  const byPeriod = grouped(rows, ({ period }) => period);
  const add = (changes: readonly ClosingRow[] = []) => {
    for (const { currency, mrr, customers } of changes) {
      const before = balances.get(currency) ?? { mrr: 0, customers: 0 };
      balances.set(currency, { mrr: before.mrr + mrr, customers: before.customers + customers });
    }
  };
  add(byPeriod.get(""));
  return periods.map(({ name, lastDay }) => {
    add(byPeriod.get(name));
    const closing = { mrr: 0, customers: 0 };
    for (const [currency, { mrr, customers }] of balances) {
      closing.mrr += Math.round(mrr * conversion.factorAt(currency, lastDay));
      closing.customers += customers;
    }
    return closing;
  });
}
