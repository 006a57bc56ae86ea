import { ChevronLeft, ChevronRight, Receipt } from "lucide-react";
import type { ReactNode } from "react";
import Link from "@/components/navigation/link";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { PrintButton } from "@/components/ui/print-button";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { catalog } from "@/lib/catalog";
import type { CustomerStatement } from "@/lib/customer-reports";
import { formatDate, formatMonth, formatUtcDate } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { formatCount } from "@/lib/numbers";

/** What an organization used and was charged in a month, on the screen and on paper. */
export function StatementView({ statement }: { statement: CustomerStatement }) {
  const { month, organization, plan, running } = statement;
  return (
    <article className="grid gap-6 print:gap-4">
      <PageHeader
        eyebrow={
          <Link href="/billing" className="inline-flex items-center gap-1 hover:text-foreground print:hidden">
            <ChevronLeft className="size-4" aria-hidden />
            Billing
          </Link>
        }
        title={`Statement for ${monthWords(month)}`}
        description={`${organization}, ${plan} plan.${running ? " This month isn't over yet, so figures are to date." : ""}`}
        actions={<StatementActions {...statement} />}
      />
      <Usage {...statement} />
      <Charges {...statement} />
      <footer className="hidden text-muted-foreground text-xs print:block">
        {catalog.copy.company.legalName}, {catalog.copy.company.address}. Days and months are UTC.
      </footer>
    </article>
  );
}

const monthWords = (month: string) => formatMonth(new Date(`${month}-01T00:00:00Z`));

function StatementActions({ previous, next }: Pick<CustomerStatement, "previous" | "next">) {
  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      <MonthLink month={previous} label="Previous month">
        <ChevronLeft aria-hidden />
      </MonthLink>
      <MonthLink month={next} label="Next month">
        <ChevronRight aria-hidden />
      </MonthLink>
      <PrintButton />
    </div>
  );
}

function MonthLink({ month, label, children }: { month: string | null; label: string; children: ReactNode }) {
  if (month === null)
    return (
      <Button variant="outline" size="icon" aria-label={label} disabled>
        {children}
      </Button>
    );
  return (
    <Button asChild variant="outline" size="icon">
      <Link href={`/billing/statement?month=${month}`} aria-label={label}>
        {children}
      </Link>
    </Button>
  );
}

function Usage({ meters, overage }: CustomerStatement) {
  return (
    <Card className="gap-3 print:break-inside-avoid">
      <CardHeader>
        <CardTitle>Usage</CardTitle>
      </CardHeader>
      <CardContent>
        <dl className="divide-y">
          {meters.map(({ key, name, unit, kind, used }) => (
            <Row key={key} label={name} hint={kind === "gauge" ? "at the end of the month" : undefined}>
              {used === null ? "–" : formatCount(used, unit.one, unit.other)}
            </Row>
          ))}
          {overage.map(({ name, unit, units, periodStart, periodEnd }) => (
            <Row
              key={`${name} ${periodEnd.toISOString()}`}
              label={`${name} beyond the limit`}
              hint={`billing month from ${formatDate(periodStart)} to ${formatUtcDate(periodEnd)}`}
            >
              {formatCount(units, unit.one, unit.other)}
            </Row>
          ))}
        </dl>
      </CardContent>
    </Card>
  );
}

function Row({ label, hint, children }: { label: string; hint?: string | undefined; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4 py-2.5 text-sm">
      <dt>
        {label}
        {hint && <span className="block text-muted-foreground text-xs">{hint}</span>}
      </dt>
      <dd className="figures text-right font-medium">{children}</dd>
    </div>
  );
}

function Charges({ invoices, charges }: CustomerStatement) {
  return (
    <Card className="gap-3 print:break-inside-avoid">
      <CardHeader>
        <CardTitle>Charges</CardTitle>
      </CardHeader>
      {invoices.length === 0 ? (
        <CardContent>
          <EmptyState icon={Receipt} title="No invoices" description="Nothing was invoiced in this month." />
        </CardContent>
      ) : (
        <>
          <InvoiceTable invoices={invoices} />
          <CardContent>
            <dl className="divide-y border-t">
              {charges.flatMap(({ currency, invoiced, paid, givenBack, open }) =>
                [
                  ["Invoiced", invoiced] as const,
                  ["Paid", paid] as const,
                  ...(givenBack > 0 ? [["Refunded or credited", givenBack] as const] : []),
                  ...(open > 0 ? [["Still open", open] as const] : []),
                ].map(([label, amount]) => (
                  <Row key={`${currency} ${label}`} label={label}>
                    {formatMoney({ amount, currency })}
                  </Row>
                )),
              )}
            </dl>
          </CardContent>
        </>
      )}
    </Card>
  );
}

const statusWords = { paid: "Paid", open: "Open", uncollectible: "Uncollectible", void: "Void" } as const;

function InvoiceTable({ invoices }: Pick<CustomerStatement, "invoices">) {
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead className="pl-5">Invoice</TableHead>
          <TableHead className="max-sm:hidden print:table-cell">Date</TableHead>
          <TableHead>Status</TableHead>
          <TableHead className="pr-5 text-right">Total</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {invoices.map(({ id, number, date, status, total, hostedUrl }) => (
          <TableRow key={id}>
            <TableCell className="figures whitespace-nowrap pl-5">
              {hostedUrl ? (
                <a href={hostedUrl} className="underline underline-offset-4 print:no-underline">
                  {number ?? "Invoice"}
                </a>
              ) : (
                (number ?? "Invoice")
              )}
              <span className="block text-muted-foreground text-xs sm:hidden print:hidden">{formatDate(date)}</span>
            </TableCell>
            <TableCell className="whitespace-nowrap max-sm:hidden print:table-cell">{formatDate(date)}</TableCell>
            <TableCell>{statusWords[status]}</TableCell>
            <TableCell className="figures whitespace-nowrap pr-5 text-right">{formatMoney(total)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
