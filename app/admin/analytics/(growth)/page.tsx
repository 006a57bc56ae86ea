import type { Metadata } from "next";
import { sectionPage } from "@/components/admin/analytics/section-page";

export const metadata: Metadata = { title: "Analytics" };

export default async function AnalyticsPage({ searchParams }: PageProps<"/admin/analytics">) {
  return sectionPage("growth", searchParams);
}
