import { GitCompareArrows } from "lucide-react";
import Link from "@/components/navigation/link";
import type { DashboardParts } from "@/components/products/types";
import { Button } from "@/components/ui/button";
import { Stat, StatGrid } from "@/components/ui/stat";
import { formatMoney } from "@/lib/money";
import { formatNumber } from "@/lib/numbers";
import type { Member } from "@/lib/tenancy";
import { usageNow } from "@/lib/usage";
import { doneRun, hasConversions, resultsOf, settingsOf } from "@/products/origin/domain";
import { formatRoi, roiOf } from "../../domain/runs/returns";
import { ChannelTable } from "../channels/channel-table";
import { NoResults } from "../no-data";
import { rangeOf, settingsOfRun } from "../run-words";
import { PlanBanner } from "./plan-banner";

/** The plan, and the figures of the latest run. */
export async function dashboard(member: Member): Promise<DashboardParts> {
  const { entitlements, meters } = await usageNow(member);
  const runs = meters.find(({ key }) => key === "attribution_runs");
  const run = await doneRun(member);
  const { currency } = await settingsOf(member);
  const channels = run ? ((await resultsOf(member, [run])).get(run.id) ?? []) : [];
  const hasData = run !== undefined || (await hasConversions(member));
  return {
    ...(runs ? { showsPlan: true as const } : {}),
    actions: hasData && (
      <Button asChild>
        <Link href="/runs">
          <GitCompareArrows aria-hidden />
          Run a model
        </Link>
      </Button>
    ),
    main: (
      <>
        {runs && <PlanBanner entitlements={entitlements} runs={runs} />}
        {run ? <Latest run={run} channels={channels} currency={currency} /> : <NoResults hasData={hasData} />}
      </>
    ),
  };
}

type LatestProps = {
  run: NonNullable<Awaited<ReturnType<typeof doneRun>>>;
  channels: Parameters<typeof ChannelTable>[0]["channels"];
  currency: string;
};

function Latest({ run, channels, currency }: LatestProps) {
  const money = (amount: number) => formatMoney({ amount, currency });
  const [value, spend] = [run.value ?? 0, run.spend ?? 0];
  return (
    <section aria-labelledby="latest" className="grid gap-4">
      <div>
        <h2 id="latest" className="font-semibold">
          Latest run
        </h2>
        <p className="text-muted-foreground text-sm">{`${settingsOfRun(run)} · ${rangeOf(run)}`}</p>
      </div>
      <StatGrid>
        <Stat label="Revenue" value={money(value)} />
        <Stat label="Spend" value={money(spend)} />
        <Stat label="ROI" value={formatRoi(roiOf({ value, spend }))} />
        <Stat label="Conversions" value={formatNumber(run.conversions ?? 0)} />
      </StatGrid>
      <ChannelTable channels={channels.slice(0, 8)} currency={currency} />
    </section>
  );
}
