import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/marketing/breadcrumbs";
import { StatusPage } from "@/components/status/status-page";
import { catalog } from "@/lib/catalog";
import { readStatus } from "@/lib/health";

export const metadata: Metadata = {
  title: "System status",
  description: `Whether ${catalog.name} works right now, and its uptime over the last 90 days.`,
  alternates: { canonical: "/status" },
};

export default async function Status() {
  return (
    <>
      <Breadcrumbs trail={[{ name: "System status", path: "/status" }]} />
      <StatusPage status={await readStatus()} />
    </>
  );
}
