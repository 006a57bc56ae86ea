import type { Metadata } from "next";
import { EndpointsView } from "@/components/admin/webhooks/endpoints-view";
import { adminPage } from "@/lib/admin";
import { listEndpoints, recentDeliveries } from "@/lib/webhooks";
import { changeEndpoint, createEndpoint, deleteEndpoint, resendDelivery, rotateSecret, sendTest } from "./actions";

const actions = { changeEndpoint, createEndpoint, deleteEndpoint, resendDelivery, rotateSecret, sendTest };

export const metadata: Metadata = { title: "Endpoints" };

export default async function EndpointsPage() {
  const page = await adminPage(async (admin) => ({
    endpoints: await listEndpoints(admin),
    deliveries: await recentDeliveries(admin, { limit: 25 }),
    now: admin.now,
  }));
  return <EndpointsView {...page} actions={actions} />;
}
