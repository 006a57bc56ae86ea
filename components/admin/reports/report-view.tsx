import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { BarList } from "@/components/charts/bar-list";
import { ChartFrame } from "@/components/charts/chart-frame";
import { ChartTableView } from "@/components/charts/chart-table-view";
import { HeatGrid } from "@/components/charts/heat-grid";
import Link from "@/components/navigation/link";
import { buttonVariants } from "@/components/ui/button-variants";
import { PageHeader } from "@/components/ui/page-header";
import { PrintButton } from "@/components/ui/print-button";
import type { ChurnSlice } from "@/lib/metrics";
import { formatMoney, formatRounded } from "@/lib/money";
import { formatCount, formatPercent } from "@/lib/numbers";
import type { MonthReport } from "@/lib/reports";
import { BasisNote, BasisWarnings } from "../metrics/basis-note";
import { MonthLedger } from "../metrics/month-ledger";
import { monthsWithRevenue, movementTable } from "../metrics/movement-table";
import { periodLabel } from "../metrics/period-labels";
import { RetentionChart } from "../metrics/retention-chart";
import { formatChange } from "../movement-labels";
import { CustomerList } from "./customer-list";

/** The month's revenue on one page, on the screen and on paper. */
export function ReportView({ report }: { report: MonthReport }) {
  const { month, basis, waterfall, months, retention, cohorts, average, churn, customers } = report;
  const { currency } = basis;
  const title = `Revenue in ${periodLabel(month)}`;
  return (
    <article className="grid gap-5 print:gap-4 print:[print-color-adjust:exact] print:[&_footer]:hidden">
      <PageHeader
        title={title}
        description={waterfall.running ? "This month isn't over yet, so figures are to date." : undefined}
        actions={<ReportActions report={report} />}
      />
      <BasisWarnings basis={basis} />
      <Figures report={report} />
      <MonthLedger waterfall={waterfall} currency={currency} filter={{}} className={unbroken} />
      <ChartFrame id="months" title="MRR month by month" empty={noRevenue(report)} className={unbroken}>
        <div className={narrowOnPaper}>
          <ChartTableView
            id="months-table"
            label="MRR month by month"
            table={movementTable(monthsWithRevenue(months), currency, {})}
          />
        </div>
      </ChartFrame>
      <div className="grid gap-5 lg:grid-cols-3 print:grid-cols-3 print:gap-4">
        <CustomerList
          id="largest"
          title="Largest customers"
          customers={customers.largest}
          empty="No paying customers."
        />
        <CustomerList
          id="gained"
          title="Grew the most"
          customers={customers.gained}
          change
          empty="No customers grew."
        />
        <CustomerList
          id="lost"
          title="Left or downgraded"
          customers={customers.lost}
          change
          empty="No customers left or downgraded."
        />
      </div>
      {churn.byCause.length > 0 && (
        <div className="grid gap-5 lg:grid-cols-3 print:grid-cols-3 print:gap-4">
          <ChurnList id="reasons" title="Churn by reason" slices={churn.byReason} currency={currency} />
          <ChurnList id="causes" title="Churn by cause" slices={churn.byCause} currency={currency} />
          <ChurnList id="plans" title="Churn by plan" slices={churn.byPlan} currency={currency} />
        </div>
      )}
      <div className="grid items-start gap-5 lg:grid-cols-2 print:grid-cols-2 print:gap-4">
        <RetentionChart chart="retention" months={retention} filter={{}} asOf={basis.asOf} className={unbroken} />
        <RetentionChart chart="churn-rates" months={retention} filter={{}} asOf={basis.asOf} className={unbroken} />
      </div>
      <ChartFrame
        id="cohorts"
        title="Revenue retention by cohort"
        description="Months since the first payment"
        empty={cohorts.length === 0 && "Cohorts appear here with the first paying customers."}
        className={unbroken}
      >
        <HeatGrid
          label="Revenue retention by cohort"
          head="Cohort"
          sizeHead="MRR"
          columnLabel={(age) => `Month ${age}`}
          lastIsPartial={waterfall.running}
          mean={average}
          rows={cohorts.slice(-12).map(({ month: cohort, mrr, cells }) => ({
            label: periodLabel(cohort),
            size: formatRounded({ amount: mrr, currency }),
            cells: cells.map(({ revenueRetention }) => revenueRetention),
          }))}
        />
      </ChartFrame>
      <BasisNote basis={basis} />
    </article>
  );
}

