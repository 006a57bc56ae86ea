import type { Metadata } from "next";
import { ReconciliationView } from "@/components/admin/reconciliation/reconciliation-view";
import { adminPage } from "@/lib/admin";
import { driftFilterSchema, listDrift, openDrift, recentReconciliations } from "@/lib/reconciliation";
import { reconcile, verify } from "./actions";

export const metadata: Metadata = { title: "Reconciliation" };

export default async function ReconciliationPage({ searchParams }: PageProps<"/admin/reconciliation">) {
  const filter = driftFilterSchema.parse(await searchParams);
  const page = await adminPage(async (admin) => ({
    runs: await recentReconciliations(admin, 8),
    drift: await listDrift(admin, filter),
    open: await openDrift(admin),
    now: admin.now,
  }));
  return <ReconciliationView filter={filter} {...page} actions={{ reconcile, verify }} />;
}
