import { ExternalLink } from "lucide-react";
import Link from "@/components/navigation/link";
import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { formatDate } from "@/lib/dates";
import type { DrillDownQuery, DrillDownRow } from "@/lib/metrics/page/types";
import { formatMoney } from "@/lib/money";
import { formatChange, movementVariants, planChange } from "../../movement-labels";
import { planName } from "../../plan-name";
import { kindLabels } from "./rows-words";

type RowsTableProps = {
  label: string;
  rows: readonly DrillDownRow[];
  metric: DrillDownQuery["metric"];
  /** Where Stripe's dashboard shows an object; null where it has no page. */
  stripeUrl: (id: string) => string | null;
};

const dateHeads = {
  movements: "Date",
  lost: "Date",
  mrr: "Date",
  sign_ups: "Signed up",
  trials: "Trial started",
  trials_started: "Trial started",
} as const satisfies Record<DrillDownQuery["metric"], string>;

/** The organizations and Stripe objects behind a figure. */
export function RowsTable({ label, rows, metric, stripeUrl }: RowsTableProps) {
  /** Amounts are changes, written with a sign, and not balances. */
  const changes = metric === "movements" || metric === "lost";
  const amounts = changes || metric === "mrr";
  const kinds = changes || metric === "trials_started";
  return (
    <div className="overflow-hidden rounded-lg border bg-card shadow-raised">
      <Table label={label}>
        <TableHeader>
          <TableRow>
            <TableHead>Organization</TableHead>
            {amounts && <TableHead numeric>{changes ? "Change" : "MRR"}</TableHead>}
            {kinds && <TableHead className="max-sm:hidden">Kind</TableHead>}
            <TableHead className="max-sm:hidden">Plan</TableHead>
            {changes && (
              <TableHead numeric className="max-sm:hidden">
                MRR after
              </TableHead>
            )}
            <TableHead className="max-sm:hidden">{dateHeads[metric]}</TableHead>
            <TableHead className="max-sm:hidden">Stripe</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.id}>
              <TableCell className="min-w-36">
                {row.organizationName === null ? (
                  <span className="text-muted-foreground">Deleted organization</span>
                ) : (
                  <Link
                    href={`/admin/organizations/${row.organizationId}`}
                    className="font-medium underline-offset-4 hover:underline"
                  >
                    {row.organizationName}
                  </Link>
                )}
                <NarrowDetails row={row} stripeUrl={stripeUrl} />
              </TableCell>
              {amounts && (
                <TableCell numeric className="whitespace-nowrap font-mono text-xs">
                  {amountOf(row, changes)}
                </TableCell>
              )}
              {kinds && (
                <TableCell className="max-sm:hidden">
                  {row.kind && <Badge variant={movementVariants[row.kind]}>{kindLabels[row.kind]}</Badge>}
                </TableCell>
              )}
              <TableCell className="whitespace-nowrap max-sm:hidden">
                {planChange(nameOrNull(row.planBefore), nameOrNull(row.planAfter)) || "–"}
              </TableCell>
              {changes && (
                <TableCell numeric className="whitespace-nowrap font-mono text-muted-foreground text-xs max-sm:hidden">
                  {row.mrrAfter === null || row.currency === null
                    ? "–"
                    : formatMoney({ amount: row.mrrAfter, currency: row.currency })}
                </TableCell>
              )}
              <TableCell className="whitespace-nowrap max-sm:hidden">{formatDate(row.occurredAt)}</TableCell>
              <TableCell className="whitespace-nowrap max-sm:hidden">
                <StripeLinks row={row} stripeUrl={stripeUrl} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

/** On a phone, everything but the amount is below the name: beside it, it would be outside of the screen. */
function NarrowDetails({ row, stripeUrl }: Pick<StripeLinksProps, "row" | "stripeUrl">) {
  const plan = planChange(nameOrNull(row.planBefore), nameOrNull(row.planAfter));
  return (
    <div className="mt-1 grid justify-items-start gap-1.5 text-muted-foreground text-xs sm:hidden">
      {plan}
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {row.kind && <Badge variant={movementVariants[row.kind]}>{kindLabels[row.kind]}</Badge>}
        <span className="whitespace-nowrap">{formatDate(row.occurredAt)}</span>
      </span>
      <StripeLinks row={row} stripeUrl={stripeUrl} />
    </div>
  );
}

type StripeLinksProps = { row: DrillDownRow; stripeUrl: RowsTableProps["stripeUrl"] };

function StripeLinks({ row, stripeUrl }: StripeLinksProps) {
  const objects = [
    ["Customer", row.stripeCustomerId],
    ["Subscription", row.stripeSubscriptionId],
    ["Invoice", row.stripeInvoiceId],
  ].filter((object): object is [string, string] => Boolean(object[1]));
  if (objects.length === 0) return <span className="text-muted-foreground">–</span>;
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1 text-xs">
      {objects.map(([name, id]) => {
        const url = stripeUrl(id);
        return (
          <li key={name}>
            {url ? (
              <a
                href={url}
                target="_blank"
                rel="noreferrer"
                title={id}
                className="inline-flex items-center gap-1 underline-offset-4 hover:underline"
              >
                {name}
                <ExternalLink aria-hidden className="size-3 text-muted-foreground" />
                <span className="sr-only">
                  {row.organizationName ?? ""} at Stripe, {id}
                </span>
              </a>
            ) : (
              <code className="select-all font-mono text-2xs text-muted-foreground">{id}</code>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function amountOf({ amount, currency }: DrillDownRow, changes: boolean): string {
  if (currency === null) return "–";
  return changes ? formatChange({ amount, currency }) : formatMoney({ amount, currency });
}

const nameOrNull = (key: string | null) => (key === null ? null : planName(key));
