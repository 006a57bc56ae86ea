import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { OrganizationFile } from "@/lib/admin";
import { formatMoney } from "@/lib/money";
import { dateTime, mediumDate, movementVariants, planChange, signedMoney } from "../words";

/** On a narrow screen the day has to do. */
function When({ at }: { at: Date }) {
  return (
    <TableCell className="whitespace-nowrap text-muted-foreground">
      <span className="max-sm:hidden">{dateTime(at)}</span>
      <span className="sm:hidden">{mediumDate(at)}</span>
    </TableCell>
  );
}

const nothing = (text: string) => <p className="px-5 text-muted-foreground text-sm">{text}</p>;

type MovementTableProps = Pick<OrganizationFile, "movements"> & { planName: (key: string) => string };

export function MovementTable({ movements, planName }: MovementTableProps) {
  const named = (key: string | null) => (key === null ? null : planName(key));
  if (movements.length === 0) return nothing("It never paid, so nothing has moved.");
  return (
    <Table label="Movements">
      <TableHeader>
        <TableRow>
          <TableHead>When</TableHead>
          <TableHead>Kind</TableHead>
          <TableHead className="max-sm:hidden">Plan</TableHead>
          <TableHead numeric>Change</TableHead>
          <TableHead numeric className="max-sm:hidden">
            MRR after
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {movements.map(({ id, kind, occurredAt, planBefore, planAfter, amount, mrrAfter, currency }) => (
          <TableRow key={id}>
            <When at={occurredAt} />
            <TableCell>
              <Badge variant={movementVariants[kind]}>{kind}</Badge>
            </TableCell>
            <TableCell className="whitespace-nowrap max-sm:hidden">
              {planChange(named(planBefore), named(planAfter))}
            </TableCell>
            <TableCell numeric>{signedMoney({ amount, currency })}</TableCell>
            <TableCell numeric className="max-sm:hidden">
              {formatMoney({ amount: mrrAfter, currency })}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

const invoiceVariants = { paid: "success", open: "warning", uncollectible: "destructive", void: "secondary" } as const;

export function InvoiceTable({ invoices }: Pick<OrganizationFile, "invoices">) {
  if (invoices.length === 0) return nothing("No invoice was written yet.");
  return (
    <Table label="Invoices">
      <TableHeader>
        <TableRow>
          <TableHead>Number</TableHead>
          <TableHead>Date</TableHead>
          <TableHead>Status</TableHead>
          <TableHead numeric>Total</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {invoices.map(({ id, number, date, status, total, currency, hostedUrl }) => (
          <TableRow key={id}>
            <TableCell className="whitespace-nowrap font-medium">
              {hostedUrl ? (
                <a href={hostedUrl} className="underline-offset-4 hover:underline" rel="noreferrer" target="_blank">
                  {number ?? id}
                </a>
              ) : (
                (number ?? id)
              )}
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted-foreground">{mediumDate(date)}</TableCell>
            <TableCell>
              <Badge variant={invoiceVariants[status]}>{status}</Badge>
            </TableCell>
            <TableCell numeric>{formatMoney({ amount: total, currency })}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

export function AuditTable({ audit }: Pick<OrganizationFile, "audit">) {
  if (audit.length === 0) return nothing("Nothing was done yet.");
  return (
    <Table label="Audit log">
      <TableHeader>
        <TableRow>
          <TableHead>When</TableHead>
          <TableHead className="max-sm:hidden">Who</TableHead>
          <TableHead>What</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {audit.map(({ seq, occurredAt, actorKind, actorName, actorEmail, impersonatorEmail, action }) => (
          <TableRow key={seq}>
            <When at={occurredAt} />
            <TableCell className="whitespace-nowrap max-sm:hidden">
              {actorName ?? actorEmail ?? actorKind.replace("_", " ")}
              {impersonatorEmail && <span className="text-muted-foreground"> by {impersonatorEmail}</span>}
            </TableCell>
            <TableCell className="font-mono text-xs [overflow-wrap:anywhere]">
              {action}
              <span className="block font-sans text-muted-foreground sm:hidden">
                {actorName ?? actorEmail ?? actorKind.replace("_", " ")}
                {impersonatorEmail && ` by ${impersonatorEmail}`}
              </span>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
