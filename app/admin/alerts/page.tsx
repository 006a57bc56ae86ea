import type { Metadata } from "next";
import { AlertsView } from "@/components/admin/alerts/alerts-view";
import { adminPage } from "@/lib/admin";
import { activeMutes, alertCounts, alertFilterSchema, alertsPage, shownThresholds } from "@/lib/alerts";

export const metadata: Metadata = { title: "Alerts" };

export default async function AlertsPage({ searchParams }: PageProps<"/admin/alerts">) {
  const filter = alertFilterSchema.parse(await searchParams);
  const page = await adminPage(async (admin) => ({
    ...(await alertsPage(admin, filter)),
    counts: await alertCounts(admin),
    mutes: await activeMutes(admin),
    thresholds: await shownThresholds(admin),
    now: admin.now,
  }));
  return <AlertsView filter={filter} {...page} />;
}
