import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { catalog } from "@/lib/catalog";
import { formatDateTime, formatUtcDate } from "@/lib/dates";
import { unreachable } from "@/lib/errors";
import { formatMoney } from "@/lib/money";
import { formatNumber } from "@/lib/numbers";
import type { CreditReport } from "@/lib/usage";
import { countOf } from "./words";

/** Prepaid credits: what is left, what expires when, and the latest changes. Nothing for an organization that never had any. */
export function CreditsCard({ credits: { balances, changes } }: { credits: CreditReport }) {
  if (changes.length === 0) return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Credits</CardTitle>
        <CardDescription>
          Pay for usage beyond your limits before it stops or is charged. Those that expire soonest are used first.
        </CardDescription>
      </CardHeader>
      <CardContent className="grid gap-6">
        {balances.length === 0 ? (
          <p className="text-sm">No credits left.</p>
        ) : (
          <ul className="divide-y">
            {balances.map((balance) => (
              <Balance key={balance.meter ?? balance.currency} balance={balance} />
            ))}
          </ul>
        )}
        <Changes changes={changes} />
      </CardContent>
    </Card>
  );
}

type Unit = { meter: string | null; currency: string | null };

function Balance({ balance }: { balance: CreditReport["balances"][number] }) {
  return (
    <li className="grid gap-2 py-3 text-sm first:pt-0 last:pb-0">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-medium">{nameOf(balance)}</span>
        <span className="font-medium">{amountOf(balance.available, balance)}</span>
      </p>
      <ul className="grid gap-1 text-muted-foreground text-xs">
        {balance.grants.map(({ id, remaining, reason, expiresAt }) => (
          <li key={id} className="flex flex-wrap justify-between gap-x-4 [overflow-wrap:anywhere]">
            <span>{reason}</span>
            <span>
              {amountOf(remaining, balance)}
              {expiresAt ? ` until ${formatUtcDate(expiresAt)}` : ", no expiry"}
            </span>
          </li>
        ))}
      </ul>
    </li>
  );
}

function Changes({ changes }: Pick<CreditReport, "changes">) {
  return (
    <Table label="Latest changes of credits">
      <TableHeader>
        <TableRow>
          <TableHead className="max-sm:hidden">When</TableHead>
          <TableHead>Change</TableHead>
          <TableHead numeric>Amount</TableHead>
          <TableHead numeric>Left</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {changes.map(({ seq, at, kind, reason, amount, balance, ...unit }) => (
          <TableRow key={seq}>
            <TableCell className="whitespace-nowrap max-sm:hidden">
              <time dateTime={at.toISOString()}>{formatDateTime(at)}</time>
            </TableCell>
            <TableCell className="whitespace-normal [overflow-wrap:anywhere]">
              {kindWords(kind)}: {reason}
              <span className="block text-muted-foreground text-xs">
                {nameOf(unit)}
                <span className="sm:hidden"> · {formatUtcDate(at)}</span>
              </span>
            </TableCell>
            <TableCell numeric>
              {amount > 0 ? "+" : "−"}
              {figureOf(Math.abs(amount), unit)}
            </TableCell>
            <TableCell numeric>{figureOf(balance, unit)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function kindWords(kind: CreditReport["changes"][number]["kind"]): string {
  switch (kind) {
    case "granted":
      return "Added";
    case "drawn":
      return "Used";
    case "expired":
      return "Expired";
    case "revoked":
      return "Taken back";
    default:
      return unreachable(kind);
  }
}

const meterOf = ({ meter }: Unit) => catalog.meters.find(({ key }) => key === meter);

const nameOf = (unit: Unit): string => meterOf(unit)?.name ?? unit.meter ?? "Money";

/** Without the unit, where its name is beside it. */
const figureOf = (amount: number, { currency }: Unit): string =>
  currency ? formatMoney({ amount, currency }) : formatNumber(amount);

function amountOf(amount: number, unit: Unit): string {
  if (unit.currency) return formatMoney({ amount, currency: unit.currency });
  const meter = meterOf(unit);
  return meter ? countOf(amount, meter.unit) : formatNumber(amount);
}
