import type { Metadata } from "next";
import { EventView } from "@/components/admin/stripe-events/event-view";
import { adminPage } from "@/lib/admin";
import { loggedEvent } from "@/lib/billing";

export const metadata: Metadata = { title: "Stripe event" };

export default async function EventPage({ params }: PageProps<"/admin/stripe-events/[id]">) {
  const { id } = await params;
  const event = await adminPage((admin) => loggedEvent(admin, id));
  return <EventView event={event} />;
}
