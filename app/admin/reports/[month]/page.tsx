import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ReportView } from "@/components/admin/reports/report-view";
import { adminPage } from "@/lib/admin";
import { formatMonth } from "@/lib/dates";
import { monthReport, reportMonth } from "@/lib/reports";

type Props = { params: Promise<{ month: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const start = new Date(`${(await params).month}-01`);
  return { title: Number.isNaN(start.getTime()) ? "Report" : `Revenue in ${formatMonth(start)}` };
}

export default async function ReportPage({ params }: Props) {
  const { month: text } = await params;
  const report = await adminPage(async (admin) => {
    const month = reportMonth(text, admin.now);
    return month === undefined ? undefined : monthReport(admin, month);
  });
  if (!report) notFound();
  return <ReportView report={report} />;
}
