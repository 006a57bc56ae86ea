import type { Metadata } from "next";
import { EndpointsView } from "@/components/admin/webhooks/endpoints-view";
import { adminPage } from "@/lib/admin";
import { listEndpoints, recentDeliveries } from "@/lib/webhooks";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage() {
  const page = await adminPage(async (admin) => ({
    endpoints: await listEndpoints(admin),
    deliveries: await recentDeliveries(admin, { limit: 25 }),
    now: admin.now,
  }));
  return <EndpointsView {...page} />;
}
