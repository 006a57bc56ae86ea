import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { sectionOf } from "@/components/admin/analytics/paths";

type Props = { params: Promise<{ section: string }>; children: ReactNode };

/** Decides before the page's skeleton is sent, with which the status is: only so does an unknown section get a 404. */
export default async function SectionLayout({ params, children }: Props) {
  if (!sectionOf((await params).section)) notFound();
  return children;
}
