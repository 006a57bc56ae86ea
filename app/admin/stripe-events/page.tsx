import type { Metadata } from "next";
import { InboxView } from "@/components/admin/stripe-events/inbox-view";
import { adminPage } from "@/lib/admin";
import { eventLogFilterSchema, eventLogPage, eventLogStats, loggedEventTypes } from "@/lib/billing";
import { replay } from "./actions";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage({ searchParams }: PageProps<"/admin/stripe-events">) {
  const filter = eventLogFilterSchema.parse(await searchParams);
  const page = await adminPage(async (admin) => ({
    ...(await eventLogPage(admin, filter)),
    stats: await eventLogStats(admin),
    types: await loggedEventTypes(admin),
    now: admin.now,
  }));
  return <InboxView filter={filter} {...page} replay={replay} />;
}
