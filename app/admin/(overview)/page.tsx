import type { Metadata } from "next";
import { filterOf } from "@/components/admin/analytics/filter-params";
import { loadOverviewParams } from "@/components/admin/overview/overview-params";
import { OverviewView } from "@/components/admin/overview/overview-view";
import { adminOverview, adminPage } from "@/lib/admin";
import { catalog } from "@/lib/catalog";

export const metadata: Metadata = { title: { absolute: `Overview · ${catalog.name} admin` } };

export default async function AdminOverviewPage({ searchParams }: PageProps<"/admin">) {
  const { range, activity, currency } = await loadOverviewParams(searchParams);
  const filter = filterOf({ currency, by: null, value: null });
  const overview = await adminPage((admin) => adminOverview(admin, { ...filter, range, activity }));
  return <OverviewView overview={overview} filter={filter} activityKind={activity} />;
}
