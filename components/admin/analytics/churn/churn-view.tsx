import { BarList } from "@/components/charts/bar-list";
import { ChartFrame } from "@/components/charts/chart-frame";
import { TableChart } from "@/components/charts/table-chart";
import type { ChurnMetrics, MetricFilter, RetentionPoint } from "@/lib/metrics/page/types";
import { formatRounded } from "@/lib/money";
import { formatCompact, formatCount } from "@/lib/numbers";
import { periodLabel, periodTick } from "../../metrics/period-labels";
import { RetentionChart } from "../../metrics/retention-chart";
import { chartHref } from "../paths";
import { type ChurnSlicing, churnMonthTable, churnSlices } from "./churn-tables";

type ChurnViewProps = { metrics: ChurnMetrics; retention: readonly RetentionPoint[]; filter: MetricFilter };

/** Who left, why, from which plan and after how long. */
export function ChurnView({ metrics, retention, filter }: ChurnViewProps) {
  const { months, asOf, from, to } = metrics;
  return (
    <div className="grid gap-5">
      <div className="grid gap-5 lg:grid-cols-2">
        <TableChart
          id="churn-months"
          title="Customers that left"
          hint="Organizations whose MRR went to 0, by month. A failed payment counts three weeks after it was due."
          kind="columns"
          table={churnMonthTable(metrics, filter)}
          csv={chartHref("churn-months", filter)}
          axis={months.map(({ month }) => periodTick(month, asOf))}
          formatTick={formatCompact}
          whole
          running={to === asOf.toISOString().slice(0, 7)}
          empty="No customers have left."
          plotClassName="h-44"
        />
        <RetentionChart chart="customer-churn" months={retention} filter={filter} asOf={asOf} />
      </div>
      <p className="text-muted-foreground text-sm">
        {periodLabel(from)} to {periodLabel(to)}
      </p>
      <div className="grid gap-5 lg:grid-cols-2">
        <Slices
          slicing="reason"
          title="Churn by reason"
          hint="The reasons customers gave when they canceled."
          {...{ metrics, filter }}
        />
        <Slices
          slicing="plan"
          title="Churn by plan"
          hint="The plan customers were on when they left."
          {...{ metrics, filter }}
        />
        <Slices
          slicing="age"
          title="Churn by tenure"
          hint="How long customers stayed after their first payment."
          {...{ metrics, filter }}
        />
        <Slices
          slicing="cause"
          title="Churn by cause"
          hint="Customers that canceled, and customers whose payments failed."
          {...{ metrics, filter }}
        />
      </div>
    </div>
  );
}

type SlicesProps = { slicing: ChurnSlicing; title: string; hint: string; metrics: ChurnMetrics; filter: MetricFilter };

function Slices({ slicing, title, hint, metrics, filter }: SlicesProps) {
  const given = metrics[churnSlices[slicing]];
  // Ages have an order of their own.
  const slices = slicing === "age" ? given : given.toSorted((a, b) => b.mrr - a.mrr);
  return (
    <ChartFrame
      id={`churn-${slicing}`}
      title={title}
      hint={hint}
      csv={chartHref(`churn-${slicing}`, filter)}
      empty={slices.length === 0 && "No customers have left."}
    >
      <BarList
        label={title}
        entries={slices.map(({ key, label, customers, mrr }) => ({
          key,
          label,
          value: mrr,
          text: formatRounded({ amount: mrr, currency: metrics.currency }),
          note: formatCount(customers, "customer"),
          color: "var(--mv-churn)",
        }))}
      />
    </ChartFrame>
  );
}
