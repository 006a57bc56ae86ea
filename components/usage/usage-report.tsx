import { CircleSlash } from "lucide-react";
import Link from "@/components/navigation/link";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { formatUtcDate } from "@/lib/dates";
import type { MeterReport, UsageReport } from "@/lib/usage";
import { CreditsCard } from "./credits-card";
import { CounterCard, GaugeCard } from "./meter-card";
import { countOf } from "./words";

type UsageReportViewProps = {
  report: UsageReport;
  /** Whether the person may download events. */
  mayExport: boolean;
  /** The currency of overage. */
  currency: string;
};

export function UsageReportView({ report, mayExport, currency }: UsageReportViewProps) {
  const { entitlements, period, meters, credits, refusedBy } = report;
  const included = meters.filter(({ state }) => state !== "not_included");
  const counters = included.filter(({ kind }) => kind === "counter");
  const gauges = included.filter(({ kind }) => kind === "gauge");
  return (
    <div className="grid gap-8">
      <PageHeader
        title="Usage"
        description={`${entitlements.plan.name} plan. This period runs from ${formatUtcDate(period.start)} to ${formatUtcDate(period.end)}.`}
        actions={
          <Button asChild variant="outline">
            <Link href="/billing">View plan and billing</Link>
          </Button>
        }
      />
      {refusedBy && <WhyRefused explanation={refusedBy.message} {...entitlements} />}
      <CreditsCard credits={credits} />
      {counters.map((meter) => (
        <CounterCard mayExport={mayExport} key={meter.key} meter={meter} currency={currency} />
      ))}
      {gauges.length > 0 && (
        <section className="grid gap-4" aria-labelledby="gauges">
          <h2 id="gauges" className="font-semibold text-base">
            {listOf(gauges)}
          </h2>
          <div className="grid items-start gap-4 md:grid-cols-2 xl:grid-cols-3">
            {gauges.map((meter) => (
              <GaugeCard key={meter.key} meter={meter} />
            ))}
          </div>
        </section>
      )}
      <NotIncluded meters={meters.filter(({ state }) => state === "not_included")} plan={entitlements.plan.name} />
    </div>
  );
}

/** Access takes precedence over limits: after a trial nothing can be used, whatever the meters allow. */
type WhyRefusedProps = { explanation: string } & Pick<UsageReport["entitlements"], "access" | "accessSince">;

function WhyRefused({ explanation, access, accessSince }: WhyRefusedProps) {
  return (
    <Alert variant="destructive">
      <CircleSlash aria-hidden />
      <AlertTitle>{accessTitle(access === "blocked" ? "suspended" : "read-only", accessSince)}</AlertTitle>
      <AlertDescription>
        <p>{explanation}</p>
        <Button asChild size="sm" variant="outline" className="mt-1">
          <Link href="/billing">Go to billing</Link>
        </Button>
      </AlertDescription>
    </Alert>
  );
}

const accessTitle = (state: string, since: Date | null) =>
  since ? `Your account has been ${state} since ${formatUtcDate(since)}` : `Your account is ${state}`;

function NotIncluded({ meters, plan }: { meters: readonly MeterReport[]; plan: string }) {
  if (meters.length === 0) return null;
  return (
    <section className="grid gap-4" aria-labelledby="not-included">
      <h2 id="not-included" className="font-semibold text-base">
        Not in {plan}
      </h2>
      <ul className="divide-y rounded-lg border">
        {meters.map(({ key, name, description, stopped, unit }) => {
          const lift = stopped.allowed ? undefined : stopped.refusal.liftedBy[0];
          return (
            <li key={key} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 px-5 py-4 text-sm">
              <span>
                <span className="font-medium">{name}</span>
                <span className="block text-muted-foreground">{description}</span>
              </span>
              {lift && (
                <span className="text-muted-foreground">
                  {lift.name}: {lift.limit === "unlimited" ? `unlimited ${unit.other}` : countOf(lift.limit, unit)}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** "Users, plants and storage". */
function listOf(meters: readonly MeterReport[]): string {
  const names = meters.map(({ name }, index) => (index === 0 ? name : name.toLowerCase()));
  return new Intl.ListFormat("en-US", { style: "long" }).format(names).replace(", and ", " and ");
}
