import { redirect } from "next/navigation";
import { adminPage } from "@/lib/admin";
import { lastMonth } from "@/lib/reports";

/** The last month that ended. */
export default async function ReportsPage() {
  redirect(`/admin/reports/${await adminPage(async ({ now }) => lastMonth(now))}`);
}
