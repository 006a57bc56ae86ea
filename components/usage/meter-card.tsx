import { Meter } from "@/components/charts/meter";
import { Badge } from "@/components/ui/badge";
import { Card, CardAction, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import type { MeterReport } from "@/lib/usage";
import { BreakdownList } from "./breakdown-list";
import { DayTable } from "./day-table";
import { thresholdsOf } from "./drawn-thresholds";
import { OverageNote } from "./overage-note";
import { PeriodHistory } from "./period-history";
import { UpgradePrompt } from "./upgrade-prompt";
import { UsageChart } from "./usage-chart";
import { UsageRing } from "./usage-ring";
import { WhyStopped } from "./why-stopped";
import { barState, firstDayWords, nextUp, paceWords, stateBadge, usedOf } from "./words";

type CounterCardProps = { meter: MeterReport; mayExport: boolean; currency: string };

/** A counter: its usage, the days of the period under its thresholds, and why it stopped, if it did. */
export function CounterCard({ meter, mayExport, currency }: CounterCardProps) {
  const { stopped, curve, limit, hardLimit, projection, used } = meter;
  const tableId = `days-${meter.key}`;
  return (
    <Card>
      <MeterHeader meter={meter} />
      <CardContent className="grid gap-6">
        <div className="flex flex-wrap items-center gap-x-6 gap-y-4">
          {limit !== "unlimited" && <UsageRing meter={meter} />}
          <div className="grid min-w-0 flex-1 basis-56 gap-2">
            <Bar meter={meter} />
            <p className="text-pretty text-sm">
              {used === 0 ? "No usage in this period yet." : paceWords(meter) || firstDayWords(meter)}
            </p>
          </div>
        </div>
        <OverageNote meter={meter} currency={currency} />
        {stopped.allowed ? (
          <UpgradePrompt meter={meter} />
        ) : (
          <WhyStopped refusal={stopped.refusal} trace={meter.trace} />
        )}
        <div className="grid gap-3">
          <UsageChart
            label={`${meter.name} by day: ${usedOf(meter)} so far in this period.`}
            tableId={tableId}
            curve={curve}
            limit={limit === "unlimited" ? null : limit}
            hardLimit={hardLimit === "unlimited" ? null : hardLimit}
            projected={projection?.used ?? null}
            thresholds={thresholdsOf(meter)}
          />
          <DayTable id={tableId} meter={meter} />
        </div>
        <div className="grid gap-x-10 gap-y-6 empty:hidden lg:grid-cols-2">
          <PeriodHistory meter={meter} mayExport={mayExport} />
          {meter.breakdown && used > 0 && <BreakdownList meter={meter} breakdown={meter.breakdown} />}
        </div>
      </CardContent>
    </Card>
  );
}

/** A gauge: its level, and why no more can be added, if so. */
export function GaugeCard({ meter }: { meter: MeterReport }) {
  const { stopped } = meter;
  return (
    <Card>
      <MeterHeader meter={meter} />
      <CardContent className="grid gap-5">
        <Bar meter={meter} />
        {!stopped.allowed && <WhyStopped refusal={stopped.refusal} trace={meter.trace} />}
      </CardContent>
    </Card>
  );
}

function MeterHeader({ meter }: { meter: MeterReport }) {
  const badge = stateBadge(meter);
  return (
    <CardHeader>
      <CardTitle>{meter.name}</CardTitle>
      <CardDescription>{meter.description}</CardDescription>
      {badge && (
        <CardAction>
          <Badge variant={badge.variant} dot>
            {badge.label}
          </Badge>
        </CardAction>
      )}
    </CardHeader>
  );
}

function Bar({ meter }: { meter: MeterReport }) {
  const { kind, used, limit, unit } = meter;
  return (
    <Meter
      name={kind === "gauge" ? "Now" : "This period"}
      used={used}
      limit={limit}
      unit={(limit === "unlimited" ? used : limit) === 1 ? unit.one : unit.other}
      state={barState(meter)}
      hint={nextUp(meter) || undefined}
    />
  );
}