const unbroken = "print:break-inside-avoid";

/** Paper doesn't scroll. */
const narrowOnPaper =
  "print:[&_:is(td,th)]:px-1 print:[&_:is(td,th)]:text-[0.5625rem] print:[&_section]:overflow-visible";

const noRevenue = ({ months }: MonthReport): string | false =>
  monthsWithRevenue(months).length === 0 && "Months appear here with the first revenue.";

function ReportActions({ report: { previous, next } }: { report: MonthReport }) {
  return (
    <div className="flex items-center gap-2 print:hidden">
      <MonthLink month={previous} label="Previous month" icon={<ChevronLeft aria-hidden />} />
      {next && <MonthLink month={next} label="Next month" icon={<ChevronRight aria-hidden />} />}
      <PrintButton />
    </div>
  );
}

function MonthLink({ month, label, icon }: { month: string; label: string; icon: ReactNode }) {
  return (
    <Link
      href={`/admin/reports/${month}`}
      aria-label={`${label}: ${periodLabel(month)}`}
      className={buttonVariants({ variant: "outline", size: "icon" })}
    >
      {icon}
    </Link>
  );
}

/** The five numbers that say how the month went. */
function Figures({ report: { waterfall, rates, basis } }: { report: MonthReport }) {
  const { opening, closing } = waterfall;
  const change = closing - opening;
  const growth = opening > 0 ? change / opening : null;
  const ratio = (value: number | null) => (value === null ? "n/a" : formatPercent(value));
  const figures = [
    { label: "MRR", value: formatMoney({ amount: closing, currency: basis.currency }) },
    { label: "Net new MRR", value: formatChange({ amount: change, currency: basis.currency }), note: growth },
    { label: "Net revenue retention", value: ratio(rates.nrr) },
    { label: "Gross MRR churn", value: ratio(rates.grossMrrChurn) },
    { label: "Customer churn", value: ratio(rates.logoChurn) },
  ];
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-border lg:grid-cols-5 print:grid-cols-5">
      {figures.map(({ label, value, note }) => (
        <div
          key={label}
          className="grid content-start gap-1 bg-card px-5 py-4 max-lg:last:col-span-2 print:last:col-span-1 print:px-3 print:py-2.5"
        >
          <dt className="text-muted-foreground text-xs">{label}</dt>
          <dd className="flex flex-wrap items-baseline gap-x-2 font-medium font-mono text-xl tabular-nums tracking-[-0.02em] print:text-base">
            {value}
            {typeof note === "number" && (
              <span className={note < 0 ? "text-destructive-ink text-xs" : "text-success-ink text-xs"}>
                {note > 0 && "+"}
                {formatPercent(note)}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

type ChurnListProps = { id: string; title: string; slices: readonly ChurnSlice[]; currency: string };

function ChurnList({ id, title, slices, currency }: ChurnListProps) {
  return (
    <ChartFrame id={id} title={title} empty={slices.length === 0 && "No customers were lost."} className={unbroken}>
      <BarList
        label={title}
        entries={slices.map(({ key, label, mrr, customers }) => ({
          key,
          label,
          value: mrr,
          text: formatRounded({ amount: mrr, currency }),
          note: formatCount(customers, "customer"),
          color: "var(--mv-churn)",
        }))}
      />
    </ChartFrame>
  );
}
