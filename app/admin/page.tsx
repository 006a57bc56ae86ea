import type { Metadata } from "next";
import { OverviewView } from "@/components/admin/overview/overview-view";
import { adminOverview, adminPage } from "@/lib/admin";
import { catalog } from "@/lib/catalog";

export const metadata: Metadata = { title: { absolute: `Overview · ${catalog.name} admin` } };

export default async function AdminOverviewPage() {
  return <OverviewView overview={await adminPage(adminOverview)} catalog={catalog} />;
}
