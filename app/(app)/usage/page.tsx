import type { Metadata } from "next";
import { z } from "zod";
import { FollowUsage } from "@/components/usage/follow-usage";
import { UsageReportView } from "@/components/usage/usage-report";
import { overageCurrency } from "@/lib/entitlements";
import { memberPage, usageExporters } from "@/lib/tenancy";
import { describeNow, usageReport } from "@/lib/usage";

export const metadata: Metadata = { title: "Usage" };

const searchSchema = z.object({ by: z.string().max(64).optional().catch(undefined) });

export default async function UsagePage({ searchParams }: PageProps<"/usage">) {
  const { by } = searchSchema.parse(await searchParams);
  const { report, usage, mayExport, currency } = await memberPage({}, async (member) => {
    const report = await usageReport(member, by);
    const mayExport = usageExporters.some((role) => role === member.role) && !member.session.impersonator;
    const currency = await overageCurrency(member);
    return { report, usage: describeNow(member.organizationId, report), mayExport, currency };
  });
  return (
    <>
      <FollowUsage rendered={usage} />
      <UsageReportView report={report} mayExport={mayExport} currency={currency} />
    </>
  );
}
