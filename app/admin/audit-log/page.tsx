import type { Metadata } from "next";
import { AuditLogView } from "@/components/admin/audit-log/audit-log-view";
import { adminPage } from "@/lib/admin";
import { auditFilterSchema, auditPage, lastVerification, searchDays } from "@/lib/audit";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditLogPage({ searchParams }: PageProps<"/admin/audit-log">) {
  const filter = auditFilterSchema.parse(await searchParams);
  const page = await adminPage(async (admin) => ({
    ...(await auditPage(admin, filter)),
    verified: await lastVerification(admin),
  }));
  return <AuditLogView filter={filter} searchDays={searchDays} {...page} />;
}
