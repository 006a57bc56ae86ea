import { Download, Receipt } from "lucide-react";
import Link from "@/components/navigation/link";
import { Badge, type BadgeVariant } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardContent, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { InvoiceLine } from "@/lib/billing";
import { formatDate, formatUtcDate } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { givenBackWords } from "./invoice-words";
import { isOverdue } from "./notices";

type InvoicesCardProps = {
  invoices: readonly InvoiceLine[];
  now: Date;
  /** Links to the newest and to older invoices; null where there are none. */
  newest: string | null;
  older: string | null;
};

const statuses: Record<InvoiceLine["status"], { label: string; variant: BadgeVariant }> = {
  paid: { label: "Paid", variant: "success" },
  open: { label: "Open", variant: "warning" },
  uncollectible: { label: "Uncollectible", variant: "destructive" },
  void: { label: "Void", variant: "outline" },
};

const overdue = { label: "Overdue", variant: "destructive" } as const;

/** Every invoice, with links to its page and PDF. */
export function InvoicesCard({ invoices, now, newest, older }: InvoicesCardProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Invoices</CardTitle>
        <CardAction>
          <Button asChild variant="outline" size="sm">
            <Link href="/billing/statement">View statement</Link>
          </Button>
        </CardAction>
      </CardHeader>
      {invoices.length === 0 ? (
        <CardContent>
          <EmptyState
            icon={Receipt}
            title="No invoices yet"
            description="Your invoices and their PDFs will appear here."
          />
        </CardContent>
      ) : (
        <InvoiceTable invoices={invoices} now={now} />
      )}
      {(newest || older) && (
        <CardFooter className="justify-between">
          <PageLink href={newest}>Newest</PageLink>
          <PageLink href={older}>Older</PageLink>
        </CardFooter>
      )}
    </Card>
  );
}

function InvoiceTable({ invoices, now }: Pick<InvoicesCardProps, "invoices" | "now">) {
  return (
    <Table label="Invoices">
      <TableHeader>
        <TableRow>
          <TableHead>Number</TableHead>
          <TableHead className="max-sm:hidden">Date (UTC)</TableHead>
          <TableHead className="max-sm:hidden">Status</TableHead>
          <TableHead numeric>Amount</TableHead>
          <TableHead>
            <span className="sr-only">Actions</span>
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {invoices.map((invoice) => (
          <InvoiceRow key={invoice.id} invoice={invoice} now={now} />
        ))}
      </TableBody>
    </Table>
  );
}

function InvoiceRow({ invoice, now }: { invoice: InvoiceLine; now: Date }) {
  const { label, variant } = isOverdue(invoice, now) ? overdue : statuses[invoice.status];
  const details = givenBackWords(invoice);
  const name = invoice.number ?? "Invoice";
  const state = (
    <>
      <span className="flex flex-wrap gap-1">
        <Badge variant={variant}>{label}</Badge>
        {invoice.disputed && <Badge variant="warning">Disputed</Badge>}
      </span>
      {invoice.status === "open" && invoice.dueAt && (
        <span className="mt-1 block font-normal text-muted-foreground text-xs">Due {formatUtcDate(invoice.dueAt)}</span>
      )}
    </>
  );
  return (
    <TableRow>
      <TableCell className="figures whitespace-nowrap font-medium">
        {invoice.hostedUrl ? (
          <a href={invoice.hostedUrl} target="_blank" rel="noreferrer" className="underline-offset-4 hover:underline">
            {name}
          </a>
        ) : (
          name
        )}
        <span className="mb-1 block font-normal text-muted-foreground text-xs sm:hidden">
          {formatUtcDate(invoice.date)}
        </span>
        <div className="sm:hidden">{state}</div>
        {details && (
          <span className="block text-pretty whitespace-normal font-normal text-muted-foreground text-xs sm:hidden">
            {details}
          </span>
        )}
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted-foreground max-sm:hidden">
        {formatDate(invoice.date)}
      </TableCell>
      <TableCell className="max-sm:hidden">{state}</TableCell>
      <TableCell numeric>
        <span className="figures whitespace-nowrap">
          {formatMoney({ amount: invoice.total, currency: invoice.currency })}
        </span>
        {details && (
          <span className="mt-1 block text-pretty text-muted-foreground text-xs max-sm:hidden">{details}</span>
        )}
      </TableCell>
      <TableCell className="text-right">
        <InvoiceLinks invoice={invoice} name={name} />
      </TableCell>
    </TableRow>
  );
}

function InvoiceLinks({ invoice, name }: { invoice: InvoiceLine; name: string }) {
  return (
    <div className="flex justify-end gap-1">
      {invoice.status === "open" && invoice.hostedUrl && (
        <Button asChild size="sm">
          <a href={invoice.hostedUrl} target="_blank" rel="noreferrer">
            Pay<span className="sr-only"> {name}</span>
          </a>
        </Button>
      )}
      {invoice.pdfUrl && (
        <Button asChild size="sm" variant="ghost" className="max-sm:px-1.5">
          <a href={invoice.pdfUrl} target="_blank" rel="noreferrer">
            <Download aria-hidden />
            <span className="max-sm:sr-only">PDF</span>
            <span className="sr-only"> of {name}</span>
          </a>
        </Button>
      )}
    </div>
  );
}

function PageLink({ href, children }: { href: string | null; children: string }) {
  if (!href) return <span />;
  return (
    <Button asChild size="sm" variant="outline">
      <Link href={href}>{children}</Link>
    </Button>
  );
}
