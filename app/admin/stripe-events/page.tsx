import type { Metadata } from "next";
import { InboxView } from "@/components/admin/stripe-events/inbox-view";
import { adminPage } from "@/lib/admin";
import { inboxFilterSchema, inboxPage, inboxStats, inboxTypes } from "@/lib/billing";
import { replay } from "./actions";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage({ searchParams }: PageProps<"/admin/stripe-events">) {
  const filter = inboxFilterSchema.parse(await searchParams);
  const page = await adminPage(async (admin) => ({
    ...(await inboxPage(admin, filter)),
    stats: await inboxStats(admin),
    types: await inboxTypes(admin),
    now: admin.now,
  }));
  return <InboxView filter={filter} {...page} replay={replay} />;
}
