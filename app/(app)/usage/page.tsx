import type { Metadata } from "next";
import { z } from "zod";
import { UsageReportView } from "@/components/usage/usage-report";
import { memberPage } from "@/lib/tenancy";
import { usageReport } from "@/lib/usage";

export const metadata: Metadata = { title: "Usage" };

const searchSchema = z.object({ by: z.string().max(64).optional().catch(undefined) });

export default async function UsagePage({ searchParams }: PageProps<"/usage">) {
  const { by } = searchSchema.parse(await searchParams);
  return <UsageReportView report={await memberPage({}, (member) => usageReport(member, by))} />;
}
