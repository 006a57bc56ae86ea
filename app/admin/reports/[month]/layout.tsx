import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { adminPage } from "@/lib/admin";
import { reportMonth } from "@/lib/reports";

type Props = { params: Promise<{ month: string }>; children: ReactNode };

/** Decides before the page's skeleton is sent, with which the status is: only so does a month without a report get a 404. */
export default async function ReportLayout({ params, children }: Props) {
  const { month } = await params;
  const known = await adminPage(async ({ now }) => reportMonth(month, now) !== undefined);
  if (!known) notFound();
  return children;
}
