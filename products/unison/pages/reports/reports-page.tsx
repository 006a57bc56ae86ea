import { ChartColumn } from "lucide-react";
import type { Metadata } from "next";
import { z } from "zod";
import { FeatureGate } from "@/components/entitlements/feature-gate";
import { Suspended } from "@/components/shell/suspended";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { offerOf, whenReadable } from "@/lib/entitlements";
import { memberPage } from "@/lib/tenancy";
import { causesOf, compareBy, weeklyOutput } from "@/products/unison/domain";
import { AnalyticsView } from "./analytics-view";
import { WeeklyView } from "./weekly-view";

export const metadata: Metadata = { title: "Reports" };

const weeks = 8;
const days = 90;
const querySchema = z.object({ by: z.enum(["lane", "department", "plant"]).catch("lane") });

/** Weekly figures on every plan; comparisons and causes with advanced analytics. */
export default async function ReportsPage({ searchParams }: PageProps<"/reports">) {
  const { by } = querySchema.parse(await searchParams);
  const view = await memberPage({}, (member) =>
    whenReadable(member, async () => {
      const offer = await offerOf(member, "advanced_analytics");
      return {
        basicOffer: await offerOf(member, "basic_reporting"),
        weeks: await weeklyOutput(member, weeks),
        offer,
        analytics: offer
          ? null
          : { by, days, rows: await compareBy(member, by, days), causes: await causesOf(member, days) },
      };
    }),
  );
  if (!view) return <Suspended />;
  const older = view.analytics && view.analytics.rows.length + view.analytics.causes.length > 0;
  const isEmpty = !older && view.weeks.every(({ orders }) => orders === 0);
  return (
    <div className="grid gap-6">
      <PageHeader title="Reports" description="Throughput, on-time delivery and scrap across your plants." />
      <FeatureGate offer={view.basicOffer}>
        {isEmpty ? (
          <EmptyState
            icon={ChartColumn}
            title="Nothing finished yet"
            description="Output, on-time delivery and scrap appear here, week by week, once the first work order is done."
          />
        ) : (
          <WeeklyView weeks={view.weeks} />
        )}
      </FeatureGate>
      <FeatureGate offer={view.offer}>
        {view.analytics && !isEmpty && <AnalyticsView {...view.analytics} />}
      </FeatureGate>
    </div>
  );
}
