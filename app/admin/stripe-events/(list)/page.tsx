import type { Metadata } from "next";
import { EventLogView } from "@/components/admin/stripe-events/event-log-view";
import { adminPage } from "@/lib/admin";
import { eventLogFilterSchema, eventLogPage, eventLogStats, loggedEventTypes } from "@/lib/billing";

export const metadata: Metadata = { title: "Stripe events" };

export default async function StripeEventsPage({ searchParams }: PageProps<"/admin/stripe-events">) {
  const filter = eventLogFilterSchema.parse(await searchParams);
  const page = await adminPage(async (admin) => ({
    ...(await eventLogPage(admin, filter)),
    stats: await eventLogStats(admin),
    types: await loggedEventTypes(admin),
    now: admin.now,
  }));
  return <EventLogView filter={filter} {...page} />;
}
