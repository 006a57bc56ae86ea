import type { Metadata } from "next";
import { SupportSessionsView } from "@/components/admin/support-sessions/support-sessions-view";
import { adminPage } from "@/lib/admin";
import { activeSupportSessions, supportSessionFilterSchema, supportSessionLog } from "@/lib/auth";

export const metadata: Metadata = { title: "Support sessions" };

export default async function SupportSessionsPage({ searchParams }: PageProps<"/admin/support-sessions">) {
  const filter = supportSessionFilterSchema.parse(await searchParams);
  const page = await adminPage(async (admin) => ({
    ...(await supportSessionLog(admin, filter)),
    active: await activeSupportSessions(admin),
    wall: admin.wall,
    adminEmail: admin.session.user.email,
  }));
  return <SupportSessionsView filter={filter} {...page} />;
}
