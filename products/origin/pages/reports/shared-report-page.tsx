import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { Stat, StatGrid } from "@/components/ui/stat";
import { formatUtcDate } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { openReport } from "@/products/origin/domain";
import { formatRoi, roiOf } from "../../domain/runs/returns";
import { ChannelTable } from "../channels/channel-table";
import { rangeOf, settingsOfRun } from "../run-words";

export const metadata: Metadata = {
  title: "Shared report",
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

/** One run's figures, for anyone who has its link. */
export default async function SharedReportPage({ params }: { params: Promise<{ token: string }> }) {
  const report = await openReport((await params).token);
  if (!report) notFound();
  const { run, channels, currency } = report;
  const money = (amount: number) => formatMoney({ amount, currency });
  const [value, spend] = [run.value ?? 0, run.spend ?? 0];
  return (
    <main className="mx-auto grid w-full max-w-5xl gap-6 px-4 py-10 sm:px-6">
      <PageHeader
        eyebrow={report.organization}
        title={report.title}
        description={`${settingsOfRun(run)} · ${rangeOf(run)}`}
      />
      <StatGrid>
        <Stat label="Revenue" value={money(value)} />
        <Stat label="Spend" value={money(spend)} />
        <Stat label="ROI" value={formatRoi(roiOf({ value, spend }))} />
        <Stat label="Conversions" value={run.conversions ?? 0} />
      </StatGrid>
      <ChannelTable channels={channels} currency={currency} />
      <p className="text-muted-foreground text-sm">
        Shared read-only by {report.organization}. This link works until {formatUtcDate(report.expiresAt)}.
      </p>
    </main>
  );
}
