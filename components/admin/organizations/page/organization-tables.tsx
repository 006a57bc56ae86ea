import { givenBackWords } from "@/components/billing/invoice-words";
import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { OrganizationDetails } from "@/lib/admin";
import { describeAction } from "@/lib/audit/actions";
import { formatDate, formatDateTime, formatUtcDate } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { RowLink } from "../../data-table/row-link";
import { formatChange, movementVariants, planChange } from "../../movement-labels";
import { planName } from "../../plan-name";
import { StripeId } from "../../stripe-id";
import { CreditInvoice } from "./credit-invoice";

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

type InvoiceTableProps = { organizationId: string } & Pick<OrganizationDetails, "invoices">;

export function InvoiceTable({ organizationId, invoices }: InvoiceTableProps) {
  if (invoices.length === 0) return <Empty>No invoices yet. They appear here after the first purchase.</Empty>;
  return (
    <Table label="Invoices">
      <TableHeader>
        <TableRow>
          <TableHead>Number</TableHead>
          <TableHead className="max-sm:hidden">Date (UTC)</TableHead>
          <TableHead>Status</TableHead>
          <TableHead numeric>Total</TableHead>
          <TableHead numeric className="max-sm:hidden">
            <span className="sr-only">Action</span>
          </TableHead>
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
              <span className="block max-w-44 font-normal text-muted-foreground max-sm:hidden">
                <StripeId id={id} label={`invoice ${number ?? id}`} />
              </span>
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
            <TableCell numeric className="max-sm:hidden">
              <Credit organizationId={organizationId} invoice={{ id, number, status, total, currency, ...amounts }} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

type CreditProps = {
  organizationId: string;
  invoice: Pick<
    OrganizationDetails["invoices"][number],
    | "id"
    | "number"
    | "status"
    | "total"
    | "currency"
    | "amountPaid"
    | "amountRefunded"
    | "amountCredited"
    | "amountRemaining"
  >;
};

/** For an invoice of which something is left to give back. */
function Credit({ organizationId, invoice }: CreditProps) {
  const { id, number, status, currency } = invoice;
  if (status !== "open" && status !== "paid") return null;
  const givenBack = Math.max(invoice.amountCredited, invoice.amountRefunded);
  const creditable = status === "open" ? invoice.amountRemaining : invoice.total - givenBack;
  if (creditable <= 0) return null;
  const refundable =
    status === "paid" ? Math.max(0, Math.min(creditable, invoice.amountPaid - invoice.amountRefunded)) : 0;
  return (
    <CreditInvoice
      organizationId={organizationId}
      invoice={{ id, number: number ?? id, currency, status, refundable, creditable }}
    />
  );
}

/** What Stripe sent about the customer. */
export function StripeEventTable({ events }: Pick<OrganizationDetails, "events">) {
  if (events.length === 0) return <Empty>No events yet. Stripe sends them once there is a customer.</Empty>;
  return (
    <Table label="Stripe events">
      <TableHeader>
        <TableRow>
          <TableHead>Event</TableHead>
          <TableHead>State</TableHead>
          <TableHead numeric className="max-sm:hidden">
            Date
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {events.map(({ id, title, type, createdAt, handledAt }) => (
          <TableRow key={id} className="relative">
            <TableCell className="max-w-64">
              <RowLink href={`/admin/stripe-events/${id}`} className="block truncate">
                {title}
              </RowLink>
              <span className="block truncate font-mono text-muted-foreground text-xs">{type}</span>
            </TableCell>
            <TableCell>
              <Badge variant={handledAt ? "success" : "warning"}>{handledAt ? "Processed" : "Waiting"}</Badge>
            </TableCell>
            <TableCell numeric className="whitespace-nowrap text-muted-foreground max-sm:hidden">
              {formatDateTime(createdAt)}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** When admins signed in as a member, and why. */
export function SupportSessionList({ sessions }: { sessions: OrganizationDetails["supportSessions"] }) {
  if (sessions.length === 0) return <p className="text-muted-foreground text-sm">No one has signed in as a member.</p>;
  return (
    <ul className="grid gap-3 text-sm">
      {sessions.map(({ seq, at, email, reason, readOnly }) => (
        <li key={seq} className="grid gap-0.5">
          <span className="[overflow-wrap:anywhere]">{reason || "No reason given"}</span>
          <span className="text-muted-foreground text-xs [overflow-wrap:anywhere]">
            {formatDateTime(at)} · as {email ?? "a former user"} · {readOnly ? "view only" : "full access"}
          </span>
        </li>
      ))}
    </ul>
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
