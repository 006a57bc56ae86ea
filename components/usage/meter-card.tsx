import { Activity } from "lucide-react";
import { Meter } from "@/components/charts/meter";
import { Badge } from "@/components/ui/badge";
import { Card, CardAction, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { MeterReport } from "@/lib/usage";
import { BreakdownList } from "./breakdown-list";
import { DayTable } from "./day-table";
import { OverageNote } from "./overage-note";
import { PeriodHistory } from "./period-history";
import { ThresholdList } from "./threshold-list";
import { UpgradePrompt } from "./upgrade-prompt";
import { UsageChart } from "./usage-chart";
import { WhyStopped } from "./why-stopped";
import { barState, nextUp, paceWords, stateBadge, usedOf } from "./words";

/** A counter: its usage, the curve of the period, the thresholds, and why it stopped, if it did. */
export function CounterCard({ meter, mayExport }: { meter: MeterReport; mayExport: boolean }) {
  const { stopped, curve, limit, hardLimit, projection } = meter;
  return (
    <Card>
      <MeterHeader meter={meter} />
      <CardContent className="grid gap-6">
        <Bar meter={meter} />
        <OverageNote meter={meter} />
        {stopped.allowed ? (
          <UpgradePrompt meter={meter} />
        ) : (
          <WhyStopped refusal={stopped.refusal} trace={meter.trace} />
        )}
        {meter.used === 0 ? (
          <EmptyState
            icon={Activity}
            title="No usage in this period yet"
            description={`Your ${meter.unit.other} will show here, day by day.`}
          />
        ) : (
          <div className="grid gap-3">
            <UsageChart
              label={`${meter.name} by day: ${usedOf(meter)} so far in this period.`}
              curve={curve}
              limit={limit === "unlimited" ? null : limit}
              hardLimit={hardLimit === "unlimited" ? null : hardLimit}
              projected={projection?.used ?? null}
              stepped={false}
            />
            <p className="text-muted-foreground text-sm">{paceWords(meter)}</p>
            <DayTable meter={meter} />
          </div>
        )}
        {limit !== "unlimited" && <ThresholdList meter={meter} />}
        <div className="grid gap-x-10 gap-y-6 lg:grid-cols-2">
          <PeriodHistory meter={meter} mayExport={mayExport} />
          {meter.breakdown && <BreakdownList meter={meter} breakdown={meter.breakdown} />}
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
