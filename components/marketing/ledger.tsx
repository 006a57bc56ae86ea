import type { Catalog } from "@/lib/catalog";
import type { Ledger as LedgerCopy } from "@/lib/catalog/site-copy";
import { formatMoney } from "@/lib/money";
import { formatNumber } from "@/lib/numbers";
import { Section, SectionHeading } from "./section";

type Step = LedgerCopy["steps"][number];
type Row = Step & { from: number; to: number };

/** An opening, its movements and their sum, as a table that the reader can add up. */
export function LedgerSection({ catalog }: { catalog: Catalog }) {
  const { ledger } = catalog.copy;
  if (!ledger) return null;
  return (
    <Section aria-labelledby="ledger">
      <SectionHeading id="ledger" number={3} name="Every number adds up" title={ledger.title} lead={ledger.lead} />
      <LedgerTable ledger={ledger} />
    </Section>
  );
}

function LedgerTable({ ledger }: { ledger: LedgerCopy }) {
  const { unit, opening, steps, caption, closing } = ledger;
  const rows = withBalances(opening.amount, steps);
  const sum = rows.at(-1)?.to ?? opening.amount;
  const most = Math.max(opening.amount, ...rows.map(({ from, to }) => Math.max(from, to)));
  const share = (amount: number) => `${((amount / most) * 100).toFixed(2)}%`;
  const written = (amount: number) =>
    "money" in unit ? formatMoney({ amount, currency: unit.money }) : `${formatNumber(amount)} ${unit.name}`;
  const signed = (amount: number) => (amount > 0 ? `+${written(amount)}` : written(amount));
  return (
    <div className="mt-12 rounded-xl border bg-card p-5 shadow-raised sm:p-8">
      <table className="w-full text-sm">
        <caption className="pb-5 text-left text-muted-foreground text-sm">{caption}</caption>
        <tbody>
          <BalanceRow label={opening.label} text={written(opening.amount)} width={share(opening.amount)} />
          {rows.map(({ label, amount, from, to }) => (
            <tr key={label}>
              <th scope="row" className="py-2 pr-4 text-left font-normal sm:whitespace-nowrap">
                {label}
              </th>
              <td className="w-3/5 max-sm:hidden">
                <span
                  className="ledger-bar"
                  style={{
                    "--from": share(Math.min(from, to)),
                    "--width": share(Math.abs(amount)),
                    "--bar": amount < 0 ? "var(--mv-churn)" : "var(--mv-new)",
                  }}
                />
              </td>
              <td className="figures whitespace-nowrap py-2 pl-4 text-right">{signed(amount)}</td>
            </tr>
          ))}
          <BalanceRow label={closing} text={written(sum)} width={share(sum)} sum />
        </tbody>
      </table>
    </div>
  );
}

function withBalances(opening: number, steps: readonly Step[]): Row[] {
  let balance = opening;
  return steps.map((step) => {
    const from = balance;
    balance += step.amount;
    return { ...step, from, to: balance };
  });
}

function BalanceRow({ label, text, width, sum }: { label: string; text: string; width: string; sum?: boolean }) {
  const line = sum ? "border-foreground border-t-2" : "border-input border-b";
  return (
    <tr className="font-medium">
      <th scope="row" className={`${line} py-2.5 pr-4 text-left font-medium sm:whitespace-nowrap`}>
        {label}
      </th>
      <td className={`${line} w-3/5 max-sm:hidden`}>
        <span className="ledger-bar" style={{ "--from": "0", "--width": width, "--bar": "var(--mv-balance)" }} />
      </td>
      <td className={`${line} figures whitespace-nowrap py-2.5 pl-4 text-right`}>{text}</td>
    </tr>
  );
}
