import type { Metadata } from "next";
import { UsageReportView } from "@/components/usage/usage-report";
import { memberPage } from "@/lib/tenancy";
import { usageReport } from "@/lib/usage";

export const metadata: Metadata = { title: "Usage" };

export default async function UsagePage() {
  return <UsageReportView report={await memberPage({}, usageReport)} />;
}
