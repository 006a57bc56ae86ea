import type { Metadata } from "next";
import { SectionPage } from "@/components/admin/analytics/section-page";

export const metadata: Metadata = { title: "Analytics" };

export default function AnalyticsPage({ searchParams }: PageProps<"/admin/analytics">) {
  return <SectionPage section="growth" searchParams={searchParams} />;
}
