import { Stat, StatGrid } from "@/components/ui/stat";
import { formatMoney, formatRounded } from "@/lib/money";
import { formatNumber } from "@/lib/numbers";
import type { ValueReport } from "@/products/leadflow/domain";
import { durationWords } from "./duration-words";

/** The value in four figures, over the periods shown. */
export function ValueStats({ value, currency }: Pick<ValueReport, "value" | "currency">) {
  const { total, leadsPerPeriod, costPerLead, periods } = value;
  const current = periods.at(-1);
  return (
    <StatGrid className="grid-cols-2 *:p-4 md:grid-cols-4">
      <Stat
        label="Time saved"
        value={durationWords(total.seconds)}
        hint={`worth ${formatRounded({ amount: total.worth, currency })}`}
      />
      <Stat
        label="Replies drafted"
        value={formatNumber(total.replies)}
        hint={`from ${formatNumber(total.emails)} emails`}
      />
      <Stat
        label="Leads per month"
        value={formatNumber(Math.round(leadsPerPeriod ?? current?.leads ?? 0))}
        hint={leadsPerPeriod === null ? "so far this month" : `${formatNumber(current?.leads ?? 0)} so far this month`}
      />
      <Stat
        label="Cost per lead"
        value={costPerLead === null ? "–" : formatMoney({ amount: costPerLead, currency })}
        hint={costPerLead === null ? "once you have a plan and leads" : "plan and overage, monthly average"}
      />
    </StatGrid>
  );
}
