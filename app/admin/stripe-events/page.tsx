import type { Metadata } from "next";
import { EventLogView } from "@/components/admin/stripe-events/event-log-view";
import { adminPage } from "@/lib/admin";
import { inboxFilterSchema, inboxPage, inboxStats, inboxTypes } from "@/lib/billing";

export const metadata: Metadata = { title: "Stripe events" };

export default async function StripeEventsPage({ searchParams }: PageProps<"/admin/stripe-events">) {
  const filter = inboxFilterSchema.parse(await searchParams);
  const page = await adminPage(async (admin) => ({
    ...(await inboxPage(admin, filter)),
    stats: await inboxStats(admin),
    types: await inboxTypes(admin),
    now: admin.now,
  }));
  return <EventLogView filter={filter} {...page} />;
}
