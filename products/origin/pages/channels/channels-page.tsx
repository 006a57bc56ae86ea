import { Download, LockKeyhole } from "lucide-react";
import type { Metadata } from "next";
import Link from "@/components/navigation/link";
import { Suspended } from "@/components/shell/suspended";
import { Writes } from "@/components/shell/writes";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { Stat, StatGrid } from "@/components/ui/stat";
import { offerOf, whenReadable } from "@/lib/entitlements";
import { formatMoney } from "@/lib/money";
import { formatNumber } from "@/lib/numbers";
import { memberPage } from "@/lib/tenancy";
import {
  channelsWithSpend,
  doneRun,
  hasConversions,
  listReports,
  listRoiAlerts,
  resultsOf,
  settingsOf,
} from "@/products/origin/domain";
import { formatRoi, roiOf } from "../../domain/runs/returns";
import { RoiAlerts } from "../alerts/roi-alerts";
import { NoResults } from "../no-data";
import { isManager } from "../permissions";
import { SharedReports } from "../reports/shared-reports";
import { rangeOf, settingsOfRun } from "../run-words";
import { ChannelTable } from "./channel-table";

export const metadata: Metadata = { title: "Channels" };

export default async function ChannelsPage({ searchParams }: { searchParams: Promise<{ run?: string | string[] }> }) {
  const asked = (await searchParams).run;
  const id = typeof asked === "string" && /^[0-9a-f-]{36}$/.test(asked) ? asked : undefined;
  const view = await memberPage({}, (member) =>
    whenReadable(member, async () => {
      const run = await doneRun(member, id);
      return {
        run,
        channels: run ? ((await resultsOf(member, [run])).get(run.id) ?? []) : [],
        hasData: await hasConversions(member),
        settings: await settingsOf(member),
        exports: await offerOf(member, "csv_export"),
        sharing: await offerOf(member, "roi_reports"),
        reports: await listReports(member),
        alerting: await offerOf(member, "roi_alerts"),
        alerts: await listRoiAlerts(member),
        paid: run ? await channelsWithSpend(member, run.id) : [],
        manages: isManager(member.role),
        organization: member.organizationId,
      };
    }),
  );
  if (!view) return <Suspended />;
  const { run, channels, settings } = view;
  if (!run) {
    return (
      <div className="grid gap-6">
        <PageHeader title="Channels" description="What each channel earned, cost and returned." />
        <NoResults hasData={view.hasData} />
      </div>
    );
  }
  const money = (amount: number) => formatMoney({ amount, currency: settings.currency });
  const { value, spend, conversions } = {
    value: run.value ?? 0,
    spend: run.spend ?? 0,
    conversions: run.conversions ?? 0,
  };
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Channels"
        description={`${settingsOfRun(run)} · ${rangeOf(run)}`}
        actions={
          view.exports ? (
            <Button asChild variant="outline">
              <Link href="/billing">
                <LockKeyhole aria-hidden />
                Exports locked
              </Link>
            </Button>
          ) : (
            <Button asChild variant="outline">
              <a href={`/channels/export?run=${run.id}&organization=${view.organization}`} download>
                <Download aria-hidden />
                Export CSV
              </a>
            </Button>
          )
        }
      />
      <StatGrid>
        <Stat label="Revenue" value={money(value)} hint={`${formatNumber(conversions)} conversions`} />
        <Stat label="Spend" value={money(spend)} />
        <Stat label="ROI" value={formatRoi(roiOf({ value, spend }))} hint="Profit by spend" />
        <Stat
          label="Cost per acquisition"
          value={spend > 0 && conversions > 0 ? money(Math.round(spend / conversions)) : "–"}
        />
      </StatGrid>
      <ChannelTable channels={channels} currency={settings.currency} />
      <Writes>
        <RoiAlerts offer={view.alerting} alerts={view.alerts} channels={view.paid} manages={view.manages} />
      </Writes>
      <Writes>
        <SharedReports run={run.id} offer={view.sharing} reports={view.reports} manages={view.manages} />
      </Writes>
    </div>
  );
}
