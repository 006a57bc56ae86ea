import { givenBackWords } from "@/components/billing/invoice-words";
import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { OrganizationDetails } from "@/lib/admin";
import { describeAction } from "@/lib/audit/actions";
import { formatDate, formatDateTime, formatUtcDate } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { formatChange, movementVariants, planChange } from "../movement-labels";
import { planName } from "../plan-name";

/** On a narrow screen the day only. */
function DateCell({ at }: { at: Date }) {
  return (
    <TableCell className="whitespace-nowrap text-muted-foreground">
      <span className="max-sm:hidden">{formatDateTime(at)}</span>
      <span className="sm:hidden">{formatDate(at)}</span>
    </TableCell>
  );
}

function Empty({ children }: { children: string }) {
  return <p className="px-5 text-muted-foreground text-sm">{children}</p>;
}

export function MovementTable({ movements }: Pick<OrganizationDetails, "movements">) {
  const named = (key: string | null) => (key === null ? null : planName(key));
  if (movements.length === 0) return <Empty>No movements yet. They start with the first payment.</Empty>;
  return (
    <Table label="Movements">
      <TableHeader>
        <TableRow>
          <TableHead>Date</TableHead>
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
            <DateCell at={occurredAt} />
            <TableCell>
              <Badge variant={movementVariants[kind]} className="capitalize">
                {kind}
              </Badge>
            </TableCell>
            <TableCell className="whitespace-nowrap max-sm:hidden">
              {planChange(named(planBefore), named(planAfter))}
            </TableCell>
            <TableCell numeric>{formatChange({ amount, currency })}</TableCell>
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

export function InvoiceTable({ invoices }: Pick<OrganizationDetails, "invoices">) {
  if (invoices.length === 0) return <Empty>No invoices yet. They appear here after the first purchase.</Empty>;
  return (
    <Table label="Invoices">
      <TableHeader>
        <TableRow>
          <TableHead>Number</TableHead>
          <TableHead className="max-sm:hidden">Date</TableHead>
          <TableHead>Status</TableHead>
          <TableHead numeric>Total</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {invoices.map(({ id, number, date, status, total, currency, hostedUrl, dueAt, disputed, ...amounts }) => (
          <TableRow key={id}>
            <TableCell className="whitespace-nowrap font-medium">
              {hostedUrl ? (
                <a href={hostedUrl} className="underline-offset-4 hover:underline" rel="noreferrer" target="_blank">
                  {number ?? id}
                </a>
              ) : (
                (number ?? id)
              )}
              <span className="block font-normal text-muted-foreground text-xs sm:hidden">{formatDate(date)}</span>
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted-foreground max-sm:hidden">{formatDate(date)}</TableCell>
            <TableCell>
              <div className="flex flex-wrap gap-1">
                <Badge variant={invoiceVariants[status]} className="capitalize">
                  {status}
                </Badge>
                {disputed && <Badge variant="warning">Disputed</Badge>}
              </div>
              {status === "open" && dueAt && (
                <span className="mt-1 block text-muted-foreground text-xs">Due {formatUtcDate(dueAt)}</span>
              )}
            </TableCell>
            <TableCell numeric>
              {formatMoney({ amount: total, currency })}
              <span className="block text-pretty text-muted-foreground text-xs empty:hidden">
                {givenBackWords({ status, currency, ...amounts })}
              </span>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

export function AuditTable({ audit }: Pick<OrganizationDetails, "audit">) {
  if (audit.length === 0) return <Empty>No entries yet. Actions of members and platform admins appear here.</Empty>;
  return (
    <Table label="Audit log">
      <TableHeader>
        <TableRow>
          <TableHead>Date</TableHead>
          <TableHead className="max-sm:hidden">Actor</TableHead>
          <TableHead>Action</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {audit.map(({ seq, occurredAt, actorKind, actorName, actorEmail, impersonatorEmail, action }) => (
          <TableRow key={seq}>
            <DateCell at={occurredAt} />
            <TableCell className="whitespace-nowrap max-sm:hidden">
              {actorName ?? actorEmail ?? actorKind.replace("_", " ")}
              {impersonatorEmail && <span className="text-muted-foreground"> by {impersonatorEmail}</span>}
            </TableCell>
            <TableCell className="[overflow-wrap:anywhere]">
              {actionText(action)}
              <code className="block text-muted-foreground text-xs">{action}</code>
              <span className="block text-muted-foreground text-xs sm:hidden">
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

/** "billing.portal_opened" → "Opened the billing portal". A product's action is spelled out: "Work order created". */
function actionText(action: string): string {
  const text = describeAction(action) ?? action.replaceAll(/[._]/g, " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
