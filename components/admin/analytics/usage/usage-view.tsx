import { BarList } from "@/components/charts/bar-list";
import { ChartFrame } from "@/components/charts/chart-frame";
import Link from "@/components/navigation/link";
import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { catalog } from "@/lib/catalog";
import { formatShortDate } from "@/lib/dates";
import type { LimitViolation, MetricFilter, TopOrganizations } from "@/lib/metrics/page/types";
import { formatMoney } from "@/lib/money";
import { formatNumber, formatPercent } from "@/lib/numbers";
import { planName } from "../../plan-name";
import { chartHref } from "../paths";
import { stepLabels } from "./usage-tables";

type UsageViewProps = { top: TopOrganizations; violations: readonly LimitViolation[]; filter: MetricFilter };

/** Who uses most, and who needs more than they pay for. */
export function UsageView({ top: { meters, asOf }, violations, filter }: UsageViewProps) {
  return (
    <div className="grid gap-5">
      <ChartFrame
        id="violations"
        title="At or near a limit"
        hint="Organizations that have used at least 90% of what their plan includes: good candidates for a larger plan."
        csv={chartHref("violations", filter)}
        empty={violations.length === 0 && "No organization is near a limit."}
      >
        <div className="-mx-5 -my-4 max-sm:-mx-4">
          <Violations violations={violations} now={asOf} />
        </div>
      </ChartFrame>
      <div className="grid gap-5 lg:grid-cols-2">
        {meters.map(({ meter, label, kind, unit, rows }) => (
          <ChartFrame
            key={meter}
            id={`top-${meter}`}
            title={label}
            description={`${kind === "counter" ? "This usage period" : "Now"}${unit.toLowerCase() === label.toLowerCase() ? "" : `, in ${unit}`}`}
            csv={chartHref("top", filter, { meter })}
            empty={rows.length === 0 && "No usage yet."}
          >
            <BarList
              label={`Top organizations by ${label}`}
              entries={rows.map(({ organizationId, name, used, limit }) => ({
                key: organizationId,
                label: name,
                value: used,
                text: formatNumber(used),
                note: limit ? `${formatPercent(Math.round((used / limit) * 100) / 100)} of limit` : undefined,
                color: limit && used >= limit ? "var(--destructive)" : undefined,
                href: `/admin/organizations/${organizationId}`,
              }))}
            />
          </ChartFrame>
        ))}
      </div>
    </div>
  );
}

const stepVariants = { critical: "warning", soft: "warning", hard: "destructive" } as const;

const mrrOf = ({ mrr, currency }: LimitViolation): string =>
  formatMoney({ amount: mrr, currency: currency ?? catalog.currency });

function Violations({ violations, now }: { violations: readonly LimitViolation[]; now: Date }) {
  return (
    <Table label="Organizations at or near a limit">
      <TableHeader>
        <TableRow>
          <TableHead>Organization</TableHead>
          <TableHead className="max-sm:hidden">Meter</TableHead>
          <TableHead numeric>Used</TableHead>
          <TableHead className="max-sm:hidden">State</TableHead>
          <TableHead className="max-sm:hidden">Plan</TableHead>
          <TableHead numeric className="max-sm:hidden">
            MRR
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {violations.map((each) => (
          <TableRow key={`${each.organizationId} ${each.meter}`}>
            <TableCell>
              <Link
                href={`/admin/organizations/${each.organizationId}`}
                className="font-medium underline-offset-4 hover:underline"
              >
                {each.name}
              </Link>
              <span className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-muted-foreground text-xs sm:hidden">
                {[each.label, each.planKey && planName(each.planKey), each.mrr > 0 && `${mrrOf(each)} MRR`]
                  .filter(Boolean)
                  .join(" · ")}
                <Badge variant={stepVariants[each.step]}>{stepLabels[each.step]}</Badge>
              </span>
            </TableCell>
            <TableCell className="whitespace-nowrap max-sm:hidden">{each.label}</TableCell>
            <TableCell numeric className="whitespace-nowrap font-mono text-xs">
              {formatNumber(each.used)} <span className="text-muted-foreground">/ {formatNumber(each.limit)}</span>
            </TableCell>
            <TableCell className="whitespace-nowrap max-sm:hidden">
              <Badge variant={stepVariants[each.step]}>{stepLabels[each.step]}</Badge>
              {each.since && (
                <span className="ml-2 text-muted-foreground text-xs">since {formatShortDate(each.since, now)}</span>
              )}
            </TableCell>
            <TableCell className="max-sm:hidden">{each.planKey === null ? "–" : planName(each.planKey)}</TableCell>
            <TableCell numeric className="whitespace-nowrap font-mono text-xs max-sm:hidden">
              {mrrOf(each)}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
