import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { sectionOf } from "@/components/admin/analytics/paths";
import { sectionPage } from "@/components/admin/analytics/section-page";

type Props = PageProps<"/admin/analytics/[section]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const section = sectionOf((await params).section);
  return { title: section ? `${section.label} · Analytics` : "Analytics" };
}

export default async function AnalyticsSectionPage({ params, searchParams }: Props) {
  const section = sectionOf((await params).section);
  if (!section) notFound();
  return sectionPage(section.key, searchParams);
}
