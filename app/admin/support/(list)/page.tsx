import type { Metadata } from "next";
import { SupportList } from "@/components/admin/support/support-list";
import { adminPage } from "@/lib/admin";
import { supportCounts, supportFilterSchema, supportRequestsPage } from "@/lib/support";

export const metadata: Metadata = { title: "Support requests" };

export default async function SupportRequestsPage({ searchParams }: PageProps<"/admin/support">) {
  const filter = supportFilterSchema.parse(await searchParams);
  const page = await adminPage(async (admin) => ({
    ...(await supportRequestsPage(admin, filter)),
    counts: await supportCounts(admin),
    now: admin.now,
  }));
  return <SupportList filter={filter} {...page} />;
}
