import type { Metadata } from "next";
import { filterOf } from "@/components/admin/analytics/filter-params";
import { loadOverviewParams } from "@/components/admin/overview/overview-params";
import { OverviewView } from "@/components/admin/overview/overview-view";
import { adminOverview, adminPage } from "@/lib/admin";
import { segmentOptions } from "@/lib/metrics";

export const metadata: Metadata = { title: "Overview" };

export default async function AdminOverviewPage({ searchParams }: PageProps<"/admin">) {
  const { range, activity, ...given } = await loadOverviewParams(searchParams);
  const filter = filterOf(given);
  const { overview, options } = await adminPage(async (admin) => ({
    overview: await adminOverview(admin, { ...filter, range, activity }),
    options: await segmentOptions(admin),
  }));
  return <OverviewView overview={overview} options={options} filter={filter} activityKind={activity} />;
}
